"""All that can happen to people's words. This is the only door to their tables."""

from accord.contributions.actions.admitting import create_voice
from accord.contributions.actions.changing import claim_receipt, edit, withdraw
from accord.contributions.actions.discussing import comment, discuss
from accord.contributions.actions.drafting import Writing, discard_drafts, save_draft
from accord.contributions.actions.facilitating import close_discussion, reopen_discussion
from accord.contributions.actions.moderating import hide, release, show_again
from accord.contributions.actions.sending import SubmissionResult, submit
from accord.contributions.actions.supporting import end_support, support
from accord.contributions.actions.translating import translate_words
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
    "reopen_discussion",
    "save_draft",
    "show_again",
    "submit",
    "support",
    "translate_words",
    "withdraw",
]
