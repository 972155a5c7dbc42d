"""What operators read is what the settings read, and what the settings hold is used."""

import ast
import inspect
import re
from pathlib import Path

from allauth.account.app_settings import AppSettings
from django.conf import global_settings

ROOT = Path(__file__).parent.parent.parent
SETTINGS = ROOT / "src/accord/config/settings.py"
# Read by Django and by libraries that keep no list of their settings.
READ_BY_OTHERS = {
    "ROOT_URLCONF",
    "CONTENT_SECURITY_POLICY",
    "TASKS",
    "WHITENOISE_KEEP_ONLY_HASHED_FILES",
}


def test_every_setting_has_its_line_and_every_line_its_setting():
    read = set(re.findall(r'env\.\w+\(\s*"([A-Z_]+)"', SETTINGS.read_text()))
    told = re.findall(r"^\| `([A-Z_]+)` \|", (ROOT / "docs/operate/settings.md").read_text(), re.M)

    assert sorted(told) == sorted(read)


def test_every_setting_is_used():
    names = [node for node in ast.walk(ast.parse(SETTINGS.read_text())) if is_setting(node)]
    held = {node.id for node in names if isinstance(node.ctx, ast.Store)}
    used_here = {node.id for node in names if isinstance(node.ctx, ast.Load)}

    unused = held - used_here - used_elsewhere() - READ_BY_OTHERS - set(dir(global_settings))

    assert {name for name in unused if not is_of_accounts(name)} == set()


def is_setting(node: ast.AST) -> bool:
    return isinstance(node, ast.Name) and node.id.isupper() and not node.id.startswith("_")


def used_elsewhere() -> set[str]:
    sources = [path.read_text() for path in SETTINGS.parents[1].rglob("*.py") if path != SETTINGS]
    return {name for source in sources for name in re.findall(r"\bsettings\.([A-Z_]+)\b", source)}


def is_of_accounts(name: str) -> bool:
    asked = name.removeprefix("ACCOUNT_")
    return asked != name and f'"{asked}"' in inspect.getsource(AppSettings)
