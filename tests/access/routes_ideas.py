"""Who reaches the ideas activity."""

from tests.access.table import ALL, Route


def activity(at):
    return at.activity.subject.code.split("/")


ROUTES = [
    Route("ideas:list", activity),
    Route("ideas:new", activity, post=ALL),
    Route("ideas:check", activity, post=ALL),
    Route("ideas:sent", activity),
    Route("ideas:form", activity),
]
