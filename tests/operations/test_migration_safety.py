"""Which migrations can run while the version before serves: ours, and samples of each kind."""

from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import migrations, models
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.db.migrations.state import ProjectState

from accord.operations import migration_safety as safety
from accord.ui.indexes import AddIndexConcurrently, RemoveIndexConcurrently

OURS = {app.label for app in apps.get_app_configs() if app.name.startswith("accord.")}


def needing_a_stop() -> list[safety.Remark]:
    """What stands against our migrations after the first of each app, without a word for it."""
    loader = MigrationLoader(None)
    found = []
    for key, migration in sorted(loader.disk_migrations.items()):
        if key[0] in OURS and not migration.initial and not hasattr(migration, "needs_stop"):
            state = loader.project_state(key, at_end=False)
            found += safety.remarks(migration, state)
    return found


def test_each_later_migration_can_run_while_the_version_before_serves():
    assert [str(remark) for remark in needing_a_stop()] == []


# --- Samples -------------------------------------------------------------------------------------

IDEA = migrations.CreateModel(
    "Idea",
    [
        ("id", models.BigAutoField(primary_key=True)),
        ("title", models.CharField(max_length=80)),
        ("place", models.CharField(max_length=80, null=True)),
        ("number", models.IntegerField()),
        ("kept", models.IntegerField(db_default=0)),
    ],
)


def before() -> ProjectState:
    state = ProjectState()
    IDEA.state_forwards("sample", state)
    return state


def migration(*operations, **attributes):
    made = migrations.Migration("0002_more", "sample")
    made.operations = list(operations)
    for name, value in attributes.items():
        setattr(made, name, value)
    return made


def reasons(*operations, **attributes) -> list[str]:
    return [row.reason for row in safety.remarks(migration(*operations, **attributes), before())]


INDEX = models.Index(fields=["number"], name="idea_number")
ONCE = models.UniqueConstraint(fields=["number"], name="idea_once")


def nothing(apps, schema_editor):
    """Of a data migration."""


SAFE = {
    "a new table": migrations.CreateModel("Note", [("id", models.BigAutoField(primary_key=True))]),
    "a column that may be null": migrations.AddField("idea", "body", models.TextField(null=True)),
    "a column that the database fills": migrations.AddField(
        "idea", "body", models.TextField(db_default="")
    ),
    "a table between two": migrations.AddField(
        "idea", "like", models.ManyToManyField("sample.Idea")
    ),
    "longer text": migrations.AlterField("idea", "title", models.CharField(max_length=120)),
    "null allowed": migrations.AlterField(
        "idea", "title", models.CharField(max_length=80, null=True)
    ),
    "other words about it": migrations.AlterField(
        "idea", "title", models.CharField("name", max_length=80, blank=True, help_text="Short")
    ),
    "an index that lets write": AddIndexConcurrently("idea", INDEX),
    "an index less": migrations.RemoveIndex("idea", "any"),
    "data": migrations.RunPython(nothing, nothing),
    "a field that the program forgets": migrations.SeparateDatabaseAndState(
        state_operations=[migrations.RemoveField("idea", "place")]
    ),
}
UNSAFE = {
    "a column less": (migrations.RemoveField("idea", "title"), safety.TAKES_AWAY),
    "a table less": (migrations.DeleteModel("Idea"), safety.TAKES_AWAY),
    "a column renamed": (migrations.RenameField("idea", "title", "name"), safety.TAKES_AWAY),
    "a table renamed": (migrations.RenameModel("Idea", "Thought"), safety.TAKES_AWAY),
    "a table moved": (migrations.AlterModelTable("idea", "thoughts"), safety.TAKES_AWAY),
    "a column that must be filled": (
        migrations.AddField("idea", "body", models.TextField(default="")),
        safety.LEFT_OUT,
    ),
    "a column with an index": (
        migrations.AddField("idea", "body", models.IntegerField(null=True, db_index=True)),
        safety.LOCKS,
    ),
    "a unique column": (
        migrations.AddField("idea", "body", models.IntegerField(null=True, unique=True)),
        safety.DEMANDS,
    ),
    "an index": (migrations.AddIndex("idea", INDEX), safety.LOCKS),
    "an index by the field": (
        migrations.AlterField("idea", "number", models.IntegerField(db_index=True)),
        safety.LOCKS,
    ),
    "a constraint": (migrations.AddConstraint("idea", ONCE), safety.DEMANDS),
    "null forbidden": (
        migrations.AlterField("idea", "place", models.CharField(max_length=80)),
        safety.DEMANDS,
    ),
    "unique from now on": (
        migrations.AlterField("idea", "number", models.IntegerField(unique=True)),
        safety.DEMANDS,
    ),
    "together unique": (
        migrations.AlterUniqueTogether("idea", {("title", "number")}),
        safety.DEMANDS,
    ),
    "another type": (
        migrations.AlterField("idea", "number", models.BigIntegerField()),
        safety.CHANGES,
    ),
    "shorter text": (
        migrations.AlterField("idea", "title", models.CharField(max_length=40)),
        safety.CHANGES,
    ),
    "another column": (
        migrations.AlterField("idea", "title", models.CharField(max_length=80, db_column="name")),
        safety.CHANGES,
    ),
    "SQL": (migrations.RunSQL("SELECT 1"), safety.UNKNOWN),
    "a column less, out of the state's sight": (
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RemoveField("idea", "title")]
        ),
        safety.TAKES_AWAY,
    ),
    "a field forgotten that must be filled": (
        migrations.SeparateDatabaseAndState(
            state_operations=[migrations.RemoveField("idea", "title")]
        ),
        "the new version doesn't fill it: let it be null first",
    ),
}


