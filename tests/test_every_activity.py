"""What every activity type keeps to; and that one more is a folder and one line of settings."""

import os
import subprocess
import sys
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
    "erasure.py", "news.py", "work.py", "panels.py",
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


NEW_SLICE = {
    "__init__.py": "",
    "activity.py": """
from accord.processes.registry import ActivityType, register


def declare():
    register(
        ActivityType(
            key="walks",
            name="Walks",
            package="walks",
            use="People walk through a place together and say what they see.",
            task="find problems",
            icon="footprints",
            documentation="walks.md",
        )
    )
""",
    "apps.py": """
from django.apps import AppConfig


class WalksConfig(AppConfig):
    name = "walks"

    def ready(self):
        from walks.activity import declare

        declare()
""",
    "models.py": """
from django.db import models


class Walk(models.Model):
    activity = models.OneToOneField(
        "processes.Activity", models.CASCADE, primary_key=True, related_name="walk"
    )
    starts_from = models.CharField(max_length=80)
""",
    "migrations/__init__.py": "",
    "urls.py": """
from django.urls import path

from walks.views import walk_list

app_name = "walks"
urlpatterns = [path("", walk_list, name="list")]
""",
    "views.py": """
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from accord.processes.models import Activity


def walk_list(request, slug, activity_slug):
    activities = Activity.objects.visible_to(request.viewer).for_page()
    activity = get_object_or_404(
        activities, subject__code=f"{slug}/{activity_slug}", type_key="walks"
    )
    return render(request, "walks/list.html", {"activity": activity})
""",
    "templates/walks/list.html": (
        '{% extends "ui/base.html" %}'
        "{% block main %}<h1>{% official activity.title %}</h1>{% endblock %}"
    ),
    "walks.md": "# Walks\n\nPeople walk through a place together.\n",
}


def test_one_more_type_is_a_folder_and_one_line_of_settings(tmp_path):
    for name, text in NEW_SLICE.items():
        path = tmp_path / "walks" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    environment = {
        **{k: v for k, v in os.environ.items() if k not in {"DATABASE_URL", "REDIS_URL"}},
        "ACCORD_EXTRA_APPS": "walks",
        "ACCORD_DATA": str(tmp_path / "data"),
        "PYTHONPATH": os.pathsep.join([str(tmp_path), str(ROOT / "src")]),
    }

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, *words]
        return subprocess.run(
            command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
        )

    made = run("manage.py", "makemigrations", "walks")
    contract = run("-m", "pytest", "-q", "-p", "no:cacheprovider", __file__, "-k", "walks")

    assert made.returncode == 0, made.stderr
    assert "4 passed" in contract.stdout, contract.stdout[-3000:]
