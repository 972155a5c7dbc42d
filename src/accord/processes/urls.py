from django.urls import path

from accord.processes.views import processes

app_name = "processes"
urlpatterns = [
    path("processes/", processes.process_list, name="list"),
    path("processes/<slug:slug>/", processes.process_detail, name="detail"),
]
