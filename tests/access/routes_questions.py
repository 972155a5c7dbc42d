"""Who reaches what is asked in an activity: planners write it, all read what was published."""

from tests.access.table import RUNS, Route


def activity(at):
    return at.activity.subject.code.split("/")


def question(at):
    return [*activity(at), "how_do_you_come"]


ROUTES = [
    Route("questions:list", activity, get=RUNS),
    Route("questions:preview", activity, get=RUNS),
    Route("questions:publication", activity, get=None, post=RUNS),
    Route("questions:discard", activity, get=None, post=RUNS),
    Route("questions:data", lambda at: [*activity(at), "csv"], get=RUNS),
    Route("questions:new", activity, get=RUNS, post=RUNS),
    Route("questions:edit", question, get=RUNS, post=RUNS),
    Route("questions:removal", question, get=RUNS, post=RUNS),
    Route("questions:place", question, get=None, post=RUNS),
    Route("questions:version", lambda at: [*activity(at), at.sheet.number]),
]
