"""Why each project won or lost, told from what a count left behind."""

from collections.abc import Callable, Mapping
from fractions import Fraction

from accord.methods.budget.ballots import Election
from accord.methods.budget.limits import Bar, Cart
from accord.methods.budget.result import Fate, Why

Loss = tuple[Why, Fraction | None]


def fates(
    election: Election, cart: Cart, won: Mapping[int, Fate], lost: Callable[[int], Loss]
) -> tuple[Fate, ...]:
    """Tell the fate of every project.

    Args:
        election: that was counted.
        cart: as the count left it.
        won: the fates of what was bought, by place.
        lost: tells what the rule itself says of a project that nothing else stood in the way of.
    """
    places = range(len(election.projects))
    return tuple(won[p] if p in won else loss(election, cart, p, lost) for p in places)


def fate(
    election: Election,
    place: int,
    why: Why,
    *,
    round: int = 0,  # noqa: A002  # as it is called in `Fate`
    price: Fraction | None = None,
    paid_in_full: int | None = None,
    missing: Fraction | None = None,
    other: str = "",
) -> Fate:
    """The fate of a project, with what the election itself knows about it filled in."""
    return Fate(
        project=election.projects[place].id,
        why=why,
        cost=election.costs[place],
        supporters=election.supporters[place],
        votes=election.votes[place],
        round=round,
        price=price,
        paid_in_full=paid_in_full,
        missing=missing,
        other=other,
    )


def loss(election: Election, cart: Cart, place: int, lost: Callable[[int], Loss]) -> Fate:
    bar = cart.bar(place)
    if bar is Bar.RIVAL:
        rival = election.projects[cart.ruled_out[place]].id
        return fate(election, place, Why.RIVAL, other=rival)
    if bar is Bar.CATEGORY:
        return fate(election, place, Why.CATEGORY, other=cart.full_category(place))
    if not election.votes[place]:
        return fate(election, place, Why.UNSUPPORTED)
    why, missing = lost(place)
    return fate(election, place, why, missing=missing)


def room(election: Election, cart: Cart, place: int) -> Loss:
    """Lost because it costs more than what was left, or because the count had stopped."""
    missing = election.costs[place] - cart.left
    return (Why.ROOM, Fraction(missing)) if missing > 0 else (Why.STOPPED, None)
