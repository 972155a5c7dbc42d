"""Which receipts this browser has shown a code for. Only ids are kept, and only a few."""

from collections.abc import Collection
from dataclasses import dataclass

from django.http import HttpRequest

from accord.contributions.models import Contribution, Receipt

_KEY = "receipts"
_CODE = "last_code"
MOST = 20


@dataclass(frozen=True)
class InHand:
    """Words, with the receipts that whoever asks has shown."""

    contribution: Contribution
    receipts: Collection[int] = ()


def held_receipts(request: HttpRequest) -> frozenset[int]:
    return frozenset(request.session.get(_KEY, []))


def in_hand(request: HttpRequest, contribution: Contribution) -> InHand:
    return InHand(contribution, held_receipts(request))


def hold(request: HttpRequest, receipt: Receipt) -> None:
    """Remember that the code was shown here; the oldest are forgotten."""
    others = [key for key in request.session.get(_KEY, []) if key != receipt.pk]
    request.session[_KEY] = [*others, receipt.pk][-MOST:]


def keep_code(request: HttpRequest, *, code: str, contribution: Contribution) -> None:
    """For the page that shows the code, and its slip. Never for words that nobody may trace."""
    request.session[_CODE] = {"code": code, "contribution": contribution.pk}


def kept_code(request: HttpRequest) -> tuple[str, int] | None:
    kept = request.session.get(_CODE)
    return (kept["code"], kept["contribution"]) if kept else None


def let_go(request: HttpRequest) -> None:
    """Forget all receipts and the code, for the next person at this machine."""
    request.session.pop(_KEY, None)
    request.session.pop(_CODE, None)
