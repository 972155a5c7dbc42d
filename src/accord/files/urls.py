from django.urls import path

from accord.files.views import attachments, downloads

app_name = "files"
urlpatterns = [
    path("files/<slug:code>/removal/", attachments.removal, name="removal"),
    path("files/<slug:code>/small/<str:name>", downloads.small, name="small"),
    path("files/<slug:code>/<str:name>", downloads.file, name="file"),
    path("attachments/<slug:kind>/<path:code>/", attachments.attachments, name="attachments"),
    path("logo/", attachments.logo, name="logo"),
]
