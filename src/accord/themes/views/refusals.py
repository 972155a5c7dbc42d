"""What is told about words that were said back to us."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from accord.contributions.voices import Voice
from accord.themes.actions import SaidAlready
from accord.ui.forms import Done, NotDone


def standing(outcome: Done[Any] | NotDone) -> Voice | None:
    """What they said before, where that is why they were refused."""
    if not outcome and isinstance(outcome.refusal, SaidAlready):
        return outcome.refusal.stands
    return None


def tell_held(request: HttpRequest, words: Voice, otherwise: str) -> None:
    """That a person reads it first, and why; otherwise what was done."""
    if words.held_at and not words.published_at:
        held = _("A person will read this first.")
        messages.info(request, f"{held} {_(words.held_reason)}")
    else:
        messages.success(request, otherwise)
