"""What one run leaves to the next saves work and changes nothing."""

from fractions import Fraction

import numpy as np
import pytest

from accord.methods.budget import Limits, Project, Utility, election
from accord.methods.budget.course import Course
from accord.methods.budget.equal_shares import run_once
from accord.methods.budget.shares import Count
from accord.methods.budget.tallies import Tallies

RAISES = 60


def made_up(seed, *, most_points, voters=150, projects=14, unit=1):
    """Some projects liked more than others, most people poor before the end."""
    rng = np.random.default_rng(seed)
    costs = rng.integers(200, 3000, projects)
    liked = rng.pareto(2, projects) + 0.3
    ballots = [
        {
            f"p{place}": int(rng.integers(1, most_points + 1))
            for place in rng.choice(
                projects, rng.integers(1, 6), replace=False, p=liked / sum(liked)
            )
        }
        for _ in range(voters)
    ]
    listed = [Project(id=f"p{place}", cost=int(cost)) for place, cost in enumerate(costs)]
    return election(listed, int(costs.sum() * 0.3), ballots, unit=unit)


def outcome(run):
    return [(purchase.place, purchase.price) for purchase in run.purchases], run.ties.met


@pytest.mark.parametrize("utility", list(Utility))
@pytest.mark.parametrize("most_points", [1, 4])
@pytest.mark.parametrize("seed", range(6))
def test_a_run_that_knows_the_last_one_buys_the_same_at_the_same_price(seed, most_points, utility):
    vote = made_up(seed, most_points=most_points)
    knowing = run_once(vote, utility, Limits(), None, raised=0)

    for raised in range(1, RAISES):
        course = knowing.count.course.after(vote.unit)
        knowing = run_once(vote, utility, Limits(), None, raised=raised, course=course)
        anew = run_once(vote, utility, Limits(), None, raised=raised)

        assert outcome(knowing) == outcome(anew)


@pytest.mark.parametrize("most_points", [1, 4])
@pytest.mark.parametrize("seed", range(6))
def test_what_is_left_of_a_bound_is_never_above_a_price(seed, most_points, monkeypatch):
    vote = made_up(seed, most_points=most_points)
    above = []
    settle = Count.settle

    def watched(count, place):
        price = settle(count, place)
        bound = recalled.get((len(count.course.rounds), place))
        if (
            price
            and bound
            and bound.low > Fraction(price.need, count.purses.prices.whole * price.stake)
        ):
            above.append((place, bound))
        return price

    recall = Course.recall

    def kept(course):
        recall(course)
        for place, bound in course.now.bounds.items():
            recalled[len(course.rounds), place] = bound

    monkeypatch.setattr(Count, "settle", watched)
    monkeypatch.setattr(Course, "recall", kept)
    recalled = {}
    run = run_once(vote, Utility.COST, Limits(), None, raised=0)
    seen = 0
    for raised in range(1, RAISES):
        recalled = {}
        course = run.count.course.after(vote.unit)
        run = run_once(vote, Utility.COST, Limits(), None, raised=raised, course=course)
        seen += len(recalled)

    assert seen > RAISES
    assert above == []


def test_a_known_course_spares_most_bounds(monkeypatch):
    vote = made_up(1, most_points=1, voters=600, projects=30)
    renewed = []
    renew = Count.renew
    monkeypatch.setattr(
        Count, "renew", lambda count, place: renewed.append(place) or renew(count, place)
    )

    def bounds_made(with_course):
        renewed.clear()
        run = run_once(vote, Utility.COST, Limits(), None, raised=0)
        for raised in range(1, RAISES):
            course = run.count.course.after(vote.unit) if with_course else None
            run = run_once(vote, Utility.COST, Limits(), None, raised=raised, course=course)
        return len(renewed)

    assert bounds_made(with_course=True) < bounds_made(with_course=False) / 2


def test_points_are_counted_whoever_came_or_went():
    vote = made_up(3, most_points=4)
    tallies = Tallies(vote)
    rng = np.random.default_rng(1)
    for size in [0, 40, 41, 3, 100, 100, 0, 7]:
        groups = np.sort(rng.choice(len(vote.people), size, replace=False))

        tally = tallies.of(0, groups)

        entries, rows = vote.lines(groups)
        expected = np.zeros(len(vote.projects))
        np.add.at(expected, vote.choices[entries], vote.people[groups][rows] * vote.points[entries])
        assert tally.points.tolist() == expected.tolist()
        assert tally.people == vote.people[groups].sum()
