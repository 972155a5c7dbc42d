"""What runs for people brings no tools of tests along."""

import ast
from pathlib import Path

import accord

PACKAGE = Path(accord.__file__).parent
OF_TESTS = {"unittest", "mock", "doctest", "pytest", "hypothesis", "factory", "time_machine"}


def imported(source: str) -> set[str]:
    nodes = list(ast.walk(ast.parse(source)))
    plain = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    named = {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}
    return {name.split(".")[0] for name in plain | named}


def test_no_tool_of_tests_is_imported():
    found = {
        str(path.relative_to(PACKAGE)): tools
        for path in PACKAGE.rglob("*.py")
        if (tools := imported(path.read_text()) & OF_TESTS)
    }

    assert found == {}
