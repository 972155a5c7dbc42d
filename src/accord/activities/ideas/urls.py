from django.urls import path

from accord.activities.ideas.views import ideas, submission

app_name = "ideas"
urlpatterns = [
    path("", ideas.idea_list, name="list"),
    path("new/", submission.new, name="new"),
    path("new/check/", submission.check, name="check"),
    path("new/sent/", submission.sent, name="sent"),
    path("form/", ideas.paper_form, name="form"),
]
