"""Which migrations can run while the version before still serves.

During an upgrade the tables are already new while the program is still old. It breaks where what it
reads or writes is gone, where it leaves out what is now demanded, and where a table is locked for
long. So a change is made in steps, over releases: first add, then use, then take away
(docs/operate/upgrade.md). A migration that takes away or demands says in `prepared_in` since which
release the program lives with that:

    class Migration(migrations.Migration):
        prepared_in = "0.3"
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib import metadata
from typing import Any

from django.db.migrations import Migration, operations
from django.db.migrations.state import ProjectState

from accord.ui.indexes import AddIndexConcurrently

TAKES_AWAY = "the version that still serves reads and writes it"
LEFT_OUT = (
    "the version that still serves doesn't fill it: give it a `db_default`, or let it be null"
)
LOCKS = "nobody can write into the table while it is built: use `ui.indexes.AddIndexConcurrently`"
DEMANDS = "the version that still serves may write what it forbids"
CHANGES = "the version that still serves may not fit it, and the table may be written anew"
UNKNOWN = "nothing can be told of SQL"
MIXED = "schema and data belong into migrations of their own: the table stays locked meanwhile"

# What only says something about a field, and leaves its column alone.
WORDS = {
    "blank",
    "choices",
    "default",
    "editable",
    "error_messages",
    "help_text",
    "limit_choices_to",
    "on_delete",
    "related_name",
    "related_query_name",
    "validators",
    "verbose_name",
    "auto_now",
    "auto_now_add",
}


@dataclass(frozen=True)
class Remark:
    """Why an operation can't run while the version before serves."""

    migration: str
    operation: str
    reason: str
    is_preparable: bool = False  # a release before can have prepared for it

    def __str__(self) -> str:
        return f"{self.migration}: {self.operation}: {self.reason}"


Judge = Callable[[Any, "Scene"], "Iterable[tuple[str, bool]]"]


@dataclass
class Scene:
    """Where an operation stands: the tables before it, and those that are new in this run."""

    app: str
    state: ProjectState
    new: set[tuple[str, str]]

    def is_new(self, model_name: str) -> bool:
        return (self.app, model_name.lower()) in self.new

    def field(self, model_name: str, name: str) -> Any:
        return self.state.models[self.app, model_name.lower()].fields[name]


def remarks(
    migration: Migration, state: ProjectState, new: set[tuple[str, str]] | None = None
) -> list[Remark]:
    """What can't be done while the version before serves; `state` is that before the migration.

    `new` are the tables made in the same run, which that version doesn't know; what this migration
    makes is added to it.
    """
    scene = Scene(migration.app_label, state.clone(), set() if new is None else new)
    named = f"{migration.app_label}.{migration.name}"
    found = [
        Remark(named, operation.describe(), reason, is_preparable)
        for operation in migration.operations
        for reason, is_preparable in judged(operation, scene)
    ]
    if is_mixed(migration, scene):
        found.append(Remark(named, "the whole", MIXED))
    was_prepared = prepared(migration)
    return [remark for remark in found if not (remark.is_preparable and was_prepared)]


def prepared(migration: Migration) -> bool:
    """Whether an earlier release than this program's prepared for it."""
    since = getattr(migration, "prepared_in", "")
    return bool(since) and numbers_of(since) < numbers_of(metadata.version("accord"))


def numbers_of(version: str) -> list[int]:
    return [int(part) for part in re.findall(r"\d+", version)]


def judged(operation: Any, scene: Scene) -> Iterator[tuple[str, bool]]:
    """The operation's remarks; afterwards the scene has what it did."""
    for kind, judge in JUDGES:
        if isinstance(operation, kind):
            yield from judge(operation, scene)
            break
    else:
        yield f"nobody has said yet how safe {type(operation).__name__} is", False
    operation.state_forwards(scene.app, scene.state)


def create_model(operation: operations.CreateModel, scene: Scene) -> Iterator[tuple[str, bool]]:
    scene.new.add((scene.app, operation.name_lower))
    yield from ()


def take_away(operation: Any, scene: Scene) -> Iterator[tuple[str, bool]]:
    model_name = getattr(operation, "model_name", None) or getattr(operation, "old_name", None)
    if not scene.is_new(model_name or operation.name):
        yield TAKES_AWAY, True


def rename_model(operation: operations.RenameModel, scene: Scene) -> Iterator[tuple[str, bool]]:
    """Also of what nothing was prepared for: a table has one name at a time."""
    if scene.is_new(operation.old_name):
        scene.new.add((scene.app, operation.new_name_lower))
    else:
        yield TAKES_AWAY, False


def rename_field(operation: operations.RenameField, scene: Scene) -> Iterator[tuple[str, bool]]:
    if not scene.is_new(operation.model_name):
        yield TAKES_AWAY, False


def add_field(operation: operations.AddField, scene: Scene) -> Iterator[tuple[str, bool]]:
    field: Any = operation.field
    if scene.is_new(operation.model_name) or field.many_to_many:
        return
    if not field.null and not field.has_db_default():
        yield LEFT_OUT, False
    if field.unique:
        yield DEMANDS, True
    if field.db_index and not field.unique:
        yield LOCKS, False


