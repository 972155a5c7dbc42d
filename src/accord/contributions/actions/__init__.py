"""All that can happen to people's words. This is the only door to their tables."""

from accord.contributions.actions.admission import create_voice
from accord.contributions.actions.changes import claim_receipt, edit, withdraw
from accord.contributions.actions.discussions import comment, discuss
from accord.contributions.actions.drafts import Writing, discard_drafts, save_draft
from accord.contributions.actions.facilitation import close_discussion, reopen_discussion
from accord.contributions.actions.moderation import hide, release, show_again
from accord.contributions.actions.submission import SubmissionResult, submit
from accord.contributions.actions.supports import end_support, support
from accord.contributions.actions.translations import remove_translation, translate_words
from accord.contributions.submissions import ContributionInput

__all__ = [
    "ContributionInput",
    "SubmissionResult",
    "Writing",
    "claim_receipt",
    "close_discussion",
    "comment",
    "create_voice",
    "discard_drafts",
    "discuss",
    "edit",
    "end_support",
    "hide",
    "release",
    "remove_translation",
    "reopen_discussion",
    "save_draft",
    "show_again",
    "submit",
    "support",
    "translate_words",
    "withdraw",
]
