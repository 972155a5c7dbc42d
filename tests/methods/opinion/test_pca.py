import numpy as np
import pytest

from accord.methods.opinion import pca
from accord.methods.opinion.pca import LEAP, Looks, main_axes
from accord.methods.opinion.votes import Votes, last_votes


def conversation(seed: int, people: int = 60, statements: int = 25) -> Votes:
    """Two camps that answer most statements differently, with many holes."""
    rng = np.random.default_rng(seed)
    camp = rng.random(people) < 0.4
    lean = np.where(camp[:, None], 1, -1) * rng.normal(size=statements) + rng.normal(
        size=(people, statements)
    )
    row, column = np.nonzero(rng.random((people, statements)) < 0.5)
    return last_votes(person=row, statement=column, sign=np.sign(np.round(lean[row, column])))


def filled_table(votes: Votes) -> np.ndarray:
    table = np.full((len(votes.people), len(votes.statements)), np.nan)
    table[votes.rows, votes.columns] = votes.signs
    return np.where(np.isnan(table), np.nanmean(table, axis=0), table)


def test_three_people_by_hand():
    """Votes (1, 1), (-1, -1), (0, 0): all differ along (1, 1) / sqrt 2, with variance 4 / 2."""
    votes = last_votes(
        person=np.array([1, 1, 2, 2, 3, 3]),
        statement=np.array([1, 2, 1, 2, 1, 2]),
        sign=np.array([1, 1, -1, -1, 0, 0]),
    )

    axes = main_axes(votes)

    assert axes.variances == pytest.approx([2, 0], abs=1e-12)
    assert abs(axes.directions[0]) == pytest.approx([0.5**0.5, 0.5**0.5])


@pytest.mark.parametrize("seed", range(20))
def test_it_is_the_textbook_on_the_filled_table(seed):
    votes = conversation(seed)
    table = filled_table(votes)
    _, lengths, directions = np.linalg.svd(table - table.mean(axis=0), full_matrices=False)

    axes = main_axes(votes)

    assert axes.has_converged
    assert axes.variances == pytest.approx(lengths[:2] ** 2 / (len(table) - 1), rel=1e-9)
    cosines = abs((axes.directions * directions[:2]).sum(axis=1))
    assert cosines == pytest.approx([1, 1], abs=1e-9)


def test_it_stops_when_the_directions_are_settled():
    votes = conversation(3, people=500, statements=400)

    settled = main_axes(votes)

    assert settled.has_converged
    assert settled.steps < 60
    assert not main_axes(votes, steps=10).has_converged


def test_a_direction_that_is_settled_takes_no_more_work(monkeypatch):
    votes = conversation(3, people=500, statements=400)
    widths = []
    image_of = pca.image_of
    monkeypatch.setattr(
        pca,
        "image_of",
        lambda parts, block: widths.append(block.shape[1]) or image_of(parts, block),
    )

    axes = main_axes(votes)

    table = filled_table(votes)
    lengths = np.linalg.svd(table - table.mean(axis=0), compute_uv=False)
    assert axes.variances == pytest.approx(lengths[:2] ** 2 / (len(table) - 1), rel=1e-8)
    assert widths == sorted(widths, reverse=True)
    assert widths.count(1) > widths.count(2) > 0


def test_the_next_look_is_when_it_would_be_settled():
    looks = Looks()

    assert looks.next(1, 1e-1, 1e-6) == 2
    assert looks.next(2, 1e-2, 2e-6) == 6  # ten times closer each pass, so four more
    assert looks.next(6, 0.9e-2, 1e-6) == 6 + LEAP  # hardly closer: but not out of sight
    assert looks.next(14, 1e-1, 1e-6) == 14 + LEAP  # no closer at all


def test_a_warm_start_gives_the_same_in_fewer_passes():
    votes = conversation(1, people=400, statements=120)
    cold = main_axes(votes)

    warm = main_axes(votes, start=cold.directions)

    assert warm.variances == pytest.approx(cold.variances, rel=1e-9)
    assert warm.steps <= cold.steps / 2


def test_a_statement_moderated_out_pulls_nobody():
    votes = conversation(2)
    without = np.zeros(len(votes.statements), bool)
    without[[0, 7]] = True
    keep = ~without[votes.columns]
    rest = last_votes(
        person=votes.rows[keep], statement=votes.columns[keep], sign=votes.signs[keep]
    )

    axes = main_axes(votes, without=without)

    assert not axes.directions[:, without].any()
    assert axes.variances == pytest.approx(main_axes(rest).variances, rel=1e-9)


@pytest.mark.parametrize("sign", [-1, 0, 1])
def test_all_the_same_vote_has_no_direction(sign):
    row, column = np.indices((4, 3)).reshape(2, -1)

    axes = main_axes(last_votes(person=row, statement=column, sign=np.full(12, sign)))

    assert axes.variances.tolist() == [0, 0]


@pytest.mark.parametrize("count", [0, 1])
def test_nobody_and_one_person_are_no_error(count):
    one = np.ones(count, np.int64)

    assert main_axes(last_votes(person=one, statement=one, sign=one)).variances.tolist() == [0, 0]


def test_directions_of_another_conversation_are_refused():
    with pytest.raises(ValueError, match="25 statements"):
        main_axes(conversation(3), start=np.zeros((2, 3)))


def test_a_start_without_directions_is_a_cold_start():
    votes = conversation(4)

    axes = main_axes(votes, start=np.zeros((2, len(votes.statements))))

    assert axes.variances == pytest.approx(main_axes(votes).variances, rel=1e-9)
