from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from accord.methods.opinion.map import Ungrouped, opinion_map
from accord.methods.opinion.stability import stability
from accord.methods.opinion.votes import last_votes
from tests.methods.opinion.made import conversation


def together(first, second) -> bool:
    """Whether the same people stand together, whatever their group is called."""
    pairs = set(zip(first.tolist(), second.tolist(), strict=True))
    return len(pairs) == len({a for a, _ in pairs}) == len({b for _, b in pairs})


@pytest.mark.parametrize("groups", [2, 3])
def test_people_are_found_in_the_groups_they_were_made_in(groups):
    votes, own = conversation(1, groups=groups)

    found = opinion_map(votes, seed=1)

    assert found.groups == groups
    assert together(found.labels, own)
    assert found.sizes.sum() == 80
    assert found.counts.groups == groups
    assert sorted(found.sizes.tolist(), reverse=True) == found.sizes.tolist()


def test_without_structure_all_are_one_group():
    votes, _own = conversation(1)

    found = opinion_map(votes, seed=1)

    assert (found.groups, found.silhouette) == (1, None)
    assert found.labels.tolist() == [0] * 80


def test_who_has_no_group_and_why():
    votes, _own = conversation(1, groups=2)
    rows = [votes.rows, votes.columns, votes.signs]
    extra = [[900] * 3 + [901], [0, 1, 2, 19], [1, 1, 1, 1]]
    person, statement, sign = (
        np.concatenate([here, more]) for here, more in zip(rows, extra, strict=True)
    )
    without = np.arange(20) == 19

    found = opinion_map(
        last_votes(person=person, statement=statement, sign=sign), seed=1, without=without
    )

    assert found.ungrouped == {Ungrouped.TOO_FEW_VOTES: 1, Ungrouped.ONLY_MODERATED: 1}
    assert found.labels[-2:].tolist() == [-1, -1]


@pytest.mark.parametrize("people", [0, 1, 5])
def test_few_people_make_a_map_all_the_same(people):
    votes, _own = conversation(1, people=people, seen=1.1)

    found = opinion_map(votes, seed=1)

    assert found.groups == min(1, people)
    assert found.places.at.shape == (people, 2)


@pytest.mark.parametrize("sign", [-1, 0, 1])
def test_where_all_say_the_same_all_stand_together(sign):
    person, statement = np.divmod(np.arange(400), 10)
    votes = last_votes(person=person, statement=statement, sign=np.full(400, sign))

    found = opinion_map(votes, seed=1)

    assert found.groups == 1
    assert not found.places.at.any()


def test_the_order_and_the_names_of_people_change_nothing():
    votes, _own = conversation(3, groups=3)
    rng = np.random.default_rng(1)
    names = rng.permutation(len(votes.people)) + 1000
    order = rng.permutation(len(votes.signs))
    person, statement, sign = names[votes.rows][order], votes.columns[order], votes.signs[order]

    plain = opinion_map(votes, seed=1)
    mixed = opinion_map(last_votes(person=person, statement=statement, sign=sign), seed=1)

    assert plain.verdict.observed == pytest.approx(mixed.verdict.observed)
    assert mixed.labels[np.argsort(np.argsort(names))].tolist() == (plain.labels.tolist())


def test_the_same_statements_in_another_order_give_the_same_groups():
    votes, _own = conversation(3, groups=2)
    names = np.random.default_rng(1).permutation(20)

    plain = opinion_map(votes, seed=1)
    mixed = opinion_map(
        last_votes(person=votes.rows, statement=names[votes.columns], sign=votes.signs), seed=1
    )

    assert together(plain.labels, mixed.labels)
    assert plain.counts.agreed[0].sum() in mixed.counts.agreed.sum(axis=1)


