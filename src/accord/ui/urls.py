from django.urls import path

from accord.ui import views

app_name = "ui"
urlpatterns = [
    path("language/<slug:code>/", views.language_choice, name="language"),
    path("theme/<slug:code>/", views.theme_choice, name="theme"),
    path("style/space-<int:hue>-<slug:version>.css", views.space_style, name="space-style"),
]
