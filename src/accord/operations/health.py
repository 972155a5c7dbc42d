"""Whether this installation can do what it is for, one check by name."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import cache

from django.db import Error as DatabaseError
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from accord.operations import heartbeat
from accord.operations.machine import disk
from accord.people import mail
from accord.ui.logs import kind_of

DATABASE = "database"


@dataclass(frozen=True)
class Check:
    """`look` says what is wrong, or nothing; most can't without the database."""

    look: Callable[[], str]
    needs_database: bool = True


def check_database() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return ""


def check_migrations() -> str:
    missing = unapplied()
    return f"{len(missing)} not applied: run `accord migrate`" if missing else ""


def unapplied() -> list[tuple[str, str]]:
    """Those that this program knows and this database hasn't had. A newer one may have had more."""
    had = set(MigrationRecorder.Migration.objects.values_list("app", "name"))
    return [name for name in known_migrations() if name not in had]


@cache
def known_migrations() -> list[tuple[str, str]]:
    """As long as this process lives they are the same; replaced ones count by their replacement."""
    return sorted(MigrationLoader(None, ignore_no_migrations=True).graph.nodes)


def check_worker() -> str:
    beat_at = heartbeat.last_beat()
    if not heartbeat.is_late(beat_at):
        return ""
    return f"last seen at {beat_at:%Y-%m-%d %H:%M:%S} UTC" if beat_at else "none was ever seen"


def check_disk() -> str:
    found = disk()
    return f"{found.free // 1_000_000} MB free" if found.is_low else ""


def check_mail() -> str:
    if not mail.has_server():
        return "no mail server is set"
    failure = mail.last_failure()
    return f"the last letter failed: {failure.kind}" if failure else ""


CHECKS = {
    DATABASE: Check(check_database),
    "migrations": Check(check_migrations),
    "worker": Check(check_worker),
    "disk": Check(check_disk, needs_database=False),
    "mail": Check(check_mail),
}


def look(*, without: Collection[str] = ()) -> dict[str, str]:
    """Each check with what is wrong; nothing where all is well."""
    found: dict[str, str] = {}
    is_down = bool(wrong := answer_of(CHECKS[DATABASE]))
    for name, check in CHECKS.items():
        if name in without:
            continue
        if name == DATABASE:
            found[name] = wrong
        elif is_down and check.needs_database:
            found[name] = "not known while the database doesn't answer"
        else:
            found[name] = answer_of(check)
    return found


def answer_of(check: Check) -> str:
    """What fails while it looks is what is wrong."""
    try:
        return check.look()
    except (DatabaseError, OSError) as error:
        return kind_of(error)
    except Exception as error:  # of the cache's own library, whichever it is
        return kind_of(error)
