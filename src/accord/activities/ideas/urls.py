from django.urls import path

from accord.activities.ideas.views import ideas, sending

app_name = "ideas"
urlpatterns = [
    path("", ideas.idea_list, name="list"),
    path("new/", sending.new, name="new"),
    path("new/check/", sending.check, name="check"),
    path("new/sent/", sending.sent, name="sent"),
    path("form/", ideas.paper_form, name="form"),
]
