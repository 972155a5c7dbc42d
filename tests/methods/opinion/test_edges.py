"""What is decided at the edges: thresholds, ties, and numbers that must all be there."""

import numpy as np
import pytest
from scipy.stats import t as student

from accord.methods.opinion import chance
from accord.methods.opinion.base import base_clusters
from accord.methods.opinion.chance import fitted, parted
from accord.methods.opinion.consensus import majority
from accord.methods.opinion.groups import best_split
from accord.methods.opinion.map import opinion_map
from accord.methods.opinion.pca import main_axes
from accord.methods.opinion.places import places
from accord.methods.opinion.routing import priority
from accord.methods.opinion.stability import matched, stability
from accord.methods.opinion.statements import picks
from accord.methods.opinion.votes import last_votes
from tests.methods.opinion.made import conversation
from tests.methods.opinion.test_groups import blobs
from tests.methods.opinion.test_places import some_votes
from tests.methods.opinion.test_statements import counts_of


@pytest.mark.parametrize(("said", "tells"), [(12, False), (13, True)])  # certainty 1.09 and 1.53
def test_a_statement_tells_when_most_say_so_surely_at_ninety_percent(said, tells):
    (only,), _ = picks(counts_of([(said, 20 - said, 0)], [(2, 17, 1)]), 0)

    assert (only.agrees, only.is_telling) == (True, tells)


def test_what_more_of_the_group_say_counts_twice():
    # Ratio x difference x certainty alone would put the other one first.
    counts = counts_of([(14, 6, 0), (16, 4, 0)], [(2, 18, 0), (4, 16, 0)])

    assert [row.statement for row in picks(counts, 0)[0]] == [1, 0]


def test_ties_are_told_as_far_as_their_order_was_asked_for():
    _rows, ties = picks(counts_of([(18, 1, 1)] * 8, [(2, 17, 1)] * 8), 0)

    assert [tie.between for tie in ties] == [(str(n), str(n + 1)) for n in range(5)]


def test_agreeing_is_told_where_as_many_agree_as_disagree():
    (only,), _ = picks(counts_of([(10, 10, 0)], [(4, 4, 0)]), 0)

    assert only.agrees


def test_a_majority_is_ordered_by_how_many_agree_too():
    # Certainty 6.07 x share 0.79, beside 5.57 x 0.97.
    assert majority(counts_of([(80, 20, 0), (30, 0, 0)])) == [1, 0]


def test_what_pulls_people_apart_is_asked_first():
    counts = counts_of([(5, 3, 2), (5, 3, 2)])

    calm, wild = priority(counts, np.array([0.0, 1.0]))

    assert wild == pytest.approx(4 * calm)


def test_votes_of_those_without_a_group_count_for_what_is_asked_next():
    here, there = [(5, 3, 2)], [(1, 2, 3)]

    assert priority(counts_of(here, ungrouped=there), np.zeros(1)) == pytest.approx(
        priority(counts_of([(6, 5, 5)]), np.zeros(1))
    )


@pytest.mark.parametrize(("few", "is_group"), [(4, False), (5, True)])
def test_five_people_are_a_group_and_four_are_none(few, is_group):
    at = blobs(np.random.default_rng(1), (0, 0)).tolist() + [[50.0, 50.0]] * few

    assert (best_split(base_clusters(np.array(at)), most=2) is not None) is is_group


def test_there_are_never_more_than_five_groups():
    middles = [(0, 0), (9, 0), (0, 9), (9, 9), (18, 0), (18, 9)]

    found = best_split(base_clusters(blobs(np.random.default_rng(1), *middles)))

    assert found is not None
    assert found.groups <= 5


def test_chance_alone_seldom_ends_the_draws_early():
    for draws, far in chance.SOON.items():
        assert student.sf(far / (1 + 1 / draws) ** 0.5, draws - 1) < 1 / 700
    assert student.sf(chance.FAR / (1 + 1 / 19) ** 0.5, 18) < 1 / 200
    assert chance.DRAWS == 19


def test_nobody_leans_where_all_answer_by_chance():
    votes, _own = conversation(1, people=400, statements=10)

    model = fitted(votes)

    columns = votes.columns[model.answered]
    spread = [model.chance[columns == place].std() for place in range(10)]
    assert max(spread) < 0.05


def test_what_a_draw_reaches_is_no_group():
    votes = last_votes(
        person=np.arange(20), statement=np.ones(20, int), sign=np.where(np.arange(20) % 2, 1, -1)
    )

    verdict = parted(votes, rng=np.random.default_rng(1))

    assert (verdict.is_parted, verdict.observed, verdict.draws) == (False, 1.0, 1)


def test_a_statement_moderated_out_is_as_if_it_had_never_been():
    votes = some_votes()
    out = np.zeros(12, bool)
    out[[2, 5, 6, 7, 8, 9]] = True
    keep = ~out[votes.columns]
    rest = last_votes(
        person=votes.rows[keep], statement=votes.columns[keep], sign=votes.signs[keep]
    )

    found = places(votes, main_axes(votes, without=out), without=out)
    plain = places(rest, main_axes(rest))

    assert (found.enough, plain.enough) == (6, 6)
    there = np.isin(votes.people, rest.people)
    assert np.allclose(abs(found.at[there]), abs(plain.at), atol=1e-5)


@pytest.mark.parametrize(("cast", "known"), [(6, False), (7, True)])
def test_seven_votes_are_enough_for_a_group(cast, known):
    person = np.concatenate([np.repeat(np.arange(20), 10), np.full(cast, 99)])
    statement = np.concatenate([np.tile(np.arange(10), 20), np.arange(cast)])
    votes = last_votes(person=person, statement=statement, sign=np.ones(len(person), int))

    assert places(votes, main_axes(votes)).is_known[-1] == known


def test_extremity_is_measured_beside_the_number_of_statements():
    votes, _own = conversation(1, groups=2)

    far = opinion_map(votes, seed=1).extremity

    assert (far**2).sum() == pytest.approx(2 * 20)  # two directions of length 1


def test_whatever_changes_a_map_changes_its_record():
    votes, _own = conversation(1, groups=2)
    plain = opinion_map(votes, seed=1)

    other = [
        opinion_map(votes, seed=2),
        opinion_map(votes, seed=1, without=np.arange(20) == 3),
        opinion_map(votes, seed=1, last=plain.last),
        opinion_map(votes, seed=1, smallest=6),
        opinion_map(votes, seed=1, most=3),
        opinion_map(votes, seed=1, steps=20),
        opinion_map(votes, seed=1, rounds=1),
    ]

    assert len({each.audit.fingerprint() for each in [plain, *other]}) == 8


def test_another_half_is_drawn_each_time():
    vague, _own = conversation(1)

    shares = {
        stability(vague, np.arange(80) % 2, groups=2, rng=np.random.default_rng(n), rounds=1).share
        for n in range(5)
    }

    assert len(shares) > 1


def test_two_groups_that_end_in_one_do_not_both_stay():
    assert matched(np.array([0, 0, 1, 1, 1]), np.array([0, 0, 0, 0, 1]), 2).tolist() == [2, 1]


def test_of_two_that_are_alike_in_fractions_the_first_comes_first():
    # (17 / 21)^2 x 14^2 / 20 = (34 / 46)^2 x 23^2 / 45: certainty alone would turn them round.
    assert majority(counts_of([(16, 3, 0), (33, 11, 0)])) == [0, 1]
