from django.urls import path

from zhifa.review import views

app_name = "review"
urlpatterns = [
    path("reviews/", views.inbox, name="list"),
    path("reviews/<int:pk>/", views.review, name="review"),
    path("reviews/<int:pk>/points/", views.answer, name="points"),
    path("reviews/cases/<str:case_id>/submit/", views.submit, name="submit"),
    path("reviews/cases/<str:case_id>/", views.of_case, name="inbox"),
    path("reviews/cases/<str:case_id>/panel/", views.panel, name="panel"),
]
