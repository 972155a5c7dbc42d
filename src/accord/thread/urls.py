from django.urls import path

from accord.thread.views import threads

app_name = "thread"
urlpatterns = [
    path("threads/<slug:kind>/<path:code>/", threads.detail, name="detail"),
]
