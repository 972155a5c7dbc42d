"""`require`: the one question every action asks before it does anything."""

from typing import Any

import rules
from django.utils.translation import gettext_lazy as _

from accord.errors import NotAllowed
from accord.record.viewer import Viewer


def may(viewer: Viewer, permission: str, thing: Any = None) -> bool:
    return bool(rules.has_perm(permission, viewer, thing))


def require(viewer: Viewer, permission: str, thing: Any = None) -> None:
    if not rules.perm_exists(permission):
        raise LookupError(f"no rule named {permission!r}")
    if not may(viewer, permission, thing):
        raise NotAllowed(_("You can't do this here. If you should be able to, ask the organisers."))


@rules.predicate
def is_signed_in(viewer: Viewer) -> bool:
    return viewer.pk is not None
