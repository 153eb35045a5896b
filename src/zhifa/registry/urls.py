"""The libraries: laws, lists, matters, parties. Mounted at the root."""

from django.urls import path

from zhifa.registry.views import (
    amendments,
    bodies,
    changes,
    law_import,
    law_versions,
    laws,
    lists,
    matters,
    parties,
    party_file,
)

app_name = "registry"
urlpatterns = [
    path("public/changes/", changes.changes, name="changes"),
    path("public/changes/feed.xml", changes.feed, name="changes_feed"),
    path("library/laws/", laws.shelf, name="laws"),
    path("library/laws/import/", law_import.upload, name="import_law"),
    path("library/laws/changes/", amendments.amendments, name="amendments"),
    path("library/laws/changes/<int:pk>/", amendments.amendment, name="amendment"),
    path("library/laws/changes/<int:pk>/settle/", amendments.settle, name="settle_tasks"),
    path("library/laws/<int:pk>/", laws.law, name="law"),
    path("library/laws/<int:pk>/compare/", law_versions.compare, name="compare_versions"),
    path("library/laws/<int:pk>/articles/<int:number>/", laws.article, name="article_on"),
    path(
        "library/laws/<int:pk>/articles/<int:number>/<int:sub>/",
        laws.article,
        name="sub_article_on",
    ),
    path("library/laws/<int:pk>/<int:version>/<int:number>/", laws.article, name="article"),
    path(
        "library/laws/<int:pk>/<int:version>/<int:number>/<int:sub>/",
        laws.article,
        name="sub_article",
    ),
    path("library/matters/", matters.matters, name="matters"),
    path("library/lists/list.xlsx", lists.export_list, name="export_list"),
    path("library/lists/import/", lists.import_list, name="import_list"),
    path("library/lists/compare/", lists.compare_lists, name="compare_lists"),
    path("library/checks/", lists.findings, name="findings"),
    path("library/matters/<str:code>/", matters.matter, name="matter"),
    path("library/authority/", bodies.authority, name="authority"),
    path("library/authority/person/<int:pk>/", bodies.person_panel, name="person_panel"),
    path("library/agencies/<str:code>/panel/", bodies.panel, name="agency_panel"),
    path("library/agencies/<str:code>/merge/", bodies.merge, name="merge_bodies"),
    path("library/agencies/<str:code>/transfer/", bodies.transfer, name="transfer_powers"),
    path("library/parties/", parties.parties, name="parties"),
    path("library/parties/new/", parties.register, name="register_party"),
    path("library/parties/duplicates/", party_file.duplicates, name="duplicates"),
    path("library/parties/looks/", party_file.looks, name="party_looks"),
    path("library/parties/merges/<int:pk>/undo/", party_file.undo, name="undo_merge"),
    path("library/parties/records/<int:pk>/end/", party_file.end_record, name="end_record"),
    path("library/parties/<str:pk>/", parties.party, name="party"),
    path("library/parties/<str:pk>/records/new/", party_file.add_record, name="add_record"),
    path("library/parties/<str:pk>/apart/<str:other>/", party_file.apart, name="keep_apart"),
    path("library/parties/<str:pk>/edit/", parties.change, name="change_party"),
    path("library/parties/<str:pk>/merge/", parties.merge, name="merge_parties"),
    path("library/parties/<str:pk>/reveal/", parties.reveal, name="reveal_party"),
]