@pytest.mark.parametrize("what", SAFE)
def test_this_can_run_while_the_version_before_serves(what):
    assert reasons(SAFE[what]) == []


@pytest.mark.parametrize("what", UNSAFE)
def test_this_needs_a_stop_and_it_is_said_why(what):
    operation, reason = UNSAFE[what]

    assert reasons(operation) == [reason]


def test_an_operation_that_nobody_judged_is_not_taken_for_safe():
    class Odd(migrations.operations.base.Operation):
        def state_forwards(self, app_label, state):
            pass

    assert reasons(Odd()) == ["nobody has said yet how safe Odd is"]


def test_schema_and_data_in_one_are_refused():
    assert reasons(SAFE["data"], SAFE["a column that may be null"]) == [safety.MIXED]


def test_what_is_new_in_the_same_migration_is_nobodys_yet():
    new = migrations.CreateModel("Note", [("id", models.BigAutoField(primary_key=True))])
    column = migrations.AddField("note", "body", models.TextField())
    index = migrations.AddIndex("note", models.Index(fields=["body"], name="note_body"))

    assert reasons(new, column, index) == []


@pytest.mark.parametrize(
    ("since", "is_taken"), [("0.0.9", True), ("0.1.0", False), ("99.0", False), ("", False)]
)
def test_what_an_earlier_release_prepared_can_be_taken_away(since, is_taken):
    found = reasons(UNSAFE["a column less"][0], prepared_in=since)

    assert (found == []) is is_taken


def test_nothing_prepares_for_another_name():
    assert reasons(UNSAFE["a column renamed"][0], prepared_in="0.0.1") == [safety.TAKES_AWAY]


def test_a_later_migration_of_ours_that_needs_a_stop_is_found(monkeypatch):
    loader = MigrationLoader(None)
    bad = migrations.Migration("0999_bad", "people")
    bad.operations = [migrations.RemoveField("person", "phone")]
    state = loader.project_state(("people", "0001_initial"))

    assert [row.reason for row in safety.remarks(bad, state)] == [safety.TAKES_AWAY]


# --- What operators read -------------------------------------------------------------------------


def plan() -> list[str]:
    out = StringIO()
    call_command("migrate", plan=True, stdout=out)
    return out.getvalue().splitlines()


@pytest.mark.django_db
def test_a_plan_says_whether_the_site_can_go_on():
    MigrationRecorder.Migration.objects.filter(app="operations").delete()

    assert plan()[-1] == "All of this can run while the version before still serves."


@pytest.mark.django_db
def test_a_plan_names_what_needs_a_stop(monkeypatch):
    MigrationRecorder.Migration.objects.filter(app="operations").delete()
    executor = MigrationExecutor.migration_plan
    bad = migration(migrations.RemoveField("person", "phone"))
    bad.app_label, bad.name = "people", "0999_bad"

    def with_bad(self, *given, **named):
        return [*executor(self, *given, **named), (bad, False)]

    monkeypatch.setattr(MigrationExecutor, "migration_plan", with_bad)

    assert plan()[-2:] == [
        "Stop the site first: this can't run while the version before still serves.",
        f"  people.0999_bad: Remove field phone from person: {safety.TAKES_AWAY}",
    ]


@pytest.mark.django_db
def test_with_nothing_to_do_nothing_is_said_of_it():
    assert not [line for line in plan() if "version before" in line]


# --- Indexes -------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_an_index_is_built_and_taken_away_on_either_database():
    from django.db import connection

    index = models.Index(fields=["size"], name="backup_by_size")
    loader = MigrationLoader(connection)
    state = loader.project_state(("operations", "0001_initial"))
    after = state.clone()
    add = AddIndexConcurrently("backup", index)
    add.state_forwards("operations", after)
    remove = RemoveIndexConcurrently("backup", "backup_by_size")

    def names():
        with connection.cursor() as cursor:
            table = "operations_backup"
            return set(connection.introspection.get_constraints(cursor, table))

    with connection.schema_editor(atomic=False) as editor:
        add.database_forwards("operations", editor, state, after)
    built = names()
    with connection.schema_editor(atomic=False) as editor:
        remove.database_forwards("operations", editor, after, state)

    assert "backup_by_size" in built
    assert "backup_by_size" not in names()
