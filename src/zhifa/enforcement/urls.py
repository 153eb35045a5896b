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
    path("library/public-lists/", public_lists.overview, name="public_meters"),
    path("library/public-lists/<str:code>/", public_lists.preview, name="public_lists"),
    path("library/public-lists/<str:code>/<slug:name>/", public_lists.one_list, name="public_list"),
    path("library/procedures/", procedures.index, name="procedures"),
    path("library/procedures/<str:code>/", procedures.show, name="procedure"),
]
