"""Who may see, draft, clear and publish answers."""

from django.db.models import Q, QuerySet

from accord.answers.models import TARGET_PUBLISHED, TARGET_SHOWN, Response
from accord.contributions.rules import is_moderator, is_shown, is_to_judge
from accord.contributions.voices import SHOWN
from accord.organisations.models import Office
from accord.organisations.rules import heads, works_for
from accord.processes.models import Process
from accord.processes.rules import is_process_visible, runs_process
from accord.record.rules import may, register_permission, through
from accord.record.viewer import Viewer
from accord.themes.rules import writes_themes


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


def is_rejoinder_visible(viewer: Viewer) -> Q:
    """With the answer that it is to; its author's own in any state."""
    own = Q(receipt__in=viewer.receipts)
    if viewer.person is not None:
        own |= Q(person=viewer.person) | Q(receipt__claimed_by=viewer.person)
    return (SHOWN & through("response", is_response_visible(viewer))) | own | is_to_judge(viewer)


def may_clear(viewer: Viewer) -> Q:
    return through("office", heads(viewer))


def may_tie(viewer: Viewer) -> Q:
    """Of a draft, who writes it; of what is published, only the office's head.

    Of one that is cleared, nobody: its form changes that, and takes the clearance off.
    """
    drafts = Q(cleared_at=None, published_at=None) & may_draft(viewer)
    return drafts | (Q(published_at__isnull=False) & may_clear(viewer))


def may_publish(viewer: Viewer) -> Q:
    return is_of_office(viewer) | in_process(runs_process(viewer))


register_permission("answers.draft", Response, may_draft)
# Members and those who theme may write for an office; that it stands for it, only its head can say.
register_permission("answers.clear", Response, may_clear)
register_permission("answers.publish", Response, may_publish)


def offices_to_answer(viewer: Viewer, process: Process) -> QuerySet[Office]:
    """Those the person works for; all of the space for those who theme."""
    offices = Office.objects.visible_to(viewer).order_by("code")
    if may(viewer, "themes.sort", process):
        return offices
    return offices.filter(works_for(viewer))


def own_office(viewer: Viewer, offices: QuerySet[Office]) -> Office | None:
    """The one of these that the viewer works for; none if there are several."""
    found = list(offices.filter(works_for(viewer))[:2])
    return found[0] if len(found) == 1 else None


def may_answer(viewer: Viewer, process: Process) -> bool:
    return viewer.pk is not None and offices_to_answer(viewer, process).exists()