def alter_field(operation: operations.AlterField, scene: Scene) -> Iterator[tuple[str, bool]]:
    if scene.is_new(operation.model_name):
        return
    old = scene.field(operation.model_name, operation.name)
    new: Any = operation.field
    if old.null and not new.null:
        yield DEMANDS, True
    if new.unique and not old.unique:
        yield DEMANDS, True
    if new.db_index and not old.db_index:
        yield LOCKS, False
    if not keeps_its_column(old, new):
        yield CHANGES, False


def keeps_its_column(old: Any, new: Any) -> bool:
    """Besides null, unique and index, of which more is said: only longer text may come."""
    before, after = attributes(old), attributes(new)
    if old.get_internal_type() != new.get_internal_type():
        return False
    lengths = before.pop("max_length", None), after.pop("max_length", None)
    is_longer = None not in lengths and lengths[0] <= lengths[1]
    return before == after and (lengths[0] == lengths[1] or is_longer)


def attributes(field: Any) -> dict[str, Any]:
    _, _, _, given = field.deconstruct()
    looked_at = WORDS | {"null", "unique", "db_index", "db_default"}
    return {name: value for name, value in given.items() if name not in looked_at}


def add_index(operation: operations.AddIndex, scene: Scene) -> Iterator[tuple[str, bool]]:
    is_concurrent = isinstance(operation, AddIndexConcurrently)
    if not is_concurrent and not scene.is_new(operation.model_name):
        yield LOCKS, False


def add_constraint(operation: operations.AddConstraint, scene: Scene) -> Iterator[tuple[str, bool]]:
    if not scene.is_new(operation.model_name):
        yield DEMANDS, True


def alter_together(operation: Any, scene: Scene) -> Iterator[tuple[str, bool]]:
    before = scene.state.models[scene.app, operation.name_lower].options.get(operation.option_name)
    added = {tuple(names) for names in operation.option_value or ()} - set(before or ())
    if added and not scene.is_new(operation.name):
        yield DEMANDS, True


def alter_table(operation: operations.AlterModelTable, scene: Scene) -> Iterator[tuple[str, bool]]:
    if not scene.is_new(operation.name):
        yield TAKES_AWAY, False


def separate(
    operation: operations.SeparateDatabaseAndState, scene: Scene
) -> Iterator[tuple[str, bool]]:
    """What is done to the tables, and what the new program leaves out of what stays there."""
    # Tables are changed beside the state: it isn't moved on by these.
    inner = Scene(scene.app, scene.state.clone(), scene.new)
    for part in operation.database_operations:
        yield from judged_in_database(part, inner)
    for part in operation.state_operations:
        if isinstance(part, operations.RemoveField):
            field = scene.field(part.model_name, part.name)
            fills_itself = field.null or field.has_db_default() or field.many_to_many
            is_gone = any(
                isinstance(other, operations.RemoveField) for other in operation.database_operations
            )
            if not fills_itself and not is_gone:
                yield "the new version doesn't fill it: let it be null first", False


def judged_in_database(operation: Any, scene: Scene) -> Iterator[tuple[str, bool]]:
    """An operation on a column that the state has no more: there is no state to move on."""
    for kind, judge in JUDGES:
        if isinstance(operation, kind):
            yield from judge(operation, scene)
            return
    yield f"nobody has said yet how safe {type(operation).__name__} is", False


def run_sql(operation: operations.RunSQL, scene: Scene) -> Iterator[tuple[str, bool]]:
    yield UNKNOWN, True


def nothing(operation: Any, scene: Scene) -> Iterator[tuple[str, bool]]:
    yield from ()


def is_mixed(migration: Migration, scene: Scene) -> bool:
    kinds = {isinstance(operation, operations.RunPython) for operation in migration.operations}
    return kinds == {True, False} and not all(
        isinstance(operation, operations.RunPython | operations.CreateModel)
        for operation in migration.operations
    )


JUDGES: list[tuple[Any, Judge]] = [
    (operations.CreateModel, create_model),
    (operations.RenameModel, rename_model),
    (operations.RenameField, rename_field),
    (operations.DeleteModel | operations.RemoveField, take_away),
    (operations.AddField, add_field),
    (operations.AlterField, alter_field),
    (operations.AddIndex, add_index),
    (operations.AddConstraint, add_constraint),
    (operations.AlterUniqueTogether | operations.AlterIndexTogether, alter_together),
    (operations.AlterModelTable, alter_table),
    (operations.SeparateDatabaseAndState, separate),
    (operations.RunSQL, run_sql),
    (
        operations.RunPython
        | operations.RemoveIndex
        | operations.RenameIndex
        | operations.RemoveConstraint
        | operations.AlterConstraint  # what is said of it, not what it demands
        | operations.AlterModelOptions
        | operations.AlterModelManagers
        | operations.AlterOrderWithRespectTo
        | operations.AlterModelTableComment,
        nothing,
    ),
]


def plan_remarks(plan: Iterable[tuple[Migration, bool]], state: ProjectState) -> list[Remark]:
    """Of all that `accord migrate` would do, in its order. Its new tables are nobody's."""
    found: list[Remark] = []
    new: set[tuple[str, str]] = set()
    for migration, is_backwards in plan:
        if is_backwards:
            named = f"{migration.app_label}.{migration.name}"
            found.append(Remark(named, "the whole", "it goes backwards"))
            continue
        found += remarks(migration, state, new)
        state = migration.mutate_state(state, preserve=False)
    return found
