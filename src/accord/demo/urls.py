from django.urls import path

from accord.demo import people, resets, story

app_name = "demo"
urlpatterns = [
    path("demo/people/", people.people, name="people"),
    path("demo/people/<int:person_id>/", people.be, name="be"),
    path("demo/story/<int:number>/", story.step, name="step"),
    path("demo/story/end/", story.end, name="end"),
    path("demo/reset/", resets.reset, name="reset"),
    path("demo/outbox/", people.outbox, name="outbox"),
]
