"""Who reaches walks, and samples of them: read by the access matrix."""

from tests.access.table import SIGNED_IN, Route
from tests.addresses import named
from tests.factories.contributions import ContributionFactory
from tests.factories.processes import ActivityFactory
from walks.models import Walk


def add_samples(at):
    at.walk = ActivityFactory(process=at.process, type_key="walks")
    Walk.objects.create(activity=at.walk, starts_from="The old mill")
    at.sighting = ContributionFactory(activity=at.walk, kind="sighting", author=None)


def address(at):
    return at.walk.subject.code.split("/")


ROUTES = [
    Route("walks:list", address),
    Route("walks:new", address, get=SIGNED_IN, post=SIGNED_IN),
    Route("processes:data", lambda at: [*address(at), "csv"], variant="walks"),
    Route(
        "contributions:page",
        lambda at: [at.process.slug, "sighting", at.sighting.number],
        variant="sighting",
    ),
    Route(
        "contributions:comments",
        lambda at: named(at.sighting),
        get=None,
        post=SIGNED_IN,
        variant="sighting",
    ),
    Route("thread:detail", lambda at: named(at.sighting), variant="sighting"),
]
