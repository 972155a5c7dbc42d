"""What hangs together with a thing, in a constant number of queries, as the viewer may see it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Prefetch, Q, QuerySet, prefetch_related_objects

from accord.contributions.models import Contribution
from accord.plans.models import ActionPlan, Clause, Commitment, Milestone
from accord.processes.models import Decision, Position, Process
from accord.record.viewer import Viewer
from accord.responses.applicable_answers import answers_through, chain, newest_of_each
from accord.responses.models import Link, Paragraph, Response, Theme, ThemeMembership
from accord.spaces.models import Space

Thing = Contribution | Theme | Decision | Commitment | Clause | Milestone
STRANDS = 24


@dataclass(frozen=True)
class Scope:
    """What a reader may see, of one space."""

    viewer: Viewer
    space: Space

    @property
    def processes(self) -> "QuerySet[Process]":
        return Process.objects.visible_to(self.viewer).filter(space=self.space)

    @property
    def plans(self) -> "QuerySet[ActionPlan]":
        return ActionPlan.objects.visible_to(self.viewer).filter(space=self.space)

    @property
    def words(self) -> "QuerySet[Contribution]":
        """Withdrawn and hidden words are left out, for their authors too."""
        seen = Contribution.objects.visible_to(self.viewer).shown()
        return seen.filter(process__in=self.processes)


@dataclass
class Found:
    """Everything of one thread, by kind."""

    thing: Thing
    words: list[Contribution] = field(default_factory=list)
    membership: ThemeMembership | None = None
    paragraphs: list[Paragraph] = field(default_factory=list)
    themes: list[Theme] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    responses: list[Response] = field(default_factory=list)
    earlier: list[Response] = field(default_factory=list)
    commitments: list[Commitment] = field(default_factory=list)
    clauses: list[Clause] = field(default_factory=list)
    milestones: list[Milestone] = field(default_factory=list)

    @property
    def is_backward(self) -> bool:
        return not isinstance(self.thing, Contribution | Theme | Decision)


def find(thing: Thing, scope: Scope) -> Found:
    """Start anywhere: forward and backward read the same graph."""
    found = Found(thing)
    if isinstance(thing, Contribution):
        tree = start_from_words(found, thing, scope)
    elif isinstance(thing, Theme):
        tree = tree_of({thing.root_id or thing.pk}, scope)
        add_answers(found, tree, set(), scope)
    else:
        tree = start_from_links(found, thing, scope)
    found.themes = [theme for theme in tree if theme.root_id in (None, theme.pk)]
    follow_links(found, tree, scope)
    if found.is_backward and not (found.words or found.themes):
        found.paragraphs = heard_under(found.commitments, scope)
        found.responses += answers_to(found.paragraphs)
    return found


def start_from_words(found: Found, words: Contribution, scope: Scope) -> list[Theme]:
    """One person's words: the answer that counts for them alone, and the earlier ones."""
    rows = list(
        ThemeMembership.objects.filter(contribution=words, removed_at=None).select_related("theme")
    )
    tree = tree_of({row.theme.root_id or row.theme_id for row in rows}, scope)
    seen = {theme.pk for theme in tree}
    merged_into = {theme.pk: theme.merged_into_id for theme in tree}
    kept = [row for row in rows if row.theme_id in seen]
    themes = {pk for row in kept for pk in chain(row.theme_id, merged_into)}
    counted = answers_through([words.pk], {words.pk: themes & seen})[words.pk]
    for response in counted:
        if response.contribution_id == words.pk:
            response.contribution = words
    found.words, found.membership = [words], kept[0] if kept else None
    found.responses, found.earlier = counted[:1], counted[1:]
    return tree


def start_from_links(found: Found, thing: Any, scope: Scope) -> list[Theme]:
    """A decision or a promise: whatever leads to it, and the words behind that."""
    rows = Link.objects.shown().filter(links_to(thing))
    answered = rows.exclude(response__contribution=None).values("response__contribution")
    member_of = ThemeMembership.objects.filter(contribution__in=answered, removed_at=None)
    roots = (
        Q(root__in=rows.exclude(theme=None).values("theme__root"))
        | Q(root__in=rows.exclude(response__theme=None).values("response__theme__root"))
        | Q(root__in=member_of.values("theme__root"))
    )
    tree = themes_where(roots, scope)
    add_answers(found, tree, answered, scope)
    return tree


