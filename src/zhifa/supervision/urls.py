from django.urls import path

from zhifa.supervision import views

app_name = "supervision"
urlpatterns = [
    path("supervise/alerts/", views.alerts, name="alerts"),
    path("supervise/alerts/<int:pk>/", views.alert, name="alert"),
    path("supervise/alerts/<int:pk>/close/", views.close, name="close"),
]
