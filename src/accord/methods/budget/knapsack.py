"""Knapsack: of all selections that the budget allows, the one of the greatest value.

The value of a selection is the sum over all ballots of what its projects are worth to the person.
It serves the most people in sum, and like `greedy` it may leave a large minority with nothing.

It is found exactly, in whole numbers: project by project, all selections are kept that are worth
keeping. One that costs no less and is worth no more than another is not, nor one that couldn't
reach the best value known even if the rest of the money could buy parts of projects.
"""

from dataclasses import dataclass

import numpy as np

from accord.methods.audit import Tie
from accord.methods.budget.ballots import Election, Flags, Floats, Ints
from accord.methods.budget.equal_shares import Utility
from accord.methods.budget.explain import fate, fates
from accord.methods.budget.greedy import take_by_votes
from accord.methods.budget.limits import Cart, Limits
from accord.methods.budget.result import Result, Why, audited
from accord.methods.budget.ties import TieBreak

MOST_KEPT = 20_000_000  # selections over all steps: some 300 MB and ten seconds
LARGEST_VALUE = 2**62


@dataclass(frozen=True, eq=False)
class Kept:
    """The selections worth keeping after some projects, and how each came from those before.

    Attributes:
        cost: (kept,), of each selection.
        value: (kept,), of each selection.
        used: (kept, limits), what it uses of each limit.
        is_tied: (kept,), another of the same cost, value and use was let go.
        parent: (kept,), the selection before that it came from.
        taken: (kept,), whether the last project is in it.
    """

    cost: Ints
    value: Ints
    used: Ints
    is_tied: Flags
    parent: Ints
    taken: Flags

    def pick(self, which: Ints | Flags) -> "Kept":
        return Kept(
            self.cost[which],
            self.value[which],
            self.used[which],
            self.is_tied[which],
            self.parent[which],
            self.taken[which],
        )


@dataclass(frozen=True, eq=False)
class Task:
    """A knapsack with further limits; projects with the last preferred first.

    Attributes:
        places: (items,), of the projects that may be chosen.
        cost: (items,).
        value: (items,), at least 1.
        use: (items, limits), what each project uses of each limit.
        room: money.
        most: (limits,), what may be used of each.
    """

    places: tuple[int, ...]
    cost: Ints
    value: Ints
    use: Ints
    room: int
    most: Ints


def knapsack(
    election: Election,
    *,
    utility: Utility = Utility.COST,
    limits: Limits | None = None,
    seed: str | None = None,
    most_kept: int = MOST_KEPT,
) -> Result:
    """Choose the selection of the greatest value that the budget allows.

    Args:
        election: projects, ballots and the money there is.
        utility: what a bought project is worth, for each point: its cost, or 1.
        limits: beside the votes.
        seed: for ties.
        most_kept: selections to keep over all steps before it gives up.

    Returns:
        The result. Of selections with the same value the cheaper one is taken, and of those the
        one that has the first project, in the published order, in which they differ.

    Raises:
        ValueError: if the limits can't be met, or if the exact answer needs more than `most_kept`.

    Source: Nemhauser and Ullmann (1969), "Discrete Dynamic Programming and Capital Allocation",
        Management Science 15(9), with bounds; Talmon and Faliszewski (2019), "A Framework for
        Approval-Based Budgeting Methods", AAAI, for the rule.
    """
    limits = limits or Limits()
    ties, cart = TieBreak(election, seed), Cart(election, limits)
    won = {place: fate(election, place, Why.MANDATORY) for place in cart.bought}
    task = task_of(election, cart, limits, ties, utility)
    least = value_by_votes(election, limits, task)
    chosen, is_tied = most_valuable(task, least, most_kept)
    for place in sorted(chosen, key=ties.rank.__getitem__):
        cart.take(place)
        won[place] = fate(election, place, Why.VALUE)
    selected = tuple(election.projects[place].id for place in cart.bought)
    if is_tied:
        between = ("this selection", "another of the same value and cost")
        broken_by = "the first project in which they differ"
        ties.met.append(
            Tie(where="the end", between=between, taken=between[0], broken_by=broken_by)
        )
    return Result(
        selected=selected,
        cost=election.budget - cart.left,
        budget=election.budget,
        rounds=len(task.places),
        ties=tuple(ties.met),
        audit=audited(election, "knapsack", ties, limits, utility=utility.value),
        tell_fates=lambda: fates(election, cart, won, lambda _: (Why.OUTWEIGHED, None)),
    )


def task_of(
    election: Election, cart: Cart, limits: Limits, ties: TieBreak, utility: Utility
) -> Task:
    """Write the election down as numbers to maximise."""
    open_ = [p for p, votes in enumerate(election.votes) if votes and not cart.bar(p)]
    places = sorted(open_, key=ties.rank.__getitem__, reverse=True)
    values = [
        election.votes[p] * (election.costs[p] if utility is Utility.COST else 1) for p in places
    ]
    if sum(values) > LARGEST_VALUE:
        raise ValueError(
            "The values are too large to add exactly; count in a larger unit of money, "
            "or let each project be worth the same (cardinality)."
        )
    names = list(limits.categories)
    groups = [{election.places[name] for name in group} for group in limits.exclusions]
    use = [
        [election.costs[p] * (name in cart.memberships[p]) for name in names]
        + [int(p in group) for group in groups]
        for p in places
    ]
    most = [cart.category_left[name] for name in names] + [1] * len(groups)
    return Task(
        tuple(places),
        np.array([election.costs[p] for p in places], np.int64),
        np.array(values, np.int64),
        np.array(use, np.int64).reshape(len(places), len(most)),
        cart.left,
        np.array(most, np.int64),
    )


