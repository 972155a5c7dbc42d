from django.urls import include, path

from accord.questions import views

app_name = "questions"
staff = [
    path("", views.question_list, name="list"),
    path("preview/", views.preview, name="preview"),
    path("publication/", views.publication, name="publication"),
    path("changes/removal/", views.discard, name="discard"),
    path("data/<slug:ending>/", views.data, name="data"),
    path("new/", views.question_new, name="new"),
    path("<slug:code>/", views.question_edit, name="edit"),
    path("<slug:code>/removal/", views.removal, name="removal"),
    path("<slug:code>/place/", views.place, name="place"),
]
urlpatterns = [
    path("processes/<slug:slug>/setup/activities/<slug:activity_slug>/questions/", include(staff)),
    path(
        "processes/<slug:slug>/about/<slug:activity_slug>/questions/<int:number>/",
        views.version,
        name="version",
    ),
]
