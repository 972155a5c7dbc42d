"""Every action of ours, read from the source: which end in an event, and which say why they don't.

python -m tests.record.every_action
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2] / "src" / "accord"
EVENT = "emit"
# Of an account: each place in which it has done something is told, by the registries of `people`.
EVERYWHERE = {"say_everywhere", "forget_everywhere"}
# What belongs to no place, or is kept for its writer alone until it is sent.
EXCUSED = {
    "save_draft": "what nobody has sent yet is nobody's news",
    "claim_receipt": "whose receipt it is stays between them and us",
    "make_code": "signing in belongs to no place",
    "make_link_secret": "signing in belongs to no place",
    "record_shown": "part of the action that shows many at once, and that emits",
    "_start": "a job is no thing of the record; what it does to things is told",
    "stop_job": "the same",
    "set_quota": "room on the machine is a matter of who runs it, and of no place",
    "forget": "part of erasing: what was sealed goes, and what is erased is told",
    "prove": "signing in belongs to no place",
    "use_proof": "signing in belongs to no place",
}


@dataclass(frozen=True)
class Function:
    name: str
    path: Path
    is_action: bool
    calls: frozenset[str]


def functions() -> Iterator[Function]:
    for path in sorted(SOURCE.rglob("*.py")):
        if "migrations" not in path.parts:
            tree = ast.parse(path.read_text(encoding="utf-8"))
            yield from (function(node, path) for node in tree.body if is_function(node))


def is_function(node: ast.AST) -> bool:
    return isinstance(node, ast.FunctionDef)


def function(node: ast.FunctionDef, path: Path) -> Function:
    inner = [each for each in ast.walk(node) if isinstance(each, ast.Call)]
    # Not methods: those of rows and querysets bear names that actions bear, too.
    calls = {call.func.id for call in inner if isinstance(call.func, ast.Name)}
    calls |= {name_of(call.func) for call in inner} & EVERYWHERE
    marked = any(name_of(each) == "atomic" for each in node.decorator_list)
    is_action = marked and "actions" in (path.stem, path.parent.name)
    return Function(node.name, path, is_action, frozenset(calls))


def name_of(node: ast.expr) -> str:
    if isinstance(node, ast.Call):
        return name_of(node.func)
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def emitting(found: list[Function]) -> set[Function]:
    """All that call `emit`, by way of others too."""
    here = {(one.path, one.name): one for one in found}
    saying: set[Function] = set()
    names = {EVENT, *EVERYWHERE}

    def says(one: Function) -> bool:
        # A name that the file defines is its own; any other is somebody's.
        own = {here[one.path, call] for call in one.calls if (one.path, call) in here}
        others = one.calls - {each.name for each in own}
        return bool(own & saying or others & names)

    while more := {one for one in found if one not in saying and says(one)}:
        saying |= more
        names |= {one.name for one in more}
    return saying


def silent_actions() -> tuple[list[str], list[str]]:
    """All actions, and those of them that no event tells of."""
    found = list(functions())
    saying = emitting(found)
    actions = [one for one in found if one.is_action]
    silent = [one.name for one in actions if one not in saying]
    return sorted(one.name for one in actions), sorted(silent)


if __name__ == "__main__":
    every, silent = silent_actions()
    print(f"{len(every)} actions, {len(every) - len(silent)} emit, {len(silent)} don't")
    for name in silent:
        print(f"{name}: {EXCUSED.get(name, 'NOT EXCUSED')}")
