"""Who may theme, answer, clear and publish."""

import rules
from django.db.models import QuerySet

from accord.processes.models import Process, runs_process
from accord.record.rules import may
from accord.record.viewer import Viewer
from accord.responses.models import Response, writes_themes
from accord.spaces.models import Office
from accord.spaces.roles import OFFICE_MEMBER


def works_for(viewer: Viewer, office: Office | None) -> bool:
    """Whether the viewer is a member of the office today."""
    return office is not None and office.pk in viewer.scopes_of_role(OFFICE_MEMBER)


def offices_to_answer(viewer: Viewer, process: Process) -> QuerySet[Office]:
    """Those the person works for; all of the space for those who theme."""
    offices = Office.objects.filter(space=process.space).order_by("code")
    if may(viewer, "responses.theme", process):
        return offices
    return offices.filter(pk__in=viewer.scopes_of_role(OFFICE_MEMBER))


def own_office(viewer: Viewer, offices: QuerySet[Office]) -> Office | None:
    """The one of these that the viewer works for; none if there are several."""
    found = list(offices.filter(pk__in=viewer.scopes_of_role(OFFICE_MEMBER))[:2])
    return found[0] if len(found) == 1 else None


def may_answer(viewer: Viewer, process: Process) -> bool:
    return viewer.pk is not None and offices_to_answer(viewer, process).exists()


@rules.predicate
def themes_process(viewer: Viewer, process: Process) -> bool:
    return writes_themes(viewer, process)


@rules.predicate
def is_of_office(viewer: Viewer, response: Response) -> bool:
    return works_for(viewer, response.office)


@rules.predicate
def themes_its_process(viewer: Viewer, response: Response) -> bool:
    return writes_themes(viewer, response.process)


@rules.predicate
def runs_its_process(viewer: Viewer, response: Response) -> bool:
    return runs_process(viewer, response.process)


rules.add_perm("responses.theme", themes_process)
rules.add_perm("responses.draft", is_of_office | themes_its_process)
# Those who theme may write for an office, but only the office can say that it stands for it.
rules.add_perm("responses.clear", is_of_office)
rules.add_perm("responses.publish", is_of_office | runs_its_process)
