from django.urls import path

from zhifa.enforcement.views import (
    cases,
    citing,
    informant,
    ledger,
    parties,
    procedures,
    public_lists,
    supplement,
)

app_name = "enforcement"
urlpatterns = [
    path("cases/", ledger.ledger, name="ledger"),
    path("cases/export/", ledger.export, name="export"),
    path("cases/new/", cases.new, name="new"),
    path("cases/new/<str:procedure>/", cases.begin, name="begin"),
    path("cases/citing/<str:key>/", citing.citing, name="citing"),
    path("cases/dossier/<str:dossier_id>/", supplement.panel, name="later_panel"),
    path("cases/party/<str:party_id>/", parties.panel, name="party_panel"),
    path("cases/<str:case_id>/", cases.show, name="case"),
    path("cases/<str:case_id>/informant/", informant.informant, name="informant"),
    path("cases/<str:case_id>/do/<str:move>/", cases.do, name="do"),
    *(
        part
        for prefix, name, views in (
            ("library/public-lists/", "public", public_lists.STAFF_VIEWS),
            ("public/lists/", "open", public_lists.OPEN_VIEWS),
        )
        for part in (
            path(prefix, views[0], name=f"{name}_meters"),
            path(f"{prefix}<str:code>/", views[1], name=f"{name}_lists"),
            path(f"{prefix}<str:code>/<slug:name>/", views[2], name=f"{name}_list"),
            path(f"{prefix}<str:code>/guides/<str:matter>/", views[3], name=f"{name}_guide"),
        )
    ),
    path("library/procedures/", procedures.index, name="procedures"),
    path("library/procedures/<str:code>/", procedures.show, name="procedure"),
]
