from django.urls import path

from zhifa.supervision import views

app_name = "supervision"
urlpatterns = [
    path("supervise/alerts/", views.alerts, name="alerts"),
    path("supervise/alerts/<int:pk>/", views.alert, name="alert"),
    path("supervise/filings/", views.filings, name="filings"),
    path("supervise/filings/<int:pk>/", views.filing, name="filing"),
    path("supervise/filings/cases/<str:case_id>/", views.filing_of, name="filing_of"),
    path("supervise/alerts/<int:pk>/close/", views.close, name="close"),
]
