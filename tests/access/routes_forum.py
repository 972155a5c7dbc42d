"""Who reaches the pages of the forum, and its decisions in a process and in none."""

from tests.access.table import Route

DECIDES = frozenset({"planner", "secretariat"})
DECIDES_ALONE = frozenset({"secretariat"})


def of_forum(at):
    return [at.forum.subject.code]


def decision(at):
    return [at.decision.subject.code]


def forum_decision(at):
    return [at.forum_decision.subject.code]


def in_process(at):
    return ["process", at.process.subject.code]


def in_forum(at):
    return ["forum", at.forum.subject.code]


ROUTES = [
    Route("forum:list", has_process=False),
    Route("forum:decisions", of_forum, has_process=False),
    Route("forum:decision", decision),
    Route("forum:decision", forum_decision, has_process=False, variant="forum"),
    Route("forum:decision-new", in_process, get=DECIDES, post=DECIDES),
    Route(
        "forum:decision-new",
        in_forum,
        get=DECIDES_ALONE,
        post=DECIDES_ALONE,
        has_process=False,
        variant="forum",
    ),
    Route("forum:decision-correction", decision, get=DECIDES, post=DECIDES),
    Route(
        "forum:decision-correction",
        forum_decision,
        get=DECIDES_ALONE,
        post=DECIDES_ALONE,
        has_process=False,
        variant="forum",
    ),
]
