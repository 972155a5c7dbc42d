"""Pearson's chi-square against the population, and what it can't tell."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import sqrt

from scipy.special import chdtrc

LEAST_EXPECTED = 5
SMALL_EFFECT = 0.1
SIGNIFICANT = 0.05

SELF_SELECTED = (
    "Participants chose themselves. The test asks what a draw by lot would do, so its p says how "
    "surprising the difference is, not whether the participants are representative."
)
FEW_EXPECTED = (
    "In {groups} of {all} groups fewer than 5 people would be expected: p is rough. Join groups."
)
LARGE = (
    "With {people} people even a small difference is significant. Look at its size "
    "(effect {effect:.2f}; below 0.10 is small), not at p."
)
UNKNOWN_ANSWERS = "{unknown} of {people} gave no answer and are not in the test."
NOT_IN_POPULATION = (
    "Some participants are in a group that the population doesn't have: no test. "
    "Correct the population's shares."
)
NOBODY = "Nobody gave an answer: no test."
ONE_GROUP = "Only one group is left to compare: no test."


@dataclass(frozen=True)
class Fit:
    """How surprising the difference would be in a draw by lot, and how large it is.

    Attributes:
        statistic: Pearson's X², exact; None where there is no test, and the caveats say why.
        freedom: degrees of freedom, groups - 1.
        p: share of draws by lot that would differ at least as much, 0 to 1.
        effect: Cohen's w = sqrt(X² / people): 0.1 small, 0.3 medium, 0.5 large.
        caveats: sentences to show with it.
    """

    statistic: Fraction | None
    freedom: int
    p: float | None
    effect: float | None
    caveats: tuple[str, ...]


def chi_square(counts: Sequence[int], shares: Sequence[Fraction], *, unknown: int = 0) -> Fit:
    """Test whether participants differ from the population more than a draw by lot would.

    Groups that have nobody in the population and nobody among participants are left out.

    Args:
        counts: participants by group.
        shares: of the population by group.
        unknown: participants without an answer, for the caveat.

    Returns:
        The test with its caveats; the first one always stands.

    Raises:
        ValueError: if the lengths differ.

    Source: Pearson (1900), Philosophical Magazine 50; the rule of five expected people is Cochran's
    (1954), "Some methods for strengthening the common chi-square tests", in its strict form; the
    effect sizes are Cohen's (1988).
    """
    people = sum(counts)
    pairs = [(count, share) for count, share in zip(counts, shares, strict=True) if count or share]
    refusal = why_no_test(pairs, people)
    if refusal:
        return Fit(None, max(0, len(pairs) - 1), None, None, (SELF_SELECTED, refusal))
    statistic = sum(
        (Fraction((count - people * share) ** 2) / (people * share) for count, share in pairs),
        Fraction(0),
    )
    freedom = len(pairs) - 1
    p = float(chdtrc(freedom, float(statistic)))
    effect = sqrt(statistic / people)
    caveats = [SELF_SELECTED]
    few = sum(people * share < LEAST_EXPECTED for _, share in pairs)
    if few:
        caveats.append(FEW_EXPECTED.format(groups=few, all=len(pairs)))
    if p < SIGNIFICANT and effect < SMALL_EFFECT:
        caveats.append(LARGE.format(people=people, effect=effect))
    if unknown:
        caveats.append(UNKNOWN_ANSWERS.format(unknown=unknown, people=people + unknown))
    return Fit(statistic, freedom, p, effect, tuple(caveats))


def why_no_test(pairs: Sequence[tuple[int, Fraction]], people: int) -> str:
    if not people:
        return NOBODY
    if any(not share for _, share in pairs):
        return NOT_IN_POPULATION
    return ONE_GROUP if len(pairs) < 2 else ""
