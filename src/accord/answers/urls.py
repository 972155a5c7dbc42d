from django.urls import path

from accord.answers.views import answers, inbox

app_name = "answers"
INBOX = "processes/<slug:slug>/inbox/"
ANSWER = "answers/<path:code>/"
urlpatterns = [
    path(INBOX, inbox.inbox, name="inbox"),
    path(INBOX + "preview/", inbox.preview, name="inbox-preview"),
    path(INBOX + "choices/", inbox.choices, name="inbox-choices"),
    path(INBOX + "undo/", inbox.undo, name="inbox-undo"),
    path("answers/", answers.answer_list, name="list"),
    path("answers/office/<slug:code>/", answers.office_work, name="office"),
    path("answers/new/<slug:kind>/<path:code>/", answers.answer_new, name="new"),
    path(ANSWER + "edit/", answers.answer_edit, name="edit"),
    path(ANSWER + "discard/", answers.answer_discard, name="discard"),
    path(ANSWER + "rejoinders/", answers.rejoinders, name="rejoinders"),
    path(ANSWER + "assignment/", answers.assignment, name="assignment"),
    path(ANSWER + "rejoinder/<slug:kind>/<path:said>/", answers.rejoinder, name="rejoinder"),
]
