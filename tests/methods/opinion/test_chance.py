import numpy as np
import pytest

from accord.methods.opinion import chance
from accord.methods.opinion.chance import fitted, of_people, parted, stands_out
from accord.methods.opinion.votes import last_votes
from tests.methods.opinion.made import conversation


def test_without_structure_hardly_ever_more_than_one_group():
    claimed = [
        parted(conversation(seed)[0], rng=np.random.default_rng(seed)).is_parted
        for seed in range(60)
    ]

    assert sum(claimed) <= 6  # of 60; by chance 7 or more come once in 200 such tests


@pytest.mark.parametrize("groups", [2, 3])
def test_groups_that_are_there_are_found(groups):
    for seed in range(5):
        votes, _own = conversation(seed, groups=groups)

        verdict = parted(votes, rng=np.random.default_rng(seed))

        assert verdict.is_parted
        assert verdict.draws in {*chance.SOON, chance.DRAWS}


def test_few_people_are_not_parted_because_draws_cannot_be():
    # Ten people fall into two fives by luck more often than draws of them do.
    parted_ones = [
        parted(
            conversation(seed, people=10, statements=8, seen=1.0)[0],
            rng=np.random.default_rng(seed),
        )
        for seed in range(200)
    ]

    assert sum(verdict.observed > -1 for verdict in parted_ones) > 40
    assert sum(verdict.is_parted for verdict in parted_ones) <= 2


def test_leaning_to_agree_makes_no_groups():
    rng = np.random.default_rng(4)
    leaning = np.where(np.arange(120) % 2, 0.75, 0.25)  # half of them say yes to nearly anything
    signs = np.where(rng.random((120, 30)) < leaning[:, None], 1, -1)
    person, statement = np.indices(signs.shape).reshape(2, -1)
    votes = last_votes(person=person, statement=statement, sign=signs.ravel())

    model = fitted(votes)
    drawn = model.draw(np.random.default_rng(1))

    def agreement(which):
        return np.array([(which.signs[which.rows == each] > 0).mean() for each in range(120)])

    assert agreement(drawn).std() == pytest.approx(agreement(votes).std(), rel=0.15)


def test_draws_keep_who_saw_what_and_who_passed_on_what():
    votes = last_votes(
        person=np.array([1, 1, 2, 2, 3]),
        statement=np.array([0, 1, 0, 1, 1]),
        sign=np.array([1, 0, -1, 1, 0]),
    )

    drawn = fitted(votes).draw(np.random.default_rng(1))

    assert drawn.columns.tolist() == votes.columns.tolist()
    assert drawn.starts.tolist() == votes.starts.tolist()
    assert (drawn.signs == 0).tolist() == (votes.signs == 0).tolist()


def test_where_all_agree_draws_nearly_do():
    signs = np.ones(2000, np.int8)
    person, statement = np.divmod(np.arange(2000), 20)
    votes = last_votes(person=person, statement=statement, sign=signs)

    assert fitted(votes).draw(np.random.default_rng(1)).signs.mean() > 0.95
    assert not parted(votes, rng=np.random.default_rng(1)).is_parted


@pytest.mark.parametrize("people", [0, 1, 2])
def test_hardly_anybody_is_no_groups(people):
    votes, _own = conversation(1, people=people)

    assert not parted(votes, rng=np.random.default_rng(1)).is_parted


def test_large_conversations_are_looked_at_in_part(monkeypatch):
    monkeypatch.setattr(chance, "VOTES_LOOKED_AT", 400)
    votes, _own = conversation(2, people=200, groups=2)

    verdict = parted(votes, rng=np.random.default_rng(1))

    assert verdict.people == 200 * 400 // len(votes.signs)
    assert verdict.is_parted


def test_some_people_keep_their_own_votes():
    votes, _own = conversation(3, people=9, seen=0.5)

    some = of_people(votes, np.array([1, 4, 8]))

    for place, person in enumerate([1, 4, 8]):
        for name in ("columns", "signs"):
            mine = getattr(some, name)[some.starts[place] : some.starts[place + 1]]
            theirs = getattr(votes, name)[votes.starts[person] : votes.starts[person + 1]]
            assert mine.tolist() == theirs.tolist()


@pytest.mark.parametrize(("observed", "stands"), [(0.59, False), (0.61, True)])
def test_far_is_counted_in_standard_deviations_of_the_draws(observed, stands):
    # Mean 0.3, standard deviation 0.1: three of them above is 0.6.
    assert stands_out(observed, [0.2, 0.3, 0.4], 3.0) is stands


def test_what_stands_out_a_little_is_one_group(monkeypatch):
    monkeypatch.setattr(chance, "FAR", 1000.0)
    monkeypatch.setattr(chance, "SOON", {})
    votes, _own = conversation(1, groups=2)

    verdict = parted(votes, rng=np.random.default_rng(1))

    assert (verdict.is_parted, verdict.draws) == (False, chance.DRAWS)
