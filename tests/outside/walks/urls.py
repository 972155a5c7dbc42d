from django.urls import path

from walks import views

app_name = "walks"
urlpatterns = [
    path("", views.walk_list, name="list"),
    path("new/", views.new, name="new"),
]
