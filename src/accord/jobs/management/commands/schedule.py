import datetime as dt
import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accord.jobs import schedules
from accord.jobs.models import Schedule


class Command(BaseCommand):
    help = "Say when repeated work is done, or change it. Times of day are in UTC."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", nargs="?", help="which to change; without: list all")
        when = parser.add_mutually_exclusive_group()
        when.add_argument("--at", type=time_of_day, metavar="HH:MM")
        when.add_argument("--every", type=minutes, metavar="MINUTES")
        whether = parser.add_mutually_exclusive_group()
        whether.add_argument("--pause", dest="is_paused", action="store_const", const=True)
        whether.add_argument("--resume", dest="is_paused", action="store_const", const=False)
        parser.add_argument("--json", action="store_true", help="one line (version 1)")

    def handle(self, *args: Any, **options: Any) -> None:
        changes = {key: options[key] for key in ("at", "every", "is_paused")}
        if options["name"]:
            try:
                found = [schedules.change(options["name"], **changes)]
            except LookupError as unknown:
                raise CommandError(f"No schedule is named {options['name']!r}.") from unknown
        elif any(value is not None for value in changes.values()):
            raise CommandError("Name the schedule to change.")
        else:
            found = schedules.rows()
        if options["json"]:
            self.stdout.write(
                json.dumps({"version": 1, "schedules": [plain(row) for row in found]})
            )
            return
        for row in found:
            self.stdout.write(line(row))


def time_of_day(typed: str) -> dt.time:
    return dt.datetime.strptime(typed, "%H:%M").time()


def minutes(typed: str) -> dt.timedelta:
    number = int(typed)
    if number < 1:
        raise ValueError(typed)
    return dt.timedelta(minutes=number)


def when(row: Schedule) -> str:
    if row.every is not None:
        return f"every {row.every.total_seconds() / 60:g} minutes"
    return f"at {row.at:%H:%M} UTC"


def line(row: Schedule) -> str:
    last = f"{row.last_run_at:%Y-%m-%d %H:%M}" if row.last_run_at else "never"
    state = "paused" if row.paused_at else f"next {row.next_run_at:%Y-%m-%d %H:%M}"
    return f"{row.name}: {when(row)}, last {last}, {state}"


def plain(row: Schedule) -> dict[str, Any]:
    return {
        "name": row.name,
        "every_seconds": row.every.total_seconds() if row.every else None,
        "at": f"{row.at:%H:%M}" if row.at else None,
        "last_run_at": row.last_run_at.isoformat() if row.last_run_at else None,
        "next_run_at": row.next_run_at.isoformat(),
        "paused_at": row.paused_at.isoformat() if row.paused_at else None,
    }
