from django.urls import path

from zhifa.disclosure import views

app_name = "disclosure"
urlpatterns = [
    path("publish/queue/", views.queue, name="queue"),
    path("publish/<int:pk>/", views.show, name="publication"),
    path("publish/<int:pk>/withdraw/", views.withdraw, name="withdraw"),
    path("public/", views.home, name="home"),
    path("public/decisions/<str:slug>/", views.public, name="public"),
]
