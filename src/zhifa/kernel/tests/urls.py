"""The machinery alone, for its tests."""

from django.urls import include, path

urlpatterns = [path("", include("zhifa.kernel.urls"))]
