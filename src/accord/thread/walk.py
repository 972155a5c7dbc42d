"""What hangs together with a thing: back and on along the links, never round a corner.

On the way back from a promise what was decided on the way stands on the line as well; and the
answer to those who asked, where none led there.

The links are read in one question, whatever the number of steps, and the things at their ends in
one for each model. What the viewer may not see leads nowhere.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection

from accord.record.kinds import is_kind, kind_named, kind_of, kinds, load_shown, pieces_of
from accord.record.models import Link, Subject
from accord.record.relations import ANSWERED, DECIDED, HEARD, SAID, STATIONS, Relation, relations
from accord.record.stations import Found, dead_ends
from accord.record.viewer import Viewer

MOST = 24  # of the thousands that lead to one
MOST_LINKS = 1000
# Written out because the ORM has no recursive query; only placeholders are put into it.
# `back` leads from the thing, its whole and those pieces whose sources lead to it as well; `onward`
# from the thing and all that became part of it.
LINKS = """
WITH RECURSIVE back(id) AS (
    SELECT id FROM record_subject
    WHERE id IN (%s, %s) OR (parent_id = %s AND kind IN ({pieces}))
    UNION
    SELECT link.source_id FROM back {into_back}
), same(id) AS (
    SELECT id FROM record_subject WHERE id = %s
    UNION
    SELECT link.source_id FROM same {into_same}
), onward(id) AS (
    SELECT id FROM same
    UNION
    SELECT link.target_id FROM onward {from_onward}
)
SELECT found.way, source.id, source.kind, source.code, source.parent_id,
    target.id, target.kind, target.code, target.parent_id
