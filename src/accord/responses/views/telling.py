"""Refusals beside the form: too late, or somebody was faster, and what was typed stays."""

from collections.abc import Callable

from django.forms import Form

from accord.errors import Conflict


def is_done(form: Form, deed: Callable[[], object], *, field: str | None = None) -> bool:
    """Whether the deed was done; where it was refused, the form says why."""
    try:
        deed()
    except Conflict as refusal:
        form.add_error(field, str(refusal))
        return False
    return True
