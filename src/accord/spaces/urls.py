from django.urls import path

from accord.spaces import views

app_name = "spaces"
urlpatterns = [
    path("", views.home, name="home"),
    path("news/", views.news, name="news"),
    path("outbox/", views.outbox, name="outbox"),
    path("work/", views.your_work, name="work"),
    path("accessibility/", views.accessibility, name="accessibility"),
]