FROM (
    SELECT 'back' AS way, link.id, link.source_id, link.target_id FROM back {into_back}
    UNION ALL
    SELECT 'on', link.id, link.source_id, link.target_id FROM onward {from_onward}
    UNION ALL
    SELECT 'beside', link.id, link.source_id, link.target_id FROM back {beside_back}
    ORDER BY 2 LIMIT {most}
) AS found {source} {target}
ORDER BY found.id
"""
JOINED = "JOIN {table} AS {alias} ON {condition}"
# PostgreSQL thinks that few rows are many, and would read a whole table to join them.
ONE_BY_ONE = (
    "CROSS JOIN LATERAL (SELECT * FROM {table} AS {alias} WHERE {condition} OFFSET 0) AS {alias}"
)


def joined(table: str, alias: str, condition: str) -> str:
    words = ONE_BY_ONE if connection.vendor == "postgresql" else JOINED
    return words.format(table=table, alias=alias, condition=condition)


def linked(condition: str, keys: list[str]) -> str:
    return joined("record_link", "link", f"{condition} AND link.relation IN ({places(keys)})")


@dataclass(frozen=True)
class Edge:
    way: str  # back, on, or beside what lies behind
    source: Subject
    target: Subject

    @property
    def is_back(self) -> bool:
        return self.way == "back"

    @property
    def ends(self) -> tuple[Subject, Subject]:
        return self.source, self.target


def walk(thing: Any, viewer: Viewer) -> Found:
    found = Found(thing, viewer)
    found.add([thing])
    edges = edges_around(thing)
    wanted = {whole_of(end).pk: whole_of(end) for edge in edges for end in edge.ends}
    for known in (thing.pk, whole_of(thing.subject).pk):
        wanted.pop(known, None)
    seen = {row.pk: row for row in load_shown(wanted.values(), viewer)} | {thing.pk: thing}
    follow([edge for edge in edges if edge.is_back], seen, found)
    add_beside([edge for edge in edges if edge.way == "beside"], seen, found)
    # Of several answers one may count: then nothing is read on from the others.
    onward = [edge for edge in edges if edge.way == "on"]
    trial = Found(thing, viewer, {name: list(rows) for name, rows in found.by_station.items()})
    follow(onward, seen, trial)
    ended = dead_ends(trial)
    follow([edge for edge in onward if edge.source.pk not in ended], seen, found)
    if kind_of(thing).station != SAID:
        gather(found)
    return found


def edges_around(thing: Any) -> list[Edge]:
    kind = kind_of(thing)
    whole = thing.subject.parent_id if kind.part_of else thing.pk
    pieces = pieces_of(kind.part_of or kind.key)
    if kind.part_of:  # what leads to one piece leads to those that come later
        pieces = [piece for piece in pieces if is_before(piece.station, kind.station)]
    names = [piece.key for piece in pieces] or [""]
    every = [relation.key for relation in relations()]
    few = [relation.key for relation in relations() if not relation.is_many]
    same = [relation.key for relation in relations() if relation.is_same]
    beside = [relation.key for relation in relations() if stands_beside(relation)]
    sql = LINKS.format(
        pieces=places(names),
        into_back=linked("link.target_id = back.id", few),
        into_same=linked("link.target_id = same.id", same),
        from_onward=linked("link.source_id = onward.id", every),
        beside_back=linked("link.source_id = back.id", beside),
        source=joined("record_subject", "source", "source.id = found.source_id"),
        target=joined("record_subject", "target", "target.id = found.target_id"),
        most=MOST_LINKS,
    )
    with connection.cursor() as cursor:
        start = [thing.pk, whole, whole, *names, *few, thing.pk, *same, *every]
        cursor.execute(sql, [*start, *few, *every, *beside])
        rows = cursor.fetchall()
    edges = [Edge(row[0], subject(row[1:5]), subject(row[5:9])) for row in rows]
    return [edge for edge in edges if edge.way != "beside" or is_on_the_way(edge, kind.station)]


def stands_beside(relation: Relation) -> bool:
    """What is tied by hand, and answers."""
    return relation.is_tied or ANSWERED in relation.targets


def is_on_the_way(edge: Edge, station: str) -> bool:
    """What was heard led to a decision, and the promise came after that.

    Who asked for what was decided has the answer beside it.
    """
    if not is_kind(edge.source.kind) or not is_kind(edge.target.kind):
        return False
    to = kind_of(edge.target).station
    is_answer = station == DECIDED and to == ANSWERED
    return kind_of(edge.source).station == HEARD and (is_before(to, station) or is_answer)


def places(values: Iterable[object]) -> str:
    return ", ".join("%s" for _ in values)


def subject(row: tuple[Any, ...]) -> Subject:
    return Subject(pk=row[0], kind=row[1], code=row[2], parent_id=row[3])


def is_before(one: str, other: str) -> bool:
    return STATIONS.index(one) < STATIONS.index(other)


def whole_of(end: Subject) -> Subject:
    """A piece is seen with its whole, where that stands in threads itself."""
    above = kind_named(end.kind).part_of if is_kind(end.kind) else ""
    if above and kind_named(above).station and end.parent_id is not None:
        return Subject(pk=end.parent_id, kind=above)
    return end


def follow(edges: list[Edge], seen: dict[int, Any], found: Found) -> None:
    """Take one step after another, as long as there is something to see."""
    by_start: dict[int, list[tuple[Subject, Subject]]] = defaultdict(list)
    for edge in edges:
        start, end = (edge.target, edge.source) if edge.is_back else edge.ends
        by_start[start.pk].append((start, end))
    ahead = first_steps(edges, seen, found)
    done: set[int] = set()
    while ahead:
        here = ahead.pop(0)
        done.add(here)
        for start, end in by_start[here]:
            row = seen.get(whole_of(end).pk)
            if row is None:
                continue
            found.add([row])
            for one in (start, end):
                if whole_of(one) != one:
                    found.name_piece(one)
            found.edges.add((start.pk, end.pk))
            if end.pk not in done and end.pk not in ahead:
                ahead.append(end.pk)


def add_beside(edges: list[Edge], seen: dict[int, Any], found: Found) -> None:
    behind = {thing.pk for thing in found.at(HEARD)}
    taken = {ANSWERED} if found.at(ANSWERED) else set()
    for edge in edges:
        row = seen.get(edge.target.pk)
        if edge.source.pk in behind and row is not None and kind_of(row).station not in taken:
            found.add([row])


def first_steps(edges: list[Edge], seen: dict[int, Any], found: Found) -> list[int]:
    """The thing itself, and whatever counts with it: its whole, pieces, what became part of it."""
    starts = {edge.target if edge.is_back else edge.source for edge in edges}
    ends = {edge.source if edge.is_back else edge.target for edge in edges}
    own_whole = whole_of(found.thing.subject).pk
    beside = sorted(
        one.pk
        for one in starts - ends
        if one.pk != found.thing.pk and (whole_of(one).pk == own_whole or one.pk in seen)
    )
    return [found.thing.pk, *beside]


def gather(found: Found) -> None:
    """Of the words that came together in what was found, the oldest."""
    heard = [thing.pk for thing in found.at(HEARD)]
    if not heard:
        return
    many = [relation.key for relation in relations() if relation.is_many]
    inside = Link.objects.filter(relation__in=many, target__in=heard)
    oldest = inside.order_by("source").values("source").distinct()[: 2 * MOST]
    for kind in {kind.model: kind for kind in kinds() if kind.station == SAID}.values():
        rows = kind.shown_rows(found.viewer, is_list=True, is_mixed=True)
        found.add(list(rows.filter(pk__in=oldest).order_by("pk")[:MOST]))
