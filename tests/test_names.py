"""Words that had another meaning, or none, to whoever comes from another Django project."""

import io
import tokenize
from pathlib import Path

ROOT = Path(__file__).parent.parent
GONE = {
    *("Deed", "Leaf", "Opening", "Visitor", "PersonRequest"),
    *("Said", "Sent", "InHand", "take_in", "take_in_voice", "in_hand", "sent_before"),
    *("Text", "Words", "hold_still", "what_shows", "Telling", "count_words", "is_done"),
    *("the_space", "lacking", "Family"),
    *("Membership", "Appointment", "OfficeMember", "ProcessTally", "has_role"),
    *("ReceiptAccess", "write_entry", "note_down", "note_activity"),
    *("owing", "owing_activities", "owing_offices", "forgetting", "ThemeMembership"),
}
MODULES = {"leaves", "naming", "said", "lacks"}
# A noun of its own: giving the entries of the log their numbers.
NOUNS = {"numbering"}
# The opinion map, budgets and ballots have words of their own field.
OTHER_FIELDS = ("methods", "methods_cli", "migrations", "pabulib", "rows.py")


def sources() -> list[Path]:
    found = sorted((ROOT / "src/accord").rglob("*.py"))
    return [path for path in found if not set(path.parts) & set(OTHER_FIELDS)]


def names_in(path: Path) -> set[str]:
    tokens = tokenize.generate_tokens(io.StringIO(path.read_text()).readline)
    return {token.string for token in tokens if token.type == tokenize.NAME}


def test_no_old_name_has_come_back():
    assert [(path.name, name) for path in sources() for name in names_in(path) & GONE] == []


def is_named_by_a_doing(path: Path) -> bool:
    """receipts.py, not holding.py: where a noun says it, it says it."""
    return path.stem.endswith("ing") and path.stem not in NOUNS


def test_no_module_is_named_by_what_it_is_at():
    found = [path.name for path in sources() if path.stem in MODULES or is_named_by_a_doing(path)]

    assert found == []
