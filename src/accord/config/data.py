"""Which data a command works with. It is said before the command starts, and made by few.

Data is a database and two keys. Where nobody named them, they lie in the folder `data` of wherever
one stands; a command that made them there by chance would answer for an empty installation.
"""

import os
import secrets
from pathlib import Path

from django.conf import settings

DATABASE_KINDS = {"sqlite3": "SQLite", "postgresql": "PostgreSQL"}


class NoDataError(Exception):
    """The data isn't there, or not all of it; the message says what to do."""


def describe() -> str:
    """One line about where the data is; it has no password in it."""
    return f"Database: {_describe_database()}. Data folder: {settings.DATA}"


def _describe_database() -> str:
    if settings.SQLITE_FILE:
        return f"SQLite {settings.SQLITE_FILE}"
    database = settings.DATABASES["default"]
    kind = database["ENGINE"].rsplit(".", 1)[-1]
    place = ":".join(str(database[part]) for part in ("HOST", "PORT") if database.get(part))
    name = f"{DATABASE_KINDS.get(kind, kind)} {database['NAME']}"
    return f"{name} on {place}" if place else name


def missing_files() -> list[Path]:
    """What should be there and isn't: the file of the database, the keys that are kept in files."""
    files = [settings.DATA / name for name in settings.KEPT_KEYS]
    if settings.SQLITE_FILE:
        files.insert(0, settings.SQLITE_FILE)
    return [file for file in files if not file.exists()]


def require() -> None:
    """Go on only with data that is there."""
    if missing := missing_files():
        names = ", ".join(str(path) for path in missing)
        verb = "is" if len(missing) == 1 else "are"
        raise NoDataError(
            f"There is no such data: {names} {verb} missing. Nothing was written.\n"
            "Say which data you mean: set ACCORD_DATA to its folder, or DATABASE_URL to its "
            "database.\nNew data is made by `accord migrate`."
        )


def require_folder() -> None:
    if not settings.DATA.is_dir():
        raise NoDataError(
            f"There is no folder {settings.DATA}. Nothing was written.\n"
            "Say which data you mean: set ACCORD_DATA to its folder."
        )


def do_without() -> None:
    """For a command that is about the program: an empty database in memory, where there's none."""
    if settings.SQLITE_FILE and not settings.SQLITE_FILE.exists():
        settings.DATABASES["default"]["NAME"] = ":memory:"


def make() -> None:
    """Make what is missing, whole or not at all, and never over what another process made."""
    _refuse_a_lost_key()
    for name, value in settings.KEPT_KEYS.items():
        settings.DATA.mkdir(parents=True, exist_ok=True)
        _keep(settings.DATA / name, value)
        setattr(settings, name.upper(), (settings.DATA / name).read_text().strip())
    if settings.SQLITE_FILE:
        settings.SQLITE_FILE.parent.mkdir(parents=True, exist_ok=True)
        settings.SQLITE_FILE.touch()


def _refuse_a_lost_key() -> None:
    """A new key beside an old database would close every receipt that was ever given."""
    file, key = settings.SQLITE_FILE, settings.DATA / "receipt_key"
    if file and file.exists() and file.stat().st_size and key in missing_files():
        raise NoDataError(
            f"{file} is there, but its key {key} is not. Put it back from a backup: without it no "
            "receipt code opens anything. Nothing was written."
        )


def _keep(path: Path, value: str) -> None:
    """Readable by its owner alone."""
    if path.exists():
        return
    draft = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(value)
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
