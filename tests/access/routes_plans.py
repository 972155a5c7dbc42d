"""Who reaches the pages of plans."""

from tests.access.table import DRAFTS_PLAN, OFFICIALS, RUNS, SIGNED_IN, Route


def of_plan(at):
    return [at.plan.slug]


def of_commitment(at):
    return [at.plan.slug, at.commitment.code]


def of_milestone(at):
    return [at.plan.slug, at.commitment.code, at.milestone.code]


def of_report(side):
    return lambda at: [*of_milestone(at), at.period.code, side]


CIVIL = frozenset({"civil_seat", "civil_alternate"})

ROUTES = [
    Route("plans:list", has_process=False),
    Route("plans:plan", of_plan),
    Route("plans:data-json", of_plan),
    Route("plans:data-csv", of_plan),
    Route("plans:edition", lambda at: [at.plan.slug, at.edition.number]),
    Route("plans:commitment", of_commitment),
    Route("plans:clause", lambda at: [*of_commitment(at), at.clause.code]),
    Route("plans:versions", of_commitment),
    Route("plans:version", lambda at: [*of_commitment(at), at.frozen_version.number]),
    Route("plans:compare", of_commitment),
    Route("plans:milestone", of_milestone),
    Route("plans:plan-new", lambda at: [at.process.slug], get=RUNS, post=RUNS),
    Route("plans:editor", of_plan, get=DRAFTS_PLAN),
    Route("plans:commitment-new", of_plan, get=DRAFTS_PLAN, post=DRAFTS_PLAN),
    Route("plans:publication", of_plan, get=None, post=RUNS),
    Route("plans:adoption", of_plan, get=RUNS, post=RUNS),
    Route("plans:periods", of_plan, get=RUNS, post=RUNS),
    Route("plans:reports", of_plan, get=SIGNED_IN),
    Route("plans:commitment-edit", of_commitment, get=DRAFTS_PLAN),
    Route("plans:leads", of_commitment, get=DRAFTS_PLAN, post=DRAFTS_PLAN),
    Route("plans:milestones", of_commitment, get=DRAFTS_PLAN),
    Route("plans:milestone-new", of_commitment, get=DRAFTS_PLAN, post=DRAFTS_PLAN),
    Route(
        "plans:section",
        lambda at: [*of_commitment(at), "solution"],
        get=DRAFTS_PLAN,
        post=DRAFTS_PLAN,
    ),
    Route("plans:commitment-move", of_commitment, get=None, post=DRAFTS_PLAN),
    Route("plans:withdrawal", of_commitment, get=RUNS, post=RUNS),
    Route("plans:version-new", of_commitment, get=None, post=DRAFTS_PLAN),
    Route("plans:version-freeze", of_commitment, get=None, post=DRAFTS_PLAN),
    Route("plans:milestone-edit", of_milestone, get=DRAFTS_PLAN, post=DRAFTS_PLAN),
    Route("plans:milestone-leads", of_milestone, get=DRAFTS_PLAN, post=DRAFTS_PLAN),
    Route("plans:milestone-move", of_milestone, get=None, post=DRAFTS_PLAN),
    Route("plans:milestone-retire", of_milestone, get=None, post=DRAFTS_PLAN),
    Route("plans:report", of_report("government"), get=OFFICIALS, post=OFFICIALS),
    Route("plans:report", of_report("civil-society"), get=CIVIL, post=CIVIL),
]
