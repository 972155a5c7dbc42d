from django.urls import path

from accord.demo import people

app_name = "demo"
urlpatterns = [
    path("demo/people/", people.people, name="people"),
    path("demo/people/<int:person_id>/", people.be, name="be"),
    path("demo/outbox/", people.outbox, name="outbox"),
]
