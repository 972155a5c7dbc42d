"""Tying things together, and untying them."""

from collections.abc import Collection, Iterable

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accord.errors import Conflict
from accord.record.events import Thing, emit, subject_of
from accord.record.kinds import kind_of, load_visible
from accord.record.models import Link, Subject, SubjectModel
from accord.record.registry import public
from accord.record.relations import LED_TO, Relation
from accord.record.rules import require
from accord.record.viewer import Viewer

TIED = public("thing.tied", _("Something was tied to what it led to"), is_general=True)
UNTIED = public("thing.untied", _("A tie to what it led to was taken back"), is_general=True)


def link(relation: Relation, source: Thing, target: Thing) -> bool:
    """Inside an action: say that one thing led to another; whether nobody had said so."""
    return bool(link_all(relation, [(source, target)]))


def link_all(relation: Relation, pairs: Iterable[tuple[Thing, Thing]]) -> list[Link]:
    """The same of many at once; those that weren't there yet."""
    wanted = {}
    for source, target in pairs:
        refuse_unfit(relation, subject_of(source), subject_of(target))
        wanted[source.pk, target.pk] = Link(
            source=subject_of(source), target=subject_of(target), relation=relation.key
        )
    there = Link.objects.filter(
        relation=relation.key,
        source__in={source for source, _target in wanted},
        target__in={target for _source, target in wanted},
    )
    known = set(there.values_list("source_id", "target_id"))
    new = [made for pair, made in sorted(wanted.items()) if pair not in known]
    return Link.objects.bulk_create(new, ignore_conflicts=True)


def refuse_unfit(relation: Relation, source: Subject, target: Subject) -> None:
    """Our mistake, always: pages offer only what fits."""
    if source.space_id != target.space_id:
        raise ValueError(f"{source} and {target} are of two spaces")
    stations = kind_of(source).station, kind_of(target).station
    if stations[0] not in relation.sources or stations[1] not in relation.targets:
        raise ValueError(f"nothing like {source} can be {relation.key} {target}")


def unlink(relation: Relation, sources: Collection[Thing], target: Thing) -> int:
    """Inside an action: these don't lead there any more; how many did."""
    rows = Link.objects.filter(
        relation=relation.key, source__in=[source.pk for source in sources], target=target.pk
    )
    return rows.delete()[0]


@transaction.atomic
def tie(
    *, viewer: Viewer, source: SubjectModel, to: SubjectModel, relation: Relation = LED_TO
) -> None:
    """Say what came of a thing. Saying it twice is saying it once."""
    source = locked(source)
    require(viewer, may_tie(source), source)
    refuse_unseen(viewer, to)
    if link(relation, source, to):
        emit(TIED, source, viewer, related=[to])


@transaction.atomic
def untie(
    *, viewer: Viewer, source: SubjectModel, to: SubjectModel, relation: Relation = LED_TO
) -> bool:
    """Take that back; whether the log has it. There it stays that it was said, and taken back."""
    source = locked(source)
    require(viewer, may_tie(source), source)
    if not unlink(relation, [source], to):
        return False
    return emit(UNTIED, source, viewer, related=[to]) is not None


def may_tie(source: SubjectModel) -> str:
    """The permission to say what came of things of this kind."""
    return f"record.tie.{source.subject.kind}"


def locked(source: SubjectModel) -> SubjectModel:
    """Who changes the thing at this moment waits, and so its form is that of one state."""
    rows = type(source)._default_manager.locked()  # type: ignore[attr-defined]
    found: SubjectModel = rows.get(pk=source.pk)
    return found


def refuse_unseen(viewer: Viewer, *things: SubjectModel) -> None:
    if len(load_visible([thing.subject for thing in things], viewer)) < len(things):
        raise Conflict(_("You can’t see what you chose. Choose something else."))
