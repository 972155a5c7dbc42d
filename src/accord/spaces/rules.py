"""Who may do what in a space. What higher parts add to it, they add in rules of their own."""

import rules

from accord.record.models import Subject
from accord.record.viewer import Viewer
from accord.spaces.models import Space, has_role
from accord.spaces.roles import ADMINISTRATOR, ASSESSOR, RUNS_SPACE


@rules.predicate
def is_administrator(viewer: Viewer, space: Space) -> bool:
    return has_role(viewer, space, ADMINISTRATOR)


@rules.predicate
def runs_space(viewer: Viewer, space: Space) -> bool:
    """Those who plan here and answer for it."""
    return has_role(viewer, space, *RUNS_SPACE)


@rules.predicate
def oversees(viewer: Viewer, space: Subject) -> bool:
    return has_role(viewer, space, ADMINISTRATOR, ASSESSOR)


@rules.predicate
def administers_everything(viewer: Viewer) -> bool:
    """The outbox holds everyone's letters, so one space's administrator may not read another's."""
    administered = viewer.scopes_of_role(ADMINISTRATOR)
    return bool(administered) and not Space.objects.exclude(pk__in=administered).exists()


rules.add_perm("spaces.read_outbox", administers_everything)
rules.add_perm("spaces.administer", is_administrator)
rules.add_perm("record.open_sealed", oversees)
rules.add_perm("spaces.run", runs_space)
