"""What the people who were answered say to the answer."""

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accord.answers.actions.responses import answered_by
from accord.answers.events import ANSWERED_BACK
from accord.answers.models import Rejoinder, Response
from accord.contributions.actions import create_voice
from accord.contributions.models import Contribution, Receipt
from accord.errors import Conflict, NotAllowed
from accord.record.events import emit
from accord.record.viewer import Viewer
from accord.themes.actions.themes import SaidAlready, speaks_for
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
    """Say whether the answer answers, as the author of words it stands for. Once.

    Said again in the same words it is the rejoinder that stands already.
    """
    if not speaks_for(viewer, receipt, contribution):
        raise NotAllowed(_("Only the person who said this can say whether it’s answered."))
    response = Response.objects.locked().for_page().get(pk=response.pk)
    body = clean_words(text)
    if (stands := _said(response, contribution)) is not None:
        if (stands.verdict, stands.body) == (verdict, body):
            return stands
        raise SaidAlready(_("You’ve answered back already."), stands)
    if response.published_at is None or contribution.pk not in answered_by(response):
        raise Conflict(_("This answer isn’t to what you said."))
    owner = _owner(contribution)
    rejoinder = Rejoinder(
        process=response.process,
        response=response,
        person_id=owner,
        receipt=None if owner else contribution.receipt,
        verdict=verdict,
        body=body,
        language=language,
    )
    create_voice(rejoinder, viewer=viewer, inside=response.subject, kind="rejoinder")
    field = f"{verdict}_count"
    Response.objects.filter(pk=response.pk).update(**{field: F(field) + 1})
    emit(ANSWERED_BACK, response, viewer, related=[response.target], by_day=rejoinder.is_traceless)
    return rejoinder


def _owner(contribution: Contribution) -> int | None:
    """Whose words these are. Nobody's, if they are only known by their receipt."""
    receipt = contribution.receipt
    return contribution.author_id or (receipt.claimed_by_id if receipt is not None else None)


def _said(response: Response, contribution: Contribution) -> Rejoinder | None:
    """One person, one verdict: by their account, or by any receipt of theirs.

    Words that are nobody's have the verdict of their receipt, whoever is signed in where its code
    is typed: a neighbour who lends their screen has said nothing.
    """
    said = Q(receipt=contribution.receipt_id) if contribution.receipt_id else Q(pk=None)
    if (owner := _owner(contribution)) is not None:
        said |= Q(person=owner) | Q(receipt__claimed_by=owner)
        said |= Q(receipt__contributions__author=owner)
    return response.rejoinders.filter(said).order_by("pk").first()
