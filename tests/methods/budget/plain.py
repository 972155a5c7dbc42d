"""The rules once more, as slowly and plainly as they are written down, person by person."""

from fractions import Fraction
from itertools import combinations
from typing import NamedTuple

from accord.methods.budget import Election


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


def shares(election: Election, *, cost_utility: bool, raised: int = 0) -> Shared:
    ballots = ballots_of(election)
    left = [Fraction(election.budget, len(ballots)) + raised * election.unit] * len(ballots)
    bought: list[int] = []
    prices: list[Fraction] = []
    in_full: list[int] = []
    while True:
        offers = []
        for place, cost in enumerate(election.costs):
            supporters = [who for who, ballot in enumerate(ballots) if place in ballot]
            if place in bought or not supporters:
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


def raised(election: Election, *, cost_utility: bool) -> tuple[list[int], int]:
    """Equal Shares with the share raised until nothing fits, or too much is bought."""
    runs, bought = 1, shares(election, cost_utility=cost_utility).bought
    while True:
        left = election.budget - sum(election.costs[place] for place in bought)
        others = set(range(len(election.costs))) - set(bought)
        if not [p for p in others if election.votes[p] and election.costs[p] <= left]:
            return bought, runs
        more = shares(election, cost_utility=cost_utility, raised=runs).bought
        runs += 1
        if sum(election.costs[place] for place in more) > election.budget:
            return bought, runs
        bought = more


def phragmen(election: Election, *, skip: bool) -> list[int]:
    ballots = ballots_of(election)
    last = [Fraction(0)] * len(ballots)
    bought: list[int] = []
    money = election.budget
    running = [p for p, cost in enumerate(election.costs) if election.votes[p] and cost <= money]
    while True:
        if skip:
            running = [place for place in running if election.costs[place] <= money]
        times = {}
        for place in running:
            backing = [last[who] for who, ballot in enumerate(ballots) if place in ballot]
            times[place] = (election.costs[place] + sum(backing)) / Fraction(len(backing))
        first = [place for place in running if times[place] == min(times.values())]
        if not first or any(election.costs[place] > money for place in first):
            return bought
        place = min(first, key=lambda place: preference(election, place))
        last = [times[place] if place in b else t for b, t in zip(ballots, last, strict=True)]
        running.remove(place)
        bought.append(place)
        money -= election.costs[place]


def greedy(election: Election, *, stop: bool) -> list[int]:
    bought: list[int] = []
    money = election.budget
    for place in sorted(range(len(election.costs)), key=lambda place: preference(election, place)):
        if not election.votes[place]:
            continue
        if election.costs[place] <= money:
            bought.append(place)
            money -= election.costs[place]
        elif stop:
            return bought
    return bought


def best_value(election: Election, *, cost_utility: bool) -> tuple[int, int]:
    """The greatest value that the money allows, and the least cost of that."""
    places = range(len(election.costs))
    options = [set_ for size in places for set_ in combinations(places, size)] + [tuple(places)]
    found = []
    for option in options:
        cost = sum(election.costs[place] for place in option)
        if cost <= election.budget:
            worth = [election.costs[p] if cost_utility else 1 for p in option]
            value = sum(election.votes[p] * w for p, w in zip(option, worth, strict=True))
            found.append((value, -cost))
    value, cost = max(found)
    return value, -cost
