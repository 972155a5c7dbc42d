"""Which kinds of things there are; each is said once, by the app that owns it.

    register_kind(Kind("meeting", Meeting, _("meeting"), visible=is_visible, station="decided"))

With that a meeting can be linked and stands in threads. With a `proof` it has lines in the public
log, with `is_discussed` people can comment on it.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.http import Http404
from django.utils.functional import Promise

from accord.record.models import Link, Subject, SubjectModel
from accord.record.relations import relations
from accord.record.rules import Rule, register_permission, register_visible
from accord.record.viewer import Viewer

Canonical = Callable[[Any], dict[str, Any]]


@dataclass(frozen=True)
class Proof:
    """How things of a kind are written down to be hashed.

    `queryset` fetches all that `canonical` reads. `was_shown` tells of one such row whether the
    public was ever shown it: until then no entry is written. It never becomes false again, also
    when the row is hidden or withdrawn later. `shown_by` names the row that shows many at once and
    is decided by others, such as a process: whoever records something holds it, so that nobody
    opens it at the same moment. `in_public` tells of one such row whether its form may stand in an
    export that anyone can take; without it the kind's rule decides.
    """

    version: int
    canonical: Canonical
    was_shown: Callable[[Any], bool]
    shown_by: Callable[[Any], models.Model | None]
    queryset: Callable[[], Any] | None = None
    in_public: Callable[[Any], bool] | None = None


@dataclass(frozen=True)
class Kind:
    """One kind of things.

    Two kinds may share a model; then they share `visible`. `narrow` says the same of rows of this
    kind alone, where that takes fewer joins: the database spends time on each. `related` is what
    title and address read, `in_lists` what is read of each of many, where that is less,
    `for_people` what rules read besides for somebody who is signed in. `shown` is what a list shows
    of what may be seen. `station` says where in a thread it stands; empty: in none. `part_of` is
    the kind whose piece it is: what leads to a clause leads to its commitment. `tied_by` says of
    which things the viewer may say what came of them. `talk_address` is where it is discussed, if
    not on its page. For the trail above a page: `within` names what may hold the thing it lies in,
    the first that isn't None; `short` says how it is called there, else by its title; `listed`
    gives address and name of the page where all of them stand.
    """

    key: str
    model: type[SubjectModel]
    noun: "str | Promise"
    visible: Rule
    narrow: Rule | None = None
    proof: Proof | None = None
    related: tuple[str, ...] | Callable[[], tuple[str, ...]] = ()
    in_lists: tuple[str, ...] | None = None
    for_people: tuple[str, ...] = ()
    shown: Rule | None = None
    station: str = ""
    part_of: str = ""
    tied_by: Rule | None = None
    is_discussed: bool = False
    talk_address: Callable[[Any], str] | None = None
    within: tuple[str, ...] = ()
    short: Callable[[Any], Any] | None = None
    listed: Callable[[Any], Any] | None = None

    @property
    def rows(self) -> Any:
        """All of them with all that their canonical form reads."""
        rows: Any = self.model._default_manager.all()
        if self.proof is not None and self.proof.queryset is not None:
            rows = self.proof.queryset()
        return rows.prefetch_related(with_ties()) if self.has_ties else rows

    @property
    def has_ties(self) -> bool:
        """Whether anybody can tie things of this kind to what they led to."""
        return any(each.is_tied and self.station in each.sources for each in relations())

    def shown_rows(self, viewer: Viewer, *, is_list: bool = False, is_mixed: bool = False) -> Any:
        """Those of them that a list shows."""
        rows = self.visible_rows(viewer, is_list=is_list, is_mixed=is_mixed)
        return rows if self.shown is None else rows.filter(self.shown(viewer))

    def visible_rows(self, viewer: Viewer, *, is_list: bool = False, is_mixed: bool = False) -> Any:
        """Those that the viewer may see, with all that title and address read.

        Where others of the same model are `is_mixed` in, only the model's own rule fits all.
        """
        rows: Any = self.model._default_manager
        if is_list and self.in_lists is not None:
            joined = self.in_lists
        else:
            joined = (*self.joined, *(() if viewer.person is None else self.for_people))
        rule = None if is_mixed else self.narrow
        return rows.visible_to(viewer, rule).select_related("subject", *joined)

    @property
    def joined(self) -> tuple[str, ...]:
        """`related`, where higher apps add to it once all are there."""
        return self.related() if callable(self.related) else self.related


_kinds: dict[str, Kind] = {}


def register_kind(kind: Kind) -> Kind:
    if kind.key in _kinds:
        raise ValueError(f"the kind {kind.key!r} has an owner already")
    alike = [other for other in _kinds.values() if other.model is kind.model]
    if any(other.visible is not kind.visible for other in alike):
        raise ValueError(f"{kind.key!r} shares a model with {alike[0].key!r}, so a rule as well")
    if not alike:
        register_visible(kind.model, kind.visible)
    if kind.tied_by is not None:
        register_permission(f"record.tie.{kind.key}", kind.model, kind.tied_by)
    _kinds[kind.key] = kind
    return kind


def kind_named(key: str) -> Kind:
    return _kinds[key]


def kind_of(thing: SubjectModel | Subject) -> Kind:
    subject = thing if isinstance(thing, Subject) else thing.subject
    return _kinds[subject.kind]


def is_kind(key: str) -> bool:
    return key in _kinds


def kinds() -> list[Kind]:
    return list(_kinds.values())


def proof(key: str) -> Proof:
    found = _kinds[key].proof
    if found is None:
        raise LookupError(f"a {key} has no line in the log")
    return found


def is_proven(key: str) -> bool:
    """Whether things of this kind have lines in the public log."""
    return key in _kinds and _kinds[key].proof is not None


def proven_kinds() -> list[Kind]:
    return [kind for kind in _kinds.values() if kind.proof is not None]


def with_ties() -> models.Prefetch[str]:
    """What somebody tied to each thing of a list, as its form in the log names it."""
    return models.Prefetch("subject__links_on", queryset=links_in_forms(), to_attr="ties")


def links_in_forms() -> "models.QuerySet[Link]":
    tied = [each.key for each in relations() if each.is_tied]
    return Link.objects.filter(relation__in=tied).select_related("target")


def load_visible(subjects: Iterable[Subject], viewer: Viewer) -> list[Any]:
    """The things of a mixed list, in its order, without what the viewer may not see.

    One query for each model that occurs, however many rows there are.
    """
    return _load(
        subjects, lambda kind, mixed: kind.visible_rows(viewer, is_list=True, is_mixed=mixed)
    )


def load_shown(subjects: Iterable[Subject], viewer: Viewer) -> list[Any]:
    """The same, without what a list wouldn't show: what was withdrawn, or is still a draft."""
    return _load(
        subjects, lambda kind, mixed: kind.shown_rows(viewer, is_list=True, is_mixed=mixed)
    )


