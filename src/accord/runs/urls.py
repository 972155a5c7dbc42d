from django.urls import path

from accord.runs import views

app_name = "runs"
urlpatterns = [
    path("work/long/", views.job_list, name="list"),
    path("work/long/new/<slug:kind>/", views.start, name="start"),
    path("work/long/<uuid:key>/", views.detail, name="detail"),
    path("work/long/<uuid:key>/cancellation/", views.cancellation, name="cancellation"),
    path("work/long/<uuid:key>/file/", views.file, name="file"),
]
