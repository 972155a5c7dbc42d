"""The rules once more, as slowly and plainly as they are written down, person by person."""

from fractions import Fraction
from itertools import combinations
from typing import NamedTuple

from accord.methods.budget import Election, Limits

NONE = Limits()


def ballots_of(election: Election) -> list[dict[int, int]]:
    """One ballot per person, points by place."""
    ballots = []
    for group, people in enumerate(election.people.tolist()):
        lines = range(election.starts[group], election.starts[group + 1])
        ballot = {int(election.choices[line]): int(election.points[line]) for line in lines}
        ballots += [ballot] * people
    return ballots


def preference(election: Election, place: int) -> tuple[int, int, str]:
    return -election.votes[place], election.costs[place], election.projects[place].id


def mandatory(election: Election, limits: Limits) -> list[int]:
    return [election.places[name] for name in limits.mandatory]


def spent(election: Election, places: list[int]) -> int:
    return sum(election.costs[place] for place in places)


def stands(election: Election, limits: Limits, bought: list[int], place: int) -> bool:
    """Whether the limits allow this project beside what was bought."""
    names = {election.projects[each].id for each in bought}
    own = election.projects[place]
    for rivals in limits.exclusions:
        if own.id in rivals and names & rivals:
            return False
    for name, most in limits.categories.items():
        inside = [each for each in bought if name in election.projects[each].categories]
        if name in own.categories and spent(election, inside) + own.cost > most:
            return False
    return True


def price_of(cost: int, purses: list[tuple[Fraction, int]]) -> Fraction | None:
    """The price per point at which these people pay the cost together."""
    need, stake = Fraction(cost), sum(points for _, points in purses)
    for left, points in sorted(purses, key=lambda purse: purse[0] / purse[1]):
        if left * stake >= need * points:
            return need / stake
        need, stake = need - left, stake - points
    return None


class Shared(NamedTuple):
    """What is bought, at which prices, by how many in full, and what everyone has left."""

    bought: list[int]
    prices: list[Fraction]
    paid_in_full: list[int]
    left: list[Fraction]


def shares(
    election: Election, *, cost_utility: bool, raised: int = 0, limits: Limits = NONE
) -> Shared:
    ballots = ballots_of(election)
    bought = mandatory(election, limits)
    money = election.budget - spent(election, bought)
    left = [Fraction(money, len(ballots)) + raised * election.unit] * len(ballots)
    prices: list[Fraction] = []
    in_full: list[int] = []
    while True:
        offers = []
        for place, cost in enumerate(election.costs):
            supporters = [who for who, ballot in enumerate(ballots) if place in ballot]
            if place in bought or not supporters or not stands(election, limits, bought, place):
                continue
            price = price_of(cost, [(left[who], ballots[who][place]) for who in supporters])
            if price is not None:
                worth = cost if cost_utility else 1
                offers.append((price / worth, *preference(election, place), place, price))
        if not offers:
            return Shared(bought, prices, in_full, left)
        *_, place, price = min(offers)
        payers = [
            own >= price * b[place] for own, b in zip(left, ballots, strict=True) if place in b
        ]
        in_full.append(sum(payers))
        for who, ballot in enumerate(ballots):
            if place in ballot:
                left[who] -= min(left[who], price * ballot[place])
        bought.append(place)
        prices.append(price)


def raised(
    election: Election, *, cost_utility: bool, limits: Limits = NONE
) -> tuple[list[int], int]:
    """Equal Shares with the share raised until nothing fits, or too much is bought."""
    runs, bought = 1, shares(election, cost_utility=cost_utility, limits=limits).bought
    while True:
        left = election.budget - spent(election, bought)
        others = set(range(len(election.costs))) - set(bought)
        fitting = [p for p in others if election.votes[p] and election.costs[p] <= left]
        if not [p for p in fitting if stands(election, limits, bought, p)]:
            return bought, runs
        more = shares(election, cost_utility=cost_utility, raised=runs, limits=limits).bought
        runs += 1
        if spent(election, more) > election.budget:
            return bought, runs
        bought = more


def phragmen(election: Election, *, skip: bool, limits: Limits = NONE) -> list[int]:
    ballots = ballots_of(election)
    last = [Fraction(0)] * len(ballots)
    bought = mandatory(election, limits)
    money = election.budget - spent(election, bought)
    running = [p for p, cost in enumerate(election.costs) if election.votes[p] and cost <= money]
    while True:
        running = [
            place
            for place in running
            if place not in bought
            and stands(election, limits, bought, place)
            and (election.costs[place] <= money or not skip)
        ]
        times = {}
        for place in running:
            backing = [last[who] for who, ballot in enumerate(ballots) if place in ballot]
            times[place] = (election.costs[place] + sum(backing)) / Fraction(len(backing))
        first = [place for place in running if times[place] == min(times.values())]
        if not first or any(election.costs[place] > money for place in first):
            return bought
        place = min(first, key=lambda place: preference(election, place))
        last = [times[place] if place in b else t for b, t in zip(ballots, last, strict=True)]
        bought.append(place)
        money -= election.costs[place]


def greedy(election: Election, *, stop: bool, limits: Limits = NONE) -> list[int]:
    bought = mandatory(election, limits)
    for place in sorted(range(len(election.costs)), key=lambda place: preference(election, place)):
        if not election.votes[place] or place in bought:
            continue
        if not stands(election, limits, bought, place):
            continue
        if spent(election, [*bought, place]) <= election.budget:
            bought.append(place)
        elif stop:
            return bought
    return bought


def best_value(election: Election, *, cost_utility: bool, limits: Limits = NONE) -> tuple[int, int]:
    """The greatest value that money and limits allow, and the least cost of that."""
    found = []
    musts = mandatory(election, limits)
    others = [place for place in range(len(election.costs)) if place not in musts]
    for option in (set_ for size in range(len(others) + 1) for set_ in combinations(others, size)):
        taken = [*musts, *option]
        allowed = all(
            stands(election, limits, taken[:number], place)
            for number, place in enumerate(taken)
            if number >= len(musts)
        )
        if allowed and spent(election, taken) <= election.budget:
            worth = [election.costs[p] if cost_utility else 1 for p in taken]
            value = sum(election.votes[p] * w for p, w in zip(taken, worth, strict=True))
            found.append((value, -spent(election, taken)))
    value, cost = max(found)
    return value, -cost