def _load(subjects: Iterable[Subject], rows_of: Callable[[Kind, bool], Any]) -> list[Any]:
    wanted = list(subjects)
    keys: dict[type[models.Model], list[int]] = defaultdict(list)
    kinds_of: dict[type[models.Model], dict[str, Kind]] = defaultdict(dict)
    for subject in wanted:
        if subject.kind in _kinds:
            kind = _kinds[subject.kind]
            kinds_of[kind.model].setdefault(kind.key, kind)
            keys[kind.model].append(subject.pk)
    found: dict[int, Any] = {}
    for model, ids in keys.items():
        first = next(iter(kinds_of[model].values()))
        rows = rows_of(first, len(kinds_of[model]) > 1).filter(pk__in=ids)
        found.update((row.pk, row) for row in rows)
    return [found[subject.pk] for subject in wanted if subject.pk in found]


def find_visible(kind: str, code: str, viewer: Viewer) -> Any:
    """The thing of this name, if the viewer may see it, in whatever state; else it isn't found."""
    if kind not in _kinds:
        raise Http404
    rows = _kinds[kind].visible_rows(viewer)
    thing = rows.filter(subject__kind=kind, subject__code=code).first()
    if thing is None:
        raise Http404
    return thing


def find_shown(kind: str, code: str, viewer: Viewer, **also: Any) -> Any:
    """The thing of this name, if it is shown to the viewer; else it isn't found."""
    if kind not in _kinds:
        raise Http404
    rows = _kinds[kind].shown_rows(viewer).annotate(**also)
    thing = rows.filter(subject__kind=kind, subject__code=code).first()
    if thing is None:
        raise Http404
    return thing


def pieces_of(key: str) -> list[Kind]:
    """The kinds of which a thing of this kind is made."""
    return [kind for kind in _kinds.values() if kind.part_of == key]
