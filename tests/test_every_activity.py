"""What every activity type keeps to, also one from outside (tests/outside)."""

from importlib.util import find_spec
from pathlib import Path

import pytest

from accord.processes.registry import TASKS, ActivityType, activity_types, register
from tests.factories.processes import ActivityFactory

ROOT = Path(__file__).resolve().parent.parent
SLICE = {"activity.py", "apps.py", "urls.py"}
ALLOWED = SLICE | {
    "__init__.py", "models.py", "rules.py", "actions.py", "forms.py", "views.py", "exports.py",
    "tasks.py", "views", "templates", "static", "islands", "migrations", "actions", "__pycache__",
    "erasure.py", "news.py", "work.py", "panels.py", "matrix.py", "questions.py",
}  # fmt: skip
every_type = pytest.mark.parametrize("kind", activity_types(), ids=lambda kind: kind.key)


def folder_of(kind: ActivityType) -> Path:
    spec = find_spec(kind.package)
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent


@every_type
def test_a_type_says_what_it_is_for(kind):
    assert str(kind.name)
    assert str(kind.use).endswith(".")
    assert kind.task in TASKS
    assert kind.icon


@every_type
def test_a_type_is_a_slice_of_the_one_shape(kind):
    names = {path.name for path in folder_of(kind).iterdir() if path.suffix != ".md"}

    assert names - ALLOWED == set()
    assert names >= SLICE


@every_type
def test_a_type_has_a_page_of_documentation(kind):
    places = [ROOT, folder_of(kind)]

    assert kind.documentation
    assert any((place / kind.documentation).read_text() for place in places
               if (place / kind.documentation).is_file())  # fmt: skip


@every_type
@pytest.mark.django_db
def test_a_type_shows_the_activity_to_everyone(kind, client):
    activity = ActivityFactory(type_key=kind.key)

    page = client.get(activity.get_absolute_url()).content.decode()

    assert str(activity.title) in page


def test_two_owners_of_one_key_stop_the_start():
    with pytest.raises(ValueError, match="has an owner already"):
        register(activity_types()[0])
