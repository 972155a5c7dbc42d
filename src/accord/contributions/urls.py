from django.urls import path, register_converter

from accord.contributions.kinds import FirstWords
from accord.contributions.views import comments, moderation, pages, receipts, translations, words

register_converter(FirstWords, "first_words")

app_name = "contributions"
PROCESS = "processes/<slug:slug>/"
WORDS = "words/<slug:kind>/<path:code>/"
DISCUSSION = "discussions/<slug:kind>/<path:code>/"
JUDGED = "moderation/<slug:kind>/<path:code>/"
urlpatterns = [
    path("receipt/", receipts.receipt, name="receipt"),
    path("receipt/slip/", receipts.slip, name="slip"),
    path("receipt/forget/", receipts.forget, name="forget"),
    path("receipt/claim/", receipts.claim, name="claim"),
    path(PROCESS + "<first_words:kind>/<int:number>/", pages.page, name="page"),
    path(PROCESS + "held/", moderation.queue, name="held"),
    path(PROCESS + "hidden/", moderation.hidden, name="hidden"),
    path(WORDS + "edit/", words.edit_words, name="edit"),
    path(WORDS + "withdrawal/", words.withdrawal, name="withdrawal"),
    path(WORDS + "support/", words.support_toggle, name="support"),
    path(WORDS + "revisions/", words.revisions, name="revisions"),
    path(WORDS + "comments/", comments.comments, name="comments"),
    path(WORDS + "replies/", comments.replies, name="replies"),
    path(
        WORDS + "translation/<slug:language>/removal/",
        translations.removal,
        name="translation-removal",
    ),
    path(WORDS + "translation/", translations.translation, name="translation"),
    path(WORDS, words.detail, name="detail"),
    path(DISCUSSION + "comments/", comments.discuss_here, name="discussion-comments"),
    path(DISCUSSION + "closing/", comments.closing, name="closing"),
    path(JUDGED + "release/", moderation.release_words, name="release"),
    path(JUDGED + "hiding/", moderation.hiding, name="hiding"),
    path(JUDGED + "showing/", moderation.showing, name="showing"),
]