def test_group_names_and_sides_stay_while_people_vote():
    votes, _own = conversation(5, people=120, groups=3)
    order = np.random.default_rng(1).permutation(len(votes.signs))
    maps = []
    for share in (0.6, 0.7, 0.8, 0.9, 1.0):
        some = order[: int(share * len(order))]
        part = last_votes(
            person=votes.rows[some], statement=votes.columns[some], sign=votes.signs[some]
        )
        maps.append(opinion_map(part, seed=1, last=maps[-1].last if maps else None))

    for before, after in pairwise(maps):
        _both, first, second = np.intersect1d(
            before.last.people, after.last.people, return_indices=True
        )
        here, there = before.labels[first], after.labels[second]
        known = (here >= 0) & (there >= 0)
        assert (here == there)[known].mean() > 0.9
        assert ((before.axes.directions * after.axes.directions).sum(axis=1) > 0.5).all()


def test_a_warm_map_takes_fewer_passes_and_says_the_same():
    votes, _own = conversation(5, people=200, groups=2)

    cold = opinion_map(votes, seed=1)
    warm = opinion_map(votes, seed=1, last=cold.last)

    assert warm.axes.steps < cold.axes.steps
    assert warm.labels.tolist() == cold.labels.tolist()
    assert np.allclose(warm.axes.directions, cold.axes.directions, atol=1e-6)


@pytest.mark.parametrize("groups", [2, 3])
@pytest.mark.parametrize("seed", range(6))
def test_kept_up_batch_by_batch_it_is_the_map_made_from_scratch(groups, seed):
    votes, _own = conversation(seed, people=90, groups=groups)
    rng = np.random.default_rng(seed)
    order = rng.permutation(len(votes.signs))
    said = {"person": votes.rows[order], "statement": votes.columns[order]}
    signs = votes.signs[order]
    kept_up = None

    for share in (0.7, 0.8, 0.9, 1.0):
        until = int(share * len(signs))
        so_far = last_votes(
            person=said["person"][:until], statement=said["statement"][:until], sign=signs[:until]
        )
        kept_up = opinion_map(so_far, seed=1, last=kept_up and kept_up.last)
    scratch = opinion_map(votes, seed=1)

    assert kept_up.groups == scratch.groups == groups
    assert kept_up.axes.variances == pytest.approx(scratch.axes.variances, rel=1e-7)
    names = {(int(old), int(new)) for old, new in zip(kept_up.labels, scratch.labels, strict=True)}
    assert len(names) == groups + ((-1, -1) in names)  # the same groups, whatever they are called
    turned = [new for _old, new in sorted(names) if new >= 0]
    assert (kept_up.counts.by_sign[:, :-1] == scratch.counts.by_sign[:, turned]).all()
    assert (kept_up.counts.by_sign[:, -1] == scratch.counts.by_sign[:, -1]).all()


def test_one_map_without_structure_does_not_end_a_group_at_once():
    votes, _own = conversation(5, groups=2)
    last = opinion_map(votes, seed=1).last
    calm, _own = conversation(1)

    found = [opinion_map(calm, seed=1, last=last)]
    for _ in range(3):
        found.append(opinion_map(calm, seed=1, last=found[-1].last))

    assert [each.groups for each in found] == [2, 2, 2, 1]


def test_what_was_used_stands_in_the_record():
    votes, _own = conversation(1, groups=2)

    first, again = opinion_map(votes, seed=1).audit, opinion_map(votes, seed=1).audit
    other = opinion_map(replace(votes, signs=-votes.signs), seed=1).audit

    assert first.fingerprint() == again.fingerprint()
    assert first.inputs["votes"] != other.inputs["votes"]
    assert first.parameters["seed"] == 1


def test_clear_groups_are_stable_and_chance_is_not():
    clear, own = conversation(1, groups=2)
    vague, _own = conversation(1)

    kept = stability(clear, own, groups=2, rng=np.random.default_rng(1))
    mixed = stability(vague, np.arange(80) % 2, groups=2, rng=np.random.default_rng(1))

    assert (kept.share, kept.of_groups.tolist(), kept.rounds) == (1.0, [1.0, 1.0], 10)
    assert 0.5 <= mixed.share < 0.75
