"""Papers, dossiers and their materials. Mounted at the root."""

from django.urls import path

from zhifa.records.views import (
    checking,
    dossiers,
    exports,
    guides,
    local_templates,
    materials,
    numbers,
    papers,
    seals,
    templates,
)

app_name = "records"
urlpatterns = [
    path("documents/<str:document_id>/", papers.document, name="document"),
    path("documents/<str:document_id>/pdf/", papers.pdf, name="pdf"),
    path("documents/<str:document_id>/copy/<str:form>/", papers.copy, name="copy"),
    path("documents/<str:document_id>/serve/", papers.serve, name="serve"),
    path("documents/<str:document_id>/seal/", seals.approve, name="approve_seal"),
    path("documents/<str:document_id>/seal/now/", seals.carry_out, name="carry_out_seal"),
    path("dossiers/<str:dossier_id>/export/", exports.export, name="export"),
    path("transfers/", exports.transfers, name="transfers"),
    path("check/", checking.home, name="check_home"),
    path("check/<str:code>/", checking.paper, name="check"),
    path("guides/", guides.filed, name="filed_guides"),
    path("guides/<str:pk>/", guides.filed_one, name="filed_guide"),
    path("library/guides/", guides.shelf, name="guides"),
    path("library/guides/<str:pk>/", guides.one, name="guide"),
    path("library/templates/<str:code>/guide/", guides.send, name="send_guide"),
    path("library/templates/", templates.shelf, name="templates"),
    path("library/templates/review/", local_templates.review, name="template_review"),
    path("library/templates/versions/<str:pk>/", local_templates.version, name="template_version"),
    path("library/templates/<str:code>/adapt/", local_templates.adapt, name="adapt_template"),
    path("library/templates/<str:code>/", templates.template, name="template"),
    path("library/templates/<str:code>/preview/", templates.preview, name="template_preview"),
    path("numbers/", numbers.register, name="numbers"),
    path("numbers/export/", numbers.export, name="export_numbers"),
    path("numbers/forms/", numbers.ways, name="number_forms"),
    path("numbers/forms/adopt/", numbers.adopt, name="adopt_number_form"),
    path("numbers/<str:code>/take/", numbers.take, name="take_number"),
    path("numbers/<int:pk>/void/", numbers.void, name="void_number"),
    path("seals/", seals.credentials, name="credentials"),
    path("seals/waiting/", seals.waiting, name="waiting_seals"),
    path("seals/register/", seals.register, name="register_credential"),
    path("seals/<str:credential_id>/revoke/", seals.revoke, name="revoke_credential"),
    path("dossiers/<str:dossier_id>/", dossiers.dossier, name="dossier"),
    path("dossiers/<str:dossier_id>/call-up/", dossiers.call_up, name="call_up"),
    path("dossiers/<str:dossier_id>/panel/", dossiers.panel, name="panel"),
    path("dossiers/<str:dossier_id>/catalogue/", dossiers.catalogue_pdf, name="catalogue_pdf"),
    path("dossiers/<str:dossier_id>/address/", dossiers.confirm_address, name="confirm_address"),
    path("dossiers/<str:dossier_id>/evidence/add/", materials.add_evidence, name="add_evidence"),
    path(
        "dossiers/<str:dossier_id>/recordings/add/", materials.add_recording, name="add_recording"
    ),
    path("evidence/<str:evidence_id>/exclude/", materials.exclude_evidence, name="exclude"),
    path("recordings/<str:recording_id>/", materials.recording, name="recording"),
    path("recordings/<str:recording_id>/file/", materials.recording_file, name="recording_file"),
]
