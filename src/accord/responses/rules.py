"""Who may see, theme, answer, clear and publish."""

from django.db.models import Q, QuerySet

from accord.contributions.rules import (
    is_moderator,
    is_own,
    is_shown,
    is_to_judge,
)
from accord.contributions.voices import SHOWN
from accord.organisations.models import Office
from accord.organisations.rules import works_for
from accord.processes.models import Process
from accord.processes.roles import WORKS_ON_PROCESS
from accord.processes.rules import (
    has_appointment,
    is_process_visible,
    lies_in_visible_process,
    runs_process,
)
from accord.record.rules import may, register_permission, through
from accord.record.viewer import Viewer
from accord.responses.models import Response
from accord.responses.models.answers import TARGET_PUBLISHED, TARGET_SHOWN


def writes_themes(viewer: Viewer) -> Q:
    """Processes whose words the viewer sorts: its rapporteurs, and those who run it."""
    return has_appointment(viewer, "rapporteur") | runs_process(viewer)


def is_theme_visible(viewer: Viewer) -> Q:
    """Published ones of visible processes; those who work on the process see drafts too."""
    appointed = has_appointment(viewer, *WORKS_ON_PROCESS)
    drafts = through("process", appointed | writes_themes(viewer))
    return lies_in_visible_process(viewer) & (Q(published_at__isnull=False) | drafts)


def may_sort(viewer: Viewer) -> Q:
    """Themes of processes whose words the viewer sorts."""
    return through("process", writes_themes(viewer))


def is_synthesis_visible(viewer: Viewer) -> Q:
    """Published ones of visible processes; those who write them see drafts too."""
    drafts = through("process", writes_themes(viewer))
    return lies_in_visible_process(viewer) & (Q(published_at__isnull=False) | drafts)


def in_process(processes: Q) -> Q:
    """Answers to what lies in one of these processes."""
    return (
        through("theme__process", processes)
        | through("contribution__process", processes)
        | through("paragraph__synthesis__process", processes)
    )


def is_of_office(viewer: Viewer) -> Q:
    return through("office", works_for(viewer))


def may_draft(viewer: Viewer) -> Q:
    return is_of_office(viewer) | in_process(writes_themes(viewer))


def is_response_visible(viewer: Viewer) -> Q:
    """Those that are shown; the office that answers, and those who theme, see drafts too.

    Of words that aren't shown only moderators read what was answered, to judge it.
    """
    words = through("contribution", is_shown(viewer))
    target_shown = TARGET_PUBLISHED | words
    is_published = Q(published_at__isnull=False)
    # Drafts to themes are written before the themes are shown; to words that are gone they aren't.
    drafts = (target_shown | Q(contribution=None)) & may_draft(viewer)
    judged = is_published & in_process(is_moderator(viewer))
    seen = (is_published & target_shown) | drafts | judged
    return in_process(is_process_visible(viewer)) & seen


def is_response_listed(viewer: Viewer) -> Q:
    """Published, to something that is shown."""
    return Q(published_at__isnull=False) & TARGET_SHOWN


def is_objection_visible(viewer: Viewer) -> Q:
    """With the theme that it is about, and the words; its author's own in any state."""
    words = through("contribution", is_shown(viewer))
    shown = SHOWN & words & through("theme", is_theme_visible(viewer))
    return shown | through("contribution", is_own(viewer)) | is_to_judge(viewer)


def is_rejoinder_visible(viewer: Viewer) -> Q:
    """With the answer that it is to; its author's own in any state."""
    own = Q(receipt__in=viewer.receipts)
    if viewer.person is not None:
        own |= Q(person=viewer.person) | Q(receipt__claimed_by=viewer.person)
    return (SHOWN & through("response", is_response_visible(viewer))) | own | is_to_judge(viewer)


def is_paragraph_visible(viewer: Viewer) -> Q:
    return through("synthesis", is_synthesis_visible(viewer))


def may_publish(viewer: Viewer) -> Q:
    return is_of_office(viewer) | in_process(runs_process(viewer))


register_permission("responses.theme", Process, writes_themes)
register_permission("responses.draft", Response, may_draft)
# Those who theme may write for an office, but only the office can say that it stands for it.
register_permission("responses.clear", Response, is_of_office)
register_permission("responses.publish", Response, may_publish)


def offices_to_answer(viewer: Viewer, process: Process) -> QuerySet[Office]:
    """Those the person works for; all of the space for those who theme."""
    offices = Office.objects.visible_to(viewer).order_by("code")
    if may(viewer, "responses.theme", process):
        return offices
    return offices.filter(works_for(viewer))


def own_office(viewer: Viewer, offices: QuerySet[Office]) -> Office | None:
    """The one of these that the viewer works for; none if there are several."""
    found = list(offices.filter(works_for(viewer))[:2])
    return found[0] if len(found) == 1 else None


def may_answer(viewer: Viewer, process: Process) -> bool:
    return viewer.pk is not None and offices_to_answer(viewer, process).exists()
