"""A process as a place in which decisions are made."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accord.forum.places import register_place
from accord.processes.rules import is_process_visible


def declare() -> None:
    register_place(
        kind="process",
        accessor="as_process",
        visible=is_process_visible,
        permission="processes.decide",
        forum_of=lambda process: process.forum,
        trail=lambda process: [
            (reverse("processes:list"), _("Take part")),
            (process.get_absolute_url(), process.title),
        ],
        list_address=lambda process: reverse("processes:decisions", args=[process.slug]),
    )
