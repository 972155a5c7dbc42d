"""Who reaches the pages of processes."""

from tests.access.table import RUNS, Route

APPOINTS = RUNS - {"planner"}


def of_process(at):
    return [at.process.slug]


def of_activity(at):
    return [at.process.slug, at.activity.slug]


def of_phase(at):
    return [at.process.slug, at.phase.name_inside]


def of_appointment(at):
    return [at.process.slug, at.process.subject.assignments.get(role="drafter").name_inside]


ROUTES = [
    Route("processes:data", lambda at: [at.process.slug, at.activity.slug, "csv"]),
    Route("processes:list", has_process=False),
    Route("processes:detail", lambda at: [at.process.slug]),
    Route("processes:timeline", lambda at: [at.process.slug]),
    Route("processes:date-changes", lambda at: [at.process.slug]),
    Route("processes:calendar", lambda at: [at.process.slug]),
    Route("processes:decisions", lambda at: [at.process.slug]),
    Route("processes:sheet", lambda at: [at.process.slug, at.activity.slug]),
    Route("processes:chooser", has_process=False),
    Route("processes:new", has_process=False, get=APPOINTS, post=APPOINTS),
    Route("processes:setup", of_process, get=RUNS),
    Route("processes:section", lambda at: [at.process.slug, "purpose"], get=RUNS, post=RUNS),
    Route("processes:work-start", of_process, get=RUNS, post=RUNS),
    Route("processes:publication", of_process, get=None, post=RUNS),
    Route("processes:opening", of_process, get=None, post=RUNS),
    Route("processes:closing", of_process, get=None, post=RUNS),
    Route("processes:appointment-new", of_process, get=APPOINTS, post=APPOINTS),
    Route("processes:appointment-end", of_appointment, get=None, post=APPOINTS),
    Route("processes:phase-new", of_process, get=RUNS, post=RUNS),
    Route("processes:phase-edit", of_phase, get=RUNS, post=RUNS),
    Route("processes:phase-dates", of_phase, get=RUNS, post=RUNS),
    Route("processes:activity-new", of_process, get=RUNS, post=RUNS),
    Route("processes:sheet-edit", of_activity, get=RUNS, post=RUNS),
    Route("processes:activity-dates", of_activity, get=RUNS, post=RUNS),
    Route("processes:activity-opening", of_activity, get=RUNS, post=RUNS),
    Route("processes:activity-closing", of_activity, get=RUNS, post=RUNS),
]
