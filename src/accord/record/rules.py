"""Who may see and do what: one definition for a list and for a row in hand.

A rule is a function from the viewer to a condition. A list is filtered by it (`visible_to`), and
`may` and `require` match the same condition against the row that an action has before it.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accord.errors import NotAllowed
from accord.record.matcher import EVERYTHING, NOTHING, checked, matches, simplified, through
from accord.record.models import Subject, SubjectModel
from accord.record.viewer import Viewer

__all__ = [
    "EVERYTHING",
    "NOTHING",
    "Rule",
    "is_permission",
    "is_signed_in",
    "matches",
    "may",
    "permitted",
    "register_permission",
    "register_visible",
    "require",
    "through",
    "visible",
]

Rule = Callable[[Viewer], Q]
Model = type[models.Model]


@dataclass(frozen=True)
class Permission:
    """What a permission is about, and of which of these things the viewer has it."""

    model: Model
    rule: Rule


@dataclass(frozen=True)
class Visibility:
    """Which things of a model a viewer sees, and the paths that lead from one to its space."""

    rule: Rule
    spaces: tuple[str, ...]


_permissions: dict[str, Permission] = {}
_visibilities: dict[Model, Visibility] = {}


def register_permission(key: str, model: Model, rule: Rule) -> None:
    """Say who has a permission. One about a whole space is about its `Subject`."""
    if key in _permissions:
        raise ValueError(f"the permission {key!r} has an owner already")
    _permissions[key] = Permission(model, rule)


def register_visible(model: Model, rule: Rule, *spaces: str) -> None:
    """Say who sees things of a model; `spaces` are the ways to its space where it has no subject.

    The rule names whatever hides the thing's parent, too: that it is hidden isn't inherited.
    """
    if model in _visibilities:
        raise ValueError(f"who sees {model.__name__} is said already")
    if not spaces and not issubclass(model, SubjectModel):
        raise ValueError(f"{model.__name__} has no subject: say what leads to its space")
    _visibilities[model] = Visibility(rule, spaces or ("subject__space",))


def visible(viewer: Viewer, model: Model, rule: Rule | None = None) -> Q:
    """What the viewer sees of a model, in their space. Views ask `visible_to`."""
    if model not in _visibilities:
        raise LookupError(f"nobody says who sees {model.__name__}")
    here, seen = in_space(viewer, model), (rule or _visibilities[model].rule)(viewer)
    # Each is checked by itself: “and” drops an empty one.
    return checked(here, model) & simplified(checked(seen, model))


def in_space(viewer: Viewer, model: Model) -> Q:
    """What lies in the viewer's space."""
    found = NOTHING
    if viewer.space.pk is not None:  # of no space, None would be asked for
        for path in spaces_of(model):
            found |= Q(**{path: viewer.space.pk})
    return found


def spaces_of(model: Model) -> tuple[str, ...]:
    if model is Subject:
        return ("space",)
    if model in _visibilities:
        return _visibilities[model].spaces
    if issubclass(model, SubjectModel):
        return ("subject__space",)
    raise LookupError(f"nobody says what leads from {model.__name__} to its space")


def may(viewer: Viewer, key: str, thing: models.Model) -> bool:
    """Whether the viewer has this permission of a thing of their space."""
    if key not in _permissions:
        raise LookupError(f"no permission is named {key!r}")
    permission = _permissions[key]
    if not isinstance(thing, permission.model):
        raise TypeError(f"{key!r} is about a {permission.model.__name__}, not {thing!r}")
    if not matches(in_space(viewer, permission.model), thing):
        return False
    return matches(permission.rule(viewer), thing)


def permitted(viewer: Viewer, key: str) -> Q:
    """The things of which the viewer has this permission."""
    if key not in _permissions:
        raise LookupError(f"no permission is named {key!r}")
    return _permissions[key].rule(viewer)


def is_permission(key: str) -> bool:
    return key in _permissions


def require(viewer: Viewer, key: str, thing: models.Model) -> None:
    if not may(viewer, key, thing):
        raise NotAllowed(_("You can’t do this here. If you should be able to, ask the organisers."))


def is_signed_in(viewer: Viewer) -> Q:
    return EVERYTHING if viewer.person is not None else NOTHING
