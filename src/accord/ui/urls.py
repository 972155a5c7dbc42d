from django.urls import path

from accord.ui import views

app_name = "ui"
urlpatterns = [path("language/<slug:code>/", views.language_choice, name="language")]
