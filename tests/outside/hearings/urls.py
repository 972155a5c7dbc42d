from django.urls import path

from hearings import views

app_name = "hearings"
HEARING = "processes/<slug:slug>/hearings/<int:number>/"
urlpatterns = [
    path(HEARING, views.detail, name="detail"),
    path(HEARING + "publication/", views.publication, name="publication"),
]
