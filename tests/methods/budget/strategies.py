"""Small elections of every kind, often with ties."""

from dataclasses import replace
from functools import cache

from hypothesis import assume
from hypothesis import strategies as st

from accord.methods.budget import Election, Limits, Project, election
from accord.methods.budget.limits import Cart

NAMES = "abcdefgh"
# Points by digit of a ballot's number; None is a project that isn't on the ballot.
POINTS = {"approval": [None, 1], "scores": [None, 1, 2, 3, 4, 5, None, None, None, None]}
KINDS = st.sampled_from(sorted(POINTS))
COSTS = st.one_of(st.integers(1, 8), st.integers(1, 1000))
CATEGORIES = st.lists(st.sampled_from(["green", "roads"]), max_size=2, unique=True)


# What is drawn often is made once, and a ballot is one number: drawing costs more than counting.
@cache
def ballots_of(kind: str, count: int, voters: int):
    ballot = st.integers(0, len(POINTS[kind]) ** count - 1)
    return st.lists(ballot, min_size=1, max_size=voters).filter(any)


@cache
def chosen_of(count: int):
    return st.lists(st.sampled_from(NAMES[:count]), max_size=2, unique=True)


@cache
def rivals_of(count: int):
    groups = st.frozensets(st.sampled_from(NAMES[:count]), min_size=1, max_size=3)
    return st.lists(groups, max_size=2)


def written_out(number: int, kind: str, count: int) -> dict[str, int]:
    """The ballot with this number: its digits are what it gives each project."""
    points, ballot = POINTS[kind], {}
    for name in NAMES[:count]:
        number, digit = divmod(number, len(points))
        if points[digit] is not None:
            ballot[name] = points[digit]
    return ballot


@st.composite
def parts(draw, kind=None, projects=6, voters=12):
    """Projects, budget and ballots: what `election` takes."""
    kind = kind or draw(KINDS)
    count = draw(st.integers(1, projects))
    projects_ = [Project(id=name, cost=draw(COSTS)) for name in NAMES[:count]]
    numbers = draw(ballots_of(kind, count, voters))
    ballots = [written_out(number, kind, count) for number in numbers]
    assume(any(ballots))
    most = sum(project.cost for project in projects_)
    budget = draw(st.integers(1, most + 3))
    return projects_, budget, ballots


@st.composite
def elections(draw, kind=None, projects=6, voters=12, merge=True) -> Election:
    return election(*draw(parts(kind, projects, voters)), merge=merge)


@st.composite
def limited(draw, projects=6, voters=12) -> tuple[Election, Limits]:
    """An election with limits that can be met, often several of them."""
    projects_, budget, ballots = draw(parts(None, projects, voters))
    projects_ = [replace(project, categories=tuple(draw(CATEGORIES))) for project in projects_]
    known = sorted({name for project in projects_ for name in project.categories})
    most = sum(project.cost for project in projects_)
    limits = Limits(
        mandatory=tuple(draw(chosen_of(len(projects_)))),
        exclusions=tuple(draw(rivals_of(len(projects_)))),
        categories={name: draw(st.integers(0, most)) for name in known if draw(st.booleans())},
    )
    found = election(projects_, budget, ballots)
    try:
        Cart(found, limits)
    except ValueError:
        assume(False)  # what is mandatory can't be had
    return found, limits
