from django.urls import path

from accord.contributions.views import comments, moderation, receipts, words

app_name = "contributions"
urlpatterns = [
    path("receipt/", receipts.receipt, name="receipt"),
    path("receipt/slip/", receipts.slip, name="slip"),
    path("receipt/forgetting/", receipts.forgetting, name="forgetting"),
    path("receipt/<int:receipt_id>/claim/", receipts.claim, name="claim"),
    path("contributions/<int:pk>/", words.detail, name="detail"),
    path("contributions/<int:pk>/edit/", words.edit_words, name="edit"),
    path("contributions/<int:pk>/withdrawal/", words.withdrawal, name="withdrawal"),
    path("contributions/<int:pk>/support/", words.support_toggle, name="support"),
    path("contributions/<int:pk>/revisions/", words.revisions, name="revisions"),
    path("contributions/<int:pk>/comments/", comments.comments, name="comments"),
    path("contributions/<int:pk>/replies/", comments.replies, name="replies"),
    path("discussions/<int:pk>/comments/", comments.discuss_here, name="discussion-comments"),
    path("processes/<slug:slug>/held/", moderation.queue, name="held"),
    path("processes/<slug:slug>/hidden/", moderation.hidden, name="hidden"),
    path("moderation/<slug:kind>/<int:pk>/release/", moderation.release_words, name="release"),
    path("moderation/<slug:kind>/<int:pk>/hiding/", moderation.hiding, name="hiding"),
    path("moderation/<slug:kind>/<int:pk>/showing/", moderation.showing, name="showing"),
]
