"""What the people who were answered say to the answer."""

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accord.contributions.actions import next_number, take_in_voice
from accord.contributions.actions.tallies import change_activity
from accord.contributions.models import Contribution, Receipt
from accord.errors import Conflict, NotAllowed
from accord.people.viewer import Viewer
from accord.responses.actions.responses import answered_by
from accord.responses.actions.themes import speaks_for
from accord.responses.models import Rejoinder, Response
from accord.ui.words import clean_words


@transaction.atomic
def rejoin(
    *,
    viewer: Viewer,
    response: Response,
    contribution: Contribution,
    verdict: str,
    text: str = "",
    language: str = "",
    receipt: Receipt | None = None,
) -> Rejoinder:
    """Say whether the answer answers, as the author of words it stands for. Once."""
    if not speaks_for(viewer, receipt, contribution):
        raise NotAllowed(_("Only the person who said this can say whether it's answered."))
    number = next_number(response.process)
    response = Response.objects.select_for_update(of=("self",)).for_page().get(pk=response.pk)
    if response.published_at is None or contribution.pk not in answered_by(response):
        raise Conflict(_("This answer isn't to what you said."))
    if _has_said(viewer, response, contribution):
        raise Conflict(_("You've answered back already."))
    by_account = viewer.person is not None and not _holds(receipt, contribution)
    rejoinder = Rejoinder(
        process=response.process,
        number=number,
        response=response,
        person=viewer.person if by_account else None,
        receipt=None if by_account else (receipt or contribution.receipt),
        verdict=verdict,
        body=clean_words(text),
        language=language,
    )
    take_in_voice(rejoinder, viewer=viewer)
    field = f"{verdict}_count"
    Response.objects.filter(pk=response.pk).update(**{field: F(field) + 1})
    _mark_changed(response, contribution)
    return rejoinder


def _mark_changed(response: Response, contribution: Contribution) -> None:
    """The count is on the pages of all words that the answer is to; a verdict is no event."""
    if response.theme_id is None:
        change_activity(contribution.activity_id)
        return
    activities = response.process.activities.order_by("pk").values_list("pk", flat=True)
    for activity_id in list(activities):
        change_activity(activity_id)


def _holds(receipt: Receipt | None, contribution: Contribution) -> bool:
    return receipt is not None and contribution.receipt_id == receipt.pk


def _has_said(viewer: Viewer, response: Response, contribution: Contribution) -> bool:
    """By account or by receipt: one person, one verdict."""
    people = {viewer.pk, contribution.author_id} - {None}
    if contribution.receipt is not None:
        people |= {contribution.receipt.claimed_by_id} - {None}
    said = Q(person__in=people)
    if contribution.receipt_id is not None:
        said |= Q(receipt=contribution.receipt_id)
    return response.rejoinders.filter(said).exists()
