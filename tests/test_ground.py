import pytest

from tests.factories.answers import ResponseFactory
from tests.factories.contributions import ContributionFactory
from tests.factories.forum import SeatFactory
from tests.factories.organisations import OfficeMemberFactory
from tests.factories.plans import ClauseTextFactory, MilestoneTextFactory, ReportingPeriodFactory
from tests.factories.themes import ParagraphFactory

LEAVES = [
    ContributionFactory,
    ClauseTextFactory,
    MilestoneTextFactory,
    ReportingPeriodFactory,
    ParagraphFactory,
    ResponseFactory,
    OfficeMemberFactory,
    SeatFactory,
]


@pytest.mark.django_db
@pytest.mark.parametrize("factory", LEAVES)
def test_factory_builds_what_the_model_requires(factory):
    assert factory().pk
