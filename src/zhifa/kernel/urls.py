"""Pages of the machinery. Mounted at the root."""

from django.urls import path

from zhifa.kernel import views

app_name = "kernel"
urlpatterns = [
    path("system/deliveries/", views.deliveries, name="deliveries"),
    path("system/deliveries/<int:pk>/retry/", views.retry, name="retry"),
    path("audit/", views.audit, name="audit"),
    path("audit/<int:pk>/", views.entry, name="entry"),
]
