"""Addresses of the staff site; each room owns what is below its own word."""

from django.urls import include, path
from django.views.generic import RedirectView

from zhifa.web import views
from zhifa.web.api import about_problem

handler400 = "zhifa.web.errors.malformed"
handler500 = "zhifa.web.errors.fault"

urlpatterns = [
    path("", RedirectView.as_view(url="/desk/", permanent=False)),
    path("desk/", views.desk, name="desk"),
    path("api/", include("zhifa.web.api")),
    path("uploads/", include("zhifa.web.api.uploads")),
    path("problems/<slug:problem>", about_problem, name="problem"),
    path("problems/<slug:problem>/", about_problem),
    path("", include("zhifa.kernel.urls")),
    path("", include("zhifa.agencies.urls")),
    path("", include("zhifa.registry.urls")),
    path("", include("zhifa.enforcement.urls")),
    path("", include("zhifa.records.urls")),
    path("", include("zhifa.review.urls")),
    path("", include("zhifa.disclosure.urls")),
    path("", include("zhifa.supervision.urls")),
]
