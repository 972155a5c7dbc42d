from django.urls import path

from accord.answers.views import answers, inbox

app_name = "answers"
INBOX = "processes/<slug:slug>/inbox/"
urlpatterns = [
    path(INBOX, inbox.inbox, name="inbox"),
    path(INBOX + "preview/", inbox.preview, name="inbox-preview"),
    path(INBOX + "choices/", inbox.choices, name="inbox-choices"),
    path(INBOX + "undo/", inbox.undo, name="inbox-undo"),
    path("answers/", answers.answer_list, name="list"),
    path("answers/office/<slug:code>/", answers.office_work, name="office"),
    path("answers/new/<slug:kind>/<int:pk>/", answers.answer_new, name="new"),
    path("answers/<int:pk>/", answers.answer_edit, name="edit"),
    path("answers/<int:pk>/discard/", answers.answer_discard, name="discard"),
    path("answers/<int:pk>/rejoinders/", answers.rejoinders, name="rejoinders"),
    path("answers/<int:pk>/assignment/", answers.assignment, name="assignment"),
    path(
        "answers/<int:pk>/words/<int:contribution_pk>/rejoinder/",
        answers.rejoinder,
        name="rejoinder",
    ),
]
