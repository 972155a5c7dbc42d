"""What this browser has in hand: receipts whose code it has shown, their codes, its drafts.

Each has an entry of its own in the session, so that two pages sent at the same moment don't write
over each other's. Only a few are kept; the oldest are forgotten.
"""

import time
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from accord.contributions.models import Contribution, Draft, Receipt
from accord.processes.models import Activity
from accord.record.viewer import RECEIPT, AccordRequest

_RECEIPT, _CODE, _DRAFT = RECEIPT, "code:", "draft:"
MOST = {_RECEIPT: 20, _CODE: 5, _DRAFT: 20}


@dataclass(frozen=True)
class KeptCode:
    contribution: int
    code: str
    name: str


def _kept(request: AccordRequest, kind: str) -> dict[str, list[object]]:
    """Entries of this kind, each with the time it was put there, oldest first."""
    found = {
        name.removeprefix(kind): value
        for name, value in request.session.items()
        if name.startswith(kind)
    }
    return dict(sorted(found.items(), key=lambda entry: entry[1][0]))


def _keep(request: AccordRequest, kind: str, name: object, value: object = None) -> None:
    request.session[f"{kind}{name}"] = [time.time(), value]
    for oldest in list(_kept(request, kind))[: -MOST[kind]]:
        del request.session[f"{kind}{oldest}"]


def hold(request: AccordRequest, receipt: Receipt) -> None:
    """Remember that the code was shown here."""
    _keep(request, _RECEIPT, receipt.pk)


def keep_code(request: AccordRequest, *, code: str, contribution: Contribution) -> None:
    """For the page that shows the code, and its slip. Never for words that nobody may trace."""
    _keep(request, _CODE, contribution.pk, [code, contribution.subject.code])


def kept_codes(request: AccordRequest) -> list[KeptCode]:
    """The newest first."""
    kept = _kept(request, _CODE).items()
    return [_kept_code(key, value[1]) for key, value in reversed(kept)]


def _kept_code(key: str, value: Any) -> KeptCode:
    code, name = value
    return KeptCode(int(key), str(code), str(name))


def kept_code(request: AccordRequest, wanted: str = "") -> KeptCode | None:
    """The code of the words that the address names; without a name the only one there is."""
    codes = kept_codes(request)
    named = [kept for kept in codes if kept.name == wanted] if wanted else codes
    return named[0] if len(named) == 1 else None


def holds_something(request: AccordRequest) -> bool:
    """Whether the next person at this machine would find something."""
    return any(_kept(request, kind) for kind in MOST)


def let_go(request: AccordRequest) -> set[int]:
    """Forget everything, for the next person at this machine; gives the drafts begun here."""
    begun = begun_drafts(request)
    for kind in MOST:
        for name in _kept(request, kind):
            del request.session[f"{kind}{name}"]
    return begun


def keep_draft(request: AccordRequest, draft: Draft) -> None:
    """By its row, not by its key: of what was sent, the key opens who sent it."""
    _keep(request, _DRAFT, draft.pk)


def drop_sent_drafts(request: AccordRequest) -> None:
    """Forget the drafts that aren't there any more, also those that an earlier answer left."""
    begun = begun_drafts(request)
    for pk in begun - set(Draft.objects.filter(pk__in=begun).values_list("pk", flat=True)):
        del request.session[f"{_DRAFT}{pk}"]


def begun_drafts(request: AccordRequest) -> set[int]:
    return {int(pk) for pk in _kept(request, _DRAFT)}


def own_drafts(request: AccordRequest, activity: Activity) -> "QuerySet[Draft]":
    """Those begun in this browser, and those of the person's account; the newest first."""
    begun = Q(pk__in=begun_drafts(request))
    if request.viewer.pk is None:
        theirs = begun & Q(person=None)
    else:
        theirs = (begun & Q(person=None)) | Q(person=request.viewer.pk)
    rows = Draft.objects.filter(theirs, activity=activity, is_sent=False)
    return rows.select_related("sheet__subject").order_by("-updated_at", "-pk")
