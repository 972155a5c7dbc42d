"""Small elections of every kind, often with ties."""

from hypothesis import strategies as st

from accord.methods.budget import Election, Project, election

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
