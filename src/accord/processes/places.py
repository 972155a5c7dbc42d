"""A process as a place in which decisions are made, and to which papers are attached."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accord.files import places as files
from accord.files.models import Role
from accord.forum.places import register_place
from accord.processes.rules import is_process_visible


def declare() -> None:
    register_place(
        kind="process",
        accessor="as_process",
        visible=is_process_visible,
        permission="processes.decide",
        forum_of=lambda process: process.forum,
        list_address=lambda process: reverse("processes:decisions", args=[process.slug]),
    )
    files.register_place(
        files.Place(
            kind="process",
            accessor="as_process",
            role=Role.PAPER,
            visible=is_process_visible,
            permission="processes.plan",
            was_shown=lambda process: process.is_public,
            shown_by=lambda process: process,
            title=lambda process: process.title,
            heading=_("Papers"),
            hint=_("Everybody who sees this process can read them."),
            back=lambda process: process.get_absolute_url(),
        )
    )
