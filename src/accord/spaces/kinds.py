"""The kinds of things that a place is made of; a space is a thing like any other."""

from django.utils.translation import gettext_lazy as _

from accord.record.kinds import Kind, register_kind
from accord.spaces.models import Forum, Office, Seat, Space, Topic
from accord.spaces.rules import is_everybodys


def declare() -> None:
    register_kind(Kind("space", Space, _("place"), visible=is_everybodys))
    register_kind(Kind("forum", Forum, _("forum"), visible=is_everybodys))
    register_kind(Kind("seat", Seat, _("seat"), visible=is_everybodys, related=("forum",)))
    register_kind(Kind("office", Office, _("office"), visible=is_everybodys))
    register_kind(Kind("topic", Topic, _("topic"), visible=is_everybodys))
