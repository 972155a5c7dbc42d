"""What hangs together with a thing, in a constant number of queries, as the visitor may see it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from accord.contributions.models import Contribution
from accord.people.models import Visitor
from accord.plans.models import ActionPlan, Clause, Commitment, Milestone
from accord.processes.models import Decision, Process
from accord.responses.models import Link, Paragraph, Response, Theme, ThemeMembership

STRANDS = 24
ENDS = ("decision", "commitment", "clause", "milestone")


@dataclass
class Found:
    """Everything of one thread, by kind."""

    words: list[Contribution] = field(default_factory=list)
    paragraphs: list[Paragraph] = field(default_factory=list)
    themes: list[Theme] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    responses: list[Response] = field(default_factory=list)
    commitments: list[Commitment] = field(default_factory=list)
    clauses: list[Clause] = field(default_factory=list)
    milestones: list[Milestone] = field(default_factory=list)


def find(thing: Any, visitor: Visitor) -> Found:
    """Start anywhere: forward and backward read the same graph."""
    roots = roots_of(thing)
    words = [thing] if isinstance(thing, Contribution) else []
    tree = tree_of(roots, visitor)
    found = Found(themes=[theme for theme in tree if theme.root_id in (None, theme.pk)])
    found.responses = responses_to(words, tree, thing, visitor)
    found.words = words or words_in(tree, found.responses, visitor)
    follow_links(found, tree, thing, visitor)
    if isinstance(thing, Commitment | Clause | Milestone) and not (found.words or found.themes):
        found.paragraphs = heard_under(found.commitments)
        found.responses += answers_to(found.paragraphs)
    return found


def links_to(thing: Any) -> Q:
    if isinstance(thing, Decision):
        return Q(decision=thing)
    commitment = thing if isinstance(thing, Commitment) else thing.commitment
    if isinstance(thing, Clause):
        return Q(clause=thing) | Q(commitment=commitment)
    here = Q(commitment=commitment) | Q(clause__commitment=commitment)
    if isinstance(thing, Milestone):
        return here | Q(milestone=thing)
    return here | Q(milestone__commitment=commitment)


def roots_of(thing: Any) -> set[int]:
    """The themes a thing hangs on, where merging ends."""
    if isinstance(thing, Theme):
        return {thing.root_id or thing.pk}
    if isinstance(thing, Contribution):
        kept = ThemeMembership.objects.filter(contribution=thing, removed_at=None)
        return {root for root in kept.values_list("theme__root", flat=True) if root is not None}
    rows = Link.objects.filter(links_to(thing)).values_list(
        "theme__root",
        "response__theme__root",
        "response__contribution__theme_memberships__theme__root",
    )
    return {root for row in rows for root in row if root is not None}


def tree_of(roots: set[int], visitor: Visitor) -> list[Theme]:
    if not roots:
        return []
    themes = Theme.objects.visible_to(visitor).filter(root__in=roots)
    return list(themes.select_related("process").order_by("number"))


def responses_to(
    words: list[Contribution], tree: list[Theme], thing: Any, visitor: Visitor
) -> list[Response]:
    """An own answer goes before a theme's; of each, the newest published number counts."""
    wanted = Q(contribution__in=words) | Q(theme__in=tree)
    if not isinstance(thing, Contribution | Theme):
        wanted |= Q(links__in=Link.objects.filter(links_to(thing)))
    rows = Response.objects.published().visible_to(visitor).filter(wanted).distinct()
    rows = rows.select_related("office", "theme__process", "contribution__activity")
    newest: dict[tuple[int | None, int | None, int | None], Response] = {}
    for row in rows.order_by("number"):
        newest[row.theme_id, row.contribution_id, row.paragraph_id] = row
    kept = list(newest.values())
    own = [row for row in kept if row.contribution_id and row.contribution in words]
    return own or kept


def words_in(tree: list[Theme], responses: list[Response], visitor: Visitor) -> list[Contribution]:
    """Some of the words, oldest first: as many as are drawn."""
    answered = [row.contribution_id for row in responses if row.contribution_id]
    inside = Q(theme_memberships__theme__in=tree, theme_memberships__removed_at=None)
    rows = Contribution.objects.visible_to(visitor).shown().filter(inside | Q(pk__in=answered))
    rows = rows.select_related("activity", "process", "provenance").distinct()
    return list(rows.order_by("pk")[:STRANDS]) if tree or answered else []


def follow_links(found: Found, tree: list[Theme], thing: Any, visitor: Visitor) -> None:
    """What came of it. The way back keeps to the thing it starts from."""
    rows = Link.objects.filter(Q(theme__in=tree) | Q(response__in=found.responses))
    rows = rows.select_related(
        "decision__process",
        "commitment__plan",
        "clause__commitment__plan",
        "milestone__commitment__plan",
    )
    plans = set(ActionPlan.objects.visible_to(visitor).values_list("pk", flat=True))
    processes = Process.objects.visible_to(visitor)
    seen = set(processes.values_list("pk", flat=True))
    ends = [getattr(row, name) for row in rows for name in ENDS if getattr(row, name)]
    if not isinstance(thing, Contribution | Theme):
        own = owner(thing)
        ends = [end for end in ends if isinstance(end, Decision) or owner(end) == own] + [thing]
    found.decisions = [d for d in once(ends, Decision) if d.process_id in seen]
    found.clauses = [c for c in once(ends, Clause) if c.commitment.plan_id in plans]
    direct = [m for m in once(ends, Milestone) if m.commitment.plan_id in plans]
    whole = [c for c in once(ends, Commitment) if c.plan_id in plans]
    owners = whole + [clause.commitment for clause in found.clauses]
    owners += [milestone.commitment for milestone in direct]
    found.commitments = list(dict.fromkeys(owners))
    add_parts(found, direct, whole)


def add_parts(found: Found, direct: list[Milestone], whole: list[Commitment]) -> None:
    """Where a whole commitment or a clause is meant, its milestones are what keeps it."""
    rest = [c.pk for c in found.commitments if c not in {m.commitment for m in direct}]
    rows = Milestone.objects.filter(commitment__in=rest, retired_at=None)
    found.milestones = direct + list(rows.select_related("commitment__plan"))
    named = {clause.commitment_id for clause in found.clauses}
    rows_of = Clause.objects.filter(
        commitment__in=[c.pk for c in found.commitments if c.pk not in named], retired_at=None
    )
    found.clauses += list(rows_of.select_related("commitment__plan"))


def owner(thing: Any) -> Any:
    return thing.commitment if isinstance(thing, Clause | Milestone) else thing


def once(things: Iterable[Any], kind: type[Any]) -> list[Any]:
    return list(dict.fromkeys(thing for thing in things if isinstance(thing, kind)))


def heard_under(commitments: list[Commitment]) -> list[Paragraph]:
    """An imported plan ties no words to a promise: what was heard under the same heading does."""
    plan = commitments[0].plan if commitments else None
    if plan is None or not plan.is_imported or plan.process_id is None:
        return []
    rows = Paragraph.objects.filter(
        synthesis__process=plan.process_id, synthesis__published_at__isnull=False
    ).select_related("synthesis__process")
    return [row for row in rows if row.section == commitments[0].section]


def answers_to(paragraphs: list[Paragraph]) -> list[Response]:
    rows = Response.objects.published().filter(paragraph__in=paragraphs)
    return list(rows.select_related("office", "paragraph__synthesis__process"))