def value_by_votes(election: Election, limits: Limits, task: Task) -> int:
    """A value that can be had, to have something to beat."""
    cart = Cart(election, limits)
    values = dict(zip(task.places, task.value.tolist(), strict=True))
    return sum(values[place] for place in take_by_votes(election, cart, TieBreak(election)))


def most_valuable(task: Task, least: int, most_kept: int) -> tuple[list[int], bool]:
    """Find the best selection, and whether another was as good.

    Args:
        task: to solve.
        least: a value that can be had.
        most_kept: selections over all steps.

    Raises:
        ValueError: if more would have to be kept.
    """
    steps = [beginning(task)]
    total = 0
    for item in range(len(task.places)):
        step = worth_keeping(with_item(steps[-1], task, item))
        value, bound = outlook(step, task, item + 1)
        least = max(least, int(step.value.max()), 0 if task.most.size else int(value.max()))
        step = step.pick(bound >= least)
        total += len(step.cost)
        if total > most_kept:
            raise ValueError(
                f"The exact answer needs more than {most_kept} selections to be compared; "
                "use another rule, or fewer projects."
            )
        steps.append(step)
    return best_of(steps, task)


def beginning(task: Task) -> Kept:
    """The empty selection."""
    nothing, no = np.zeros(1, np.int64), np.zeros(1, np.bool_)
    return Kept(nothing, nothing, np.zeros((1, len(task.most)), np.int64), no, nothing, no)


def with_item(before: Kept, task: Task, item: int) -> Kept:
    """All selections, first with the project (where it still fits), then without it."""
    cost, used = before.cost + task.cost[item], before.used + task.use[item]
    fits = np.flatnonzero((cost <= task.room) & (used <= task.most).all(axis=1))
    count = len(before.cost)
    return Kept(
        np.concatenate([cost[fits], before.cost]),
        np.concatenate([before.value[fits] + task.value[item], before.value]),
        np.concatenate([used[fits], before.used]),
        np.concatenate([before.is_tied[fits], before.is_tied]),
        np.concatenate([fits, np.arange(count)]),
        np.arange(len(fits) + count) < len(fits),
    )


def worth_keeping(step: Kept) -> Kept:
    """Leave out what another selection of the same use beats: cheaper, or worth more, or both.

    Of two that are the same in all, the one with the project stays, which is preferred to all
    projects before it.
    """
    uses = [step.used[:, limit] for limit in range(step.used.shape[1])]
    order = np.lexsort([~step.taken, -step.value, step.cost, *uses])
    step = step.pick(order)
    same_use = (step.used[1:] == step.used[:-1]).all(axis=1)
    same = same_use & (step.cost[1:] == step.cost[:-1]) & (step.value[1:] == step.value[:-1])
    step.is_tied[:-1] |= same
    # Raised by the group of the same use, values of different groups can't meet.
    group = np.append(0, np.cumsum(~same_use))
    if group[-1]:
        keep = np.ones(len(step.cost), np.bool_)
        for start, end in zip(*edges(group), strict=True):
            keep[start:end] = rising(step.value[start:end])
        return step.pick(keep)
    return step.pick(rising(step.value))


def edges(group: Ints) -> tuple[list[int], list[int]]:
    """Where each group begins and ends."""
    starts = np.flatnonzero(np.append(True, group[1:] != group[:-1]))
    return starts.tolist(), [*starts[1:].tolist(), len(group)]


def rising(values: Ints) -> Flags:
    """Which are above all before them."""
    highest = np.maximum.accumulate(values)
    flags: Flags = np.append(True, values[1:] > highest[:-1])
    return flags


def outlook(step: Kept, task: Task, done: int) -> tuple[Ints, Floats]:
    """What each selection could still reach.

    Returns:
        The value with the densest of the other projects that fit one after the other, and a
        bound that no completion is above (a little more than the truth, for the rounding).
    """
    order = np.argsort(-(task.value[done:] / task.cost[done:]), kind="stable")
    cost, value = task.cost[done:][order], task.value[done:][order]
    costs, values = np.append(0, np.cumsum(cost)), np.append(0, np.cumsum(value))
    room = task.room - step.cost
    whole = np.searchsorted(costs, room, side="right") - 1
    reached = step.value + values[whole]
    density = np.append(value / cost, 0.0)[whole]
    bound: Floats = (reached + (room - costs[whole]) * density) * (1 + 1e-12) + 1e-6
    return reached, bound


def best_of(steps: list[Kept], task: Task) -> tuple[list[int], bool]:
    """Choose among the last selections and go back to what is in it."""
    last = steps[-1]
    best = np.flatnonzero(last.value == last.value.max())
    best = best[last.cost[best] == last.cost[best].min()]
    paths = [path(steps, task, int(end)) for end in best]
    # Places are in the order of preference from the end: the first difference decides.
    chosen = max(range(len(best)), key=lambda spot: paths[spot])
    flags = paths[chosen]
    places = [p for p, taken in zip(reversed(task.places), flags, strict=True) if taken]
    return places, len(best) > 1 or bool(last.is_tied[best[chosen]])


def path(steps: list[Kept], task: Task, end: int) -> list[bool]:
    """Which projects are in a selection, the most preferred first."""
    flags: list[bool] = []
    for step in reversed(steps[1:]):
        flags.append(bool(step.taken[end]))
        end = int(step.parent[end])
    return flags
