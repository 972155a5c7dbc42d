"""What a count gives: the projects bought, and for each project why it was or wasn't."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from functools import cached_property

from accord.methods.audit import Audit, Tie
from accord.methods.budget.ballots import Election
from accord.methods.budget.limits import Limits
from accord.methods.budget.ties import TieBreak

VERSION = "1"  # grows whenever the same inputs could give another result


class Why(StrEnum):
    """Why a project was bought or not."""

    MANDATORY = "mandatory"  # bought: it had to be
    VOTES = "votes"  # bought: by its votes, while there was money
    PAID = "paid"  # bought: its supporters paid for it
    VALUE = "value"  # bought: part of the most valuable selection
    SHORT = "short"  # lost: its supporters didn't have enough money
    ROOM = "room"  # lost: it costs more than what was left
    STOPPED = "stopped"  # lost: the count had stopped before its turn
    RIVAL = "rival"  # lost: a project that excludes it was bought
    CATEGORY = "category"  # lost: its category had no money left
    UNSUPPORTED = "unsupported"  # lost: nobody voted for it
    OUTWEIGHED = "outweighed"  # lost: the most valuable selection is without it


WON = {Why.MANDATORY, Why.VOTES, Why.PAID, Why.VALUE}


@dataclass(frozen=True, kw_only=True)
class Fate:
    """Why one project was bought or not.

    Attributes:
        project: its id.
        why: the reason.
        cost: in whole units of money.
        supporters: people who gave it a point or more.
        votes: all its points.
        round: in which it was bought, from 1; 0 if it wasn't.
        price: what a supporter paid per point, where supporters pay; the most anyone paid in
            sequential Phragmén.
        paid_in_full: supporters who paid that price; the others gave all they had left.
        missing: money its supporters were short of in the end, or that was missing in the budget.
        other: id of the rival, or name of the category, that stood in the way.
    """

    project: str
    why: Why
    cost: int
    supporters: int
    votes: int
    round: int = 0
    price: Fraction | None = None
    paid_in_full: int | None = None
    missing: Fraction | None = None
    other: str = ""

    @property
    def is_won(self) -> bool:
        return self.why in WON


@dataclass(frozen=True, kw_only=True)
class Result:
    """The outcome of one count.

    Attributes:
        selected: ids of what was bought, in the order bought.
        cost: of all of it, in whole units of money.
        budget: there was.
        rounds: purchases, without mandatory projects; for knapsack, projects weighed up.
        runs: how often the rule was run, with a larger share each time where it is raised.
        share: what each voter had to spend in the run that counts, where voters have shares.
        ties: met in the run that counts.
        audit: all that is needed to count again.
        tell_fates: computes `fates`, which few callers want and which takes longer than the count.
    """

    selected: tuple[str, ...]
    cost: int
    budget: int
    rounds: int
    runs: int = 1
    share: Fraction | None = None
    ties: tuple[Tie, ...]
    audit: Audit
    tell_fates: Callable[[], tuple[Fate, ...]] = field(repr=False, compare=False)

    @cached_property
    def fates(self) -> tuple[Fate, ...]:
        """One for each project, in the order of the election."""
        return self.tell_fates()


def audited(
    election: Election,
    rule: str,
    ties: TieBreak,
    limits: Limits,
    **parameters: str | int | bool | Fraction | None,
) -> Audit:
    """Write down how a count was made."""
    public = "ids" if ties.seed is None else f"SHA-256 of “{ties.seed}:” and id"
    return Audit(
        method="budget",
        rule=rule,
        version=VERSION,
        parameters={
            **parameters,
            "tie_rule": f"most votes, then lower cost, then order of {public}",
            "limits": limits.as_text(),
        },
        inputs={"election": election.fingerprint},
        ties=tuple(ties.met),
    )
