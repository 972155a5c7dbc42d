"""Small elections of every kind, often with ties."""

from dataclasses import replace

from hypothesis import assume
from hypothesis import strategies as st

from accord.methods.budget import Election, Limits, Project, election
from accord.methods.budget.limits import Cart

NAMES = "abcdefgh"
POINTS = {"approval": st.just(1), "scores": st.integers(1, 5)}


@st.composite
def parts(draw, kind=None, projects=6, voters=12):
    """Projects, budget and ballots: what `election` takes."""
    kind = kind or draw(st.sampled_from(sorted(POINTS)))
    count = draw(st.integers(1, projects))
    costs = st.one_of(st.integers(1, 8), st.integers(1, 1000))
    projects_ = [Project(id=NAMES[i], cost=draw(costs)) for i in range(count)]
    ballot = st.dictionaries(st.sampled_from(NAMES[:count]), POINTS[kind], max_size=count)
    ballots = draw(st.lists(ballot, min_size=1, max_size=voters).filter(any))
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
    names = [project.id for project in projects_]
    kinds = st.lists(st.sampled_from(["green", "roads"]), max_size=2, unique=True)
    projects_ = [replace(project, categories=tuple(draw(kinds))) for project in projects_]
    known = sorted({name for project in projects_ for name in project.categories})
    most = sum(project.cost for project in projects_)
    groups = st.frozensets(st.sampled_from(names), min_size=1, max_size=3)
    limits = Limits(
        mandatory=tuple(draw(st.lists(st.sampled_from(names), max_size=2, unique=True))),
        exclusions=tuple(draw(st.lists(groups, max_size=2))),
        categories={name: draw(st.integers(0, most)) for name in known if draw(st.booleans())},
    )
    found = election(projects_, budget, ballots)
    try:
        Cart(found, limits)
    except ValueError:
        assume(False)  # what is mandatory can't be had
    return found, limits
