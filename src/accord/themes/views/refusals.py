"""Refusals beside the form: too late, or somebody was faster, and what was typed stays."""

from collections.abc import Callable
from typing import TypeVar

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest
from django.utils.translation import gettext as _

from accord.contributions.voices import Voice
from accord.errors import Conflict
from accord.themes.actions import SaidAlready

Spoken = TypeVar("Spoken", bound=Voice)


def said_or_standing(
    form: Form, action: Callable[[], Spoken]
) -> tuple[Spoken | None, Voice | None]:
    """What was said; where it was refused because of what they said before, that."""
    try:
        return action(), None
    except SaidAlready as refusal:
        form.add_error(None, str(refusal))
        return None, refusal.stands
    except Conflict as refusal:
        form.add_error(None, str(refusal))
        return None, None


def run_action(form: Form, action: Callable[[], object], *, field: str | None = None) -> bool:
    """Whether the action was done; where it was refused, the form says why."""
    try:
        action()
    except Conflict as refusal:
        form.add_error(field, str(refusal))
        return False
    return True


def tell_held(request: HttpRequest, words: Voice, otherwise: str) -> None:
    """That a person reads it first, and why; otherwise what was done."""
    if words.held_at and not words.published_at:
        held = _("A person will read this first.")
        messages.info(request, f"{held} {_(words.held_reason)}")
    else:
        messages.success(request, otherwise)
