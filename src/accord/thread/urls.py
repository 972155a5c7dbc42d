from django.urls import path

from accord.thread.views import threads, ties

app_name = "thread"
THREAD = "threads/<slug:kind>/<path:code>/"
urlpatterns = [
    path(THREAD + "ties/", ties.ties, name="ties"),
    path(THREAD + "ties/undoing/", ties.undoing, name="undoing"),
    path(THREAD, threads.detail, name="detail"),
]
