"""What is to be said of an installation: sentences, the worst first, and what to do about each."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.core.checks import ERROR, CheckMessage, Tags, run_checks
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accord.files.sizes import size_in_words
from accord.operations import health, heartbeat
from accord.operations.machine import disk
from accord.operations.models import Backup
from accord.operations.queues import Queue, pending_entries, waiting_jobs
from accord.people import mail
from accord.ui.metrics import MOST

GOOD, WARN, BAD = "good", "warn", "bad"
ORDER = (BAD, WARN, GOOD)
ICONS = {GOOD: "check", WARN: "clock", BAD: "triangle-alert"}
WORDS: dict[str, Promise] = {
    GOOD: gettext_lazy("Well"),
    WARN: gettext_lazy("Look at it"),
    BAD: gettext_lazy("Needs you"),
}
# A backup each night, with time for a night that was long.
BACKUP_LATE = dt.timedelta(hours=36)
JOB_LATE, LOG_LATE = dt.timedelta(minutes=5), dt.timedelta(minutes=2)


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at: how it is, in a sentence, and what to do or nothing."""

    level: str
    title: str
    facts: str = ""
    act: str = ""
    command: str = ""
    details: tuple[str, ...] = ()  # in English, as the command says them

    @property
    def icon(self) -> str:
        return ICONS[self.level]

    @property
    def word(self) -> Promise:
        return WORDS[self.level]

    @property
    def needs_somebody(self) -> bool:
        return self.level != GOOD


def findings() -> list[Finding]:
    looks: list[Callable[[], Finding]] = [worker, jobs, log, letters, backup, space_left, tables]
    found = [look() for look in [*looks, deploy_checks]]
    return sorted(found, key=lambda row: ORDER.index(row.level))


def ago(at: dt.datetime) -> str:
    return timesince(at, depth=1)


def moment(at: dt.datetime) -> str:
    return date_format(timezone.localtime(at), "DATETIME_FORMAT")


def worker() -> Finding:
    beat_at = heartbeat.last_beat()
    act = _(
        "Look whether it runs. If it does, one job may keep it from all others: the log says which."
    )
    if beat_at is None:
        return Finding(
            BAD,
            _("No worker has been seen"),
            _("Without one no letters go out, no job is done and the public log stands still."),
            act,
            "systemctl status accord",
        )
    if heartbeat.is_late(beat_at):
        facts = _(
            "It was last seen on %(when)s, %(ago)s ago. Letters, jobs and the public log wait."
        )
        said = facts % {"when": moment(beat_at), "ago": ago(beat_at)}
        return Finding(BAD, _("The worker is late"), said, act, "systemctl status accord")
    return Finding(GOOD, _("The worker is at work"))


def counted(queue: Queue) -> str:
    return f"{MOST}+" if queue.count > MOST else str(queue.count)


def jobs() -> Finding:
    queue = waiting_jobs()
    if queue.oldest is None:
        return Finding(GOOD, _("No job waits"))
    facts = ngettext(
        "%(count)s job has waited for %(ago)s.",
        "%(count)s jobs wait, the oldest for %(ago)s.",
        queue.count,
    ) % {"count": counted(queue), "ago": ago(queue.oldest)}
    if queue.age > JOB_LATE:
        act = _("If the worker is at work, there is more to do than one can: start another.")
        return Finding(WARN, _("Jobs wait too long"), facts, act, "accord serve --only worker")
    return Finding(GOOD, _("Jobs are taken up in time"), facts)


def log() -> Finding:
    queue = pending_entries()
    if queue.oldest is None or queue.age <= LOG_LATE:
        return Finding(GOOD, _("The public log is numbered"))
    facts = ngettext(
        "%(count)s entry has waited %(ago)s for its number. It should take a second.",
        "%(count)s entries wait for their numbers, the oldest for %(ago)s. "
        "It should take a second.",
        queue.count,
    ) % {"count": counted(queue), "ago": ago(queue.oldest)}
    act = _("The worker does this. If it is at work, the log of the program says why it can’t.")
    return Finding(BAD, _("The public log stands still"), facts, act, "accord verify")


def letters() -> Finding:
    if not mail.has_server():
        return Finding(
            WARN,
            _("No mail server is set"),
            _("Letters and the codes people sign in with stay on this machine."),
            _("Name a mail server in the settings: %(name)s.") % {"name": "ACCORD_EMAIL_URL"},
        )
    failure = mail.last_failure()
    if failure is None:
        return Finding(GOOD, _("Letters go out"))
    facts = _("The last try was on %(when)s. What the mail server said: %(kind)s.")
    act = _("Look whether the mail server answers, and whether name and password still hold.")
    said = facts % {"when": moment(failure.at), "kind": failure.kind}
    return Finding(BAD, _("Letters don’t go out"), said, act, "accord check --deploy")


def backup() -> Finding:
    newest = Backup.objects.order_by("-pk").first()
    if newest is None:
        return Finding(
            BAD,
            _("No backup is known"),
            _("If this machine breaks, everything people said is lost."),
            _("Make one each night, and note it with this command (docs/operate/backup.md):"),
            "accord backed-up --bytes N",
        )
    said = _("The last one was made on %(when)s, %(ago)s ago: %(size)s.") % {
        "when": moment(newest.at),
        "ago": ago(newest.at),
        "size": size_in_words(newest.size),
    }
    if timezone.now() - newest.at > BACKUP_LATE:
        act = _(
            "Look why the nightly backup wasn’t made, and make one now (docs/operate/backup.md)."
        )
        return Finding(BAD, _("The backup is old"), said, act)
    return Finding(GOOD, _("There is a fresh backup"), said)


def space_left() -> Finding:
    found = disk()
    said = _("%(free)s of %(total)s are free.") % {
        "free": size_in_words(found.free),
        "total": size_in_words(found.total),
    }
    if found.is_low:
        act = _("Make room: without it the database can’t write, and what people send is refused.")
        return Finding(BAD, _("The disk is nearly full"), said, act)
    return Finding(GOOD, _("There is room on the disk"), said)


def tables() -> Finding:
    missing = health.unapplied()
    if not missing:
        return Finding(GOOD, _("The tables are those of this version"))
    facts = ngettext(
        "%(count)s change to the tables hasn’t been made.",
        "%(count)s changes to the tables haven’t been made.",
        len(missing),
    ) % {"count": len(missing)}
    return Finding(
        BAD,
        _("The tables are behind the program"),
        facts,
        _("Bring them up to date:"),
        "accord migrate",
        tuple(f"{app}.{name}" for app, name in missing),
    )


def deploy_checks() -> Finding:
    """As `accord check --deploy` says them, without what asks the whole program."""
    found = [
        message
        for message in run_checks(tags=[Tags.security], include_deployment_checks=True)
        if not message.is_silenced()
    ]
    if not found:
        return Finding(GOOD, _("The settings are complete and safe"))
    lines = tuple(map(line_of, found))
    if settings.DEMO:
        facts = _("It runs on your own machine alone. Before anybody else uses it, these count:")
        return Finding(GOOD, _("The settings are those of a demo"), facts, details=lines)
    level = BAD if any(message.level >= ERROR for message in found) else WARN
    facts = ngettext(
        "%(count)s remark about the settings.", "%(count)s remarks about the settings.", len(found)
    ) % {"count": len(found)}
    act = _("This command says them too:")
    return Finding(level, _("The settings need a look"), facts, act, "accord check --deploy", lines)


def line_of(message: CheckMessage) -> str:
    return f"{message.msg} ({message.id})"