def links_to(thing: Any) -> Q:
    if isinstance(thing, Decision):
        return Q(decision=thing)
    if isinstance(thing, Clause):
        return Q(clause=thing) | Q(commitment=thing.commitment_id)
    if isinstance(thing, Milestone):
        return Q(milestone=thing) | whole(thing.commitment_id)
    return whole(thing.pk) | Q(milestone__commitment=thing)


def whole(commitment_id: int) -> Q:
    return Q(commitment=commitment_id) | Q(clause__commitment=commitment_id)


def tree_of(roots: Collection[int], scope: Scope) -> list[Theme]:
    if not roots:
        return []
    return themes_where(Q(root__in=roots), scope)


def themes_where(roots: Q, scope: Scope) -> list[Theme]:
    themes = Theme.objects.visible_to(scope.viewer).filter(roots, process__in=scope.processes)
    return list(themes.select_related("process").order_by("number"))


def add_answers(found: Found, tree: list[Theme], answered: Any, scope: Scope) -> None:
    """The answers that count for these themes and words, and some of the words, oldest first."""
    rows = Response.objects.shown().filter(
        Q(theme__in=tree) | Q(contribution__in=scope.words.filter(pk__in=answered))
    )
    rows = rows.select_related("office", "theme__process", "contribution")
    found.responses = sorted(
        newest_of_each(rows), key=lambda row: (row.contribution_id or 0, row.theme_id or 0)
    )
    inside = ThemeMembership.objects.filter(theme__in=tree, removed_at=None)
    words = scope.words.filter(Q(pk__in=inside.values("contribution")) | Q(pk__in=answered))
    found.words = list(words.select_related("activity", "provenance").order_by("pk")[:STRANDS])


def follow_links(found: Found, tree: list[Theme], scope: Scope) -> None:
    """What came of it. The way back keeps to the thing it starts from."""
    ends: list[Any] = [link.end for link in links_from(found, tree, scope)]
    thing = found.thing
    if found.is_backward:
        own = owner(thing)
        ends = [end for end in ends if isinstance(end, Decision) or owner(end) == own]
        ends = [end for end in ends if type(end) is not type(thing)] + [thing]
    elif isinstance(thing, Decision):
        ends = [thing] + [end for end in ends if not isinstance(end, Decision)]
    found.decisions = with_stances(once(ends, Decision))
    found.clauses = once(ends, Clause)
    found.milestones = once(ends, Milestone)
    found.commitments = list(dict.fromkeys(owner(e) for e in ends if not isinstance(e, Decision)))


def links_from(found: Found, tree: list[Theme], scope: Scope) -> Iterable[Link]:
    plans, processes = scope.plans, scope.processes
    if not tree and not found.responses:
        return []
    rows = Link.objects.filter(Q(theme__in=tree) | Q(response__in=found.responses))
    seen = rows.filter(
        Q(decision__process__in=processes)
        | Q(commitment__plan__in=plans)
        | Q(clause__commitment__plan__in=plans)
        | Q(milestone__commitment__plan__in=plans)
    )
    return seen.select_related(
        "decision__process",
        "commitment__plan",
        "clause__commitment__plan",
        "milestone__commitment__plan",
    ).order_by("commitment_id", "clause_id", "milestone_id", "decision_id")


def with_stances(decisions: list[Decision]) -> list[Decision]:
    stances = Position.objects.select_related("seat")
    prefetch_related_objects(decisions, Prefetch("positions", stances))
    return decisions


def owner(thing: Any) -> Any:
    return thing.commitment if isinstance(thing, Clause | Milestone) else thing


def once(things: Iterable[Any], kind: type[Any]) -> list[Any]:
    return list(dict.fromkeys(thing for thing in things if isinstance(thing, kind)))


def heard_under(commitments: list[Commitment], scope: Scope) -> list[Paragraph]:
    """An imported plan ties no words to a promise: what was heard under the same heading does."""
    commitment = commitments[0] if commitments else None
    if commitment is None or not commitment.plan.is_imported or not commitment.section:
        return []
    rows = Paragraph.objects.filter(
        synthesis__process__in=scope.processes.filter(pk=commitment.plan.process_id or 0),
        synthesis__published_at__isnull=False,
    ).select_related("synthesis__process")
    return [row for row in rows if row.section == commitment.section]


def answers_to(paragraphs: list[Paragraph]) -> list[Response]:
    if not paragraphs:
        return []
    rows = Response.objects.shown().filter(paragraph__in=paragraphs)
    return newest_of_each(rows.select_related("office", "paragraph__synthesis__process"))
