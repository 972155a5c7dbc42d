"""Done, and a way to take it back: a notice on the next page with a button that says "Undo".

The button is a form that posts to the inverse act, so it works without a script, and once undone
the notice may offer to do it again. Only what can really be taken back offers it.
"""

import json
from typing import NamedTuple

from django.contrib import messages
from django.contrib.messages.storage.base import Message
from django.http import HttpRequest


class Undo(NamedTuple):
    """Where the button posts, and what it sends along."""

    address: str
    fields: list[tuple[str, str]]


def tell_undo(request: HttpRequest, said: str, address: str, **fields: object) -> None:
    """Say on the next page what was done, with the button that posts `fields` to `address`."""
    sent = [(name, str(value)) for name, value in fields.items()]
    messages.success(request, said, extra_tags=json.dumps([address, sent]))


def undo_of(message: Message) -> Undo | None:
    if not message.extra_tags:
        return None
    address, fields = json.loads(message.extra_tags)
    return Undo(address, [(name, value) for name, value in fields])
