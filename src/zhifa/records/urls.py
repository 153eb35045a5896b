"""Papers, dossiers and their materials. Mounted at the root."""

from django.urls import path

from zhifa.records.views import dossiers, materials, papers

app_name = "records"
urlpatterns = [
    path("documents/<str:document_id>/", papers.document, name="document"),
    path("documents/<str:document_id>/pdf/", papers.pdf, name="pdf"),
    path("documents/<str:document_id>/serve/", papers.serve, name="serve"),
    path("dossiers/<str:dossier_id>/", dossiers.dossier, name="dossier"),
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
