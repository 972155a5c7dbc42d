"""A space is a thing like any other."""

from django.utils.translation import gettext_lazy as _

from accord.record.kinds import Kind, register_kind
from accord.spaces.models import Space
from accord.spaces.rules import is_everybodys


def declare() -> None:
    register_kind(Kind("space", Space, _("place"), visible=is_everybodys))
