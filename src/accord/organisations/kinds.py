"""The kinds of things that an organisation is made of."""

from django.utils.translation import gettext_lazy as _

from accord.organisations.models import Office, Topic
from accord.record.kinds import Kind, register_kind
from accord.spaces.rules import is_everybodys


def declare() -> None:
    register_kind(Kind("office", Office, _("office"), visible=is_everybodys))
    register_kind(Kind("topic", Topic, _("topic"), visible=is_everybodys))
