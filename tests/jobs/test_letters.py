"""Letters go through the queue, are tried again, and are forgotten once they are sent."""

import datetime as dt
import smtplib

import pytest
from django.core.mail import BadHeaderError
from django.core.mail.backends import smtp
from django.core.management import call_command
from django.db import OperationalError, transaction
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from accord.jobs import letters, ticks
from accord.jobs.letters import forget_letters_to, send_letter
from accord.jobs.models import QueuedLetter
from accord.jobs.tasks import SHORT
from accord.jobs.worker import Worker
from tests.factories.spaces import SpaceFactory

pytestmark = pytest.mark.django_db(transaction=True)
SECRET = "1234 5678"


@pytest.fixture
def queued(settings, monkeypatch):
    monkeypatch.setattr(ticks, "_ticks", {})
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}


def write(**more):
    return send_letter(to="ana@example.org", subject="Your code", body=f"It is {SECRET}", **more)


class Server:
    """A mail server that answers as it is told, one answer after another."""

    answers: list[Exception | None]

    def __init__(self, *args, **kwargs):
        pass

    def send_messages(self, messages):
        answer = Server.answers.pop(0)
        if answer is not None:
            raise answer
        return len(messages)


def all_that_is_kept():
    rows = [*QueuedLetter.objects.values(), *DBTaskResult.objects.values()]
    return repr(rows)


@pytest.fixture
def server(settings):
    settings.EMAIL_BACKEND = "tests.jobs.test_letters.Server"
    return Server


def test_a_letter_waits_for_the_worker_and_leaves_nothing_readable(queued, mailoutbox):
    write()
    before = list(mailoutbox)

    Worker().round()

    assert before == []
    assert [letter.to for letter in mailoutbox] == [["ana@example.org"]]
    assert SECRET in mailoutbox[0].body
    assert SECRET not in all_that_is_kept()
    assert "ana@" not in all_that_is_kept()
    assert QueuedLetter.objects.get().sent_at is not None


def test_a_letter_of_what_was_rolled_back_is_never_sent(queued, mailoutbox):
    with transaction.atomic():
        write()
        transaction.set_rollback(True)

    Worker().round()

    assert mailoutbox == []


def test_a_server_that_is_away_is_asked_again(queued, server, time_machine):
    server.answers = [ConnectionRefusedError(), smtplib.SMTPServerDisconnected(), None]
    begin = timezone.now()
    write()

    for seconds in (0, 6, 17):
        time_machine.move_to(begin + dt.timedelta(seconds=seconds), tick=False)
        Worker().round()

    assert server.answers == []
    assert QueuedLetter.objects.get().sent_at is not None


@pytest.mark.parametrize(
    ("answer", "is_given_up"),
    [
        (smtplib.SMTPRecipientsRefused({"ana@example.org": (550, b"no such ana@")}), True),
        (smtplib.SMTPRecipientsRefused({"ana@example.org": (451, b"later")}), False),
        (smtplib.SMTPDataError(554, b"spam"), True),
        (smtplib.SMTPDataError(421, b"busy"), False),
    ],
)
def test_a_never_of_the_server_is_believed_and_a_not_now_is_not(
    queued, server, answer, is_given_up, caplog
):
    server.answers = [answer]
    write()

    Worker().round()

    row = QueuedLetter.objects.get()
    assert (row.given_up_at is not None) == is_given_up
    assert (SECRET not in all_that_is_kept()) == is_given_up
    assert "ana@" not in caplog.text


def test_a_code_that_is_over_is_not_sent_and_not_kept(queued, server, time_machine):
    server.answers = [ConnectionRefusedError()]
    begin = timezone.now()
    write(expires_at=begin + dt.timedelta(minutes=15))
    Worker().round()
    time_machine.move_to(begin + dt.timedelta(minutes=16), tick=False)

    Worker().round()

    assert QueuedLetter.objects.get().given_up_at is not None
    assert SECRET not in all_that_is_kept()


def test_where_no_worker_runs_a_code_that_is_over_goes_at_night(queued):
    write(expires_at=timezone.now() - dt.timedelta(minutes=1))

    call_command("retention")

    assert SECRET not in all_that_is_kept()


def test_a_letter_that_comes_twice_has_the_same_sign(queued, mailoutbox, monkeypatch, time_machine):
    letter = write()
    with monkeypatch.context() as broken:
        broken.setattr(letters, "end", database_goes_away)
        Worker().round()  # sent, and the worker dies before it is marked
    time_machine.move_to(timezone.now() + dt.timedelta(seconds=6), tick=False)
    Worker().round()

    signs = [one.extra_headers["Message-ID"] for one in mailoutbox]
    assert signs == [f"<{letter.key}@accord>"] * 2


def database_goes_away(*args):
    raise OperationalError("server closed the connection")


def test_who_leaves_gets_no_letter_that_waits(queued, mailoutbox):
    write()
    forget_letters_to("ANA@example.org")

    Worker().round()

    assert mailoutbox == []
    assert SECRET not in all_that_is_kept()


def test_nothing_breaks_out_of_a_subject(queued):
    with pytest.raises(BadHeaderError):
        send_letter(to="ana@example.org", subject="Hello\nBcc: all@example.org", body="x")

    assert not QueuedLetter.objects.exists()


def test_signing_in_queues_one_letter_with_the_codes_own_end(queued, client, mailoutbox):
    SpaceFactory()
    client.post(reverse("people:sign-in"), {"email": "ana@example.org"})
    row = QueuedLetter.objects.get()

    Worker().round()

    assert dt.timedelta(minutes=14) < row.expires_at - row.queued_at <= dt.timedelta(minutes=15)
    assert len(mailoutbox) == 1


class AwayCache:
    def __getattr__(self, name):
        raise ConnectionError("the cache is away")


@pytest.fixture
def own_backend(settings, monkeypatch):
    """The one that speaks to a mail server; what the server does is told by the test."""
    settings.EMAIL_BACKEND = "accord.people.smtp.EmailBackend"
    monkeypatch.setattr("accord.people.mail.cache", AwayCache())
    asked = []

    def answering(answer):
        def send_messages(self, messages):
            asked.append(messages)
            if isinstance(answer, Exception):
                raise answer
            return len(messages)

        monkeypatch.setattr(smtp.EmailBackend, "send_messages", send_messages)
        return asked

    return answering


def test_a_letter_goes_once_and_is_forgotten_though_the_cache_is_away(queued, own_backend):
    asked = own_backend(None)
    write()
    worker = Worker()
    for _ in range(3):
        DBTaskResult.objects.filter(status="READY").update(run_after=timezone.now())
        worker.look_back_at = {}
        worker.do_one(SHORT)

    assert len(asked) == 1
    assert SECRET not in all_that_is_kept()


def test_a_letter_is_tried_again_though_the_cache_is_away_with_the_server(queued, own_backend):
    own_backend(smtplib.SMTPServerDisconnected("gone"))
    write()

    Worker().do_one(SHORT)

    assert DBTaskResult.objects.get().status == "READY"
    assert SECRET in all_that_is_kept()


def test_what_stood_in_a_letter_that_is_given_up_goes_with_it(queued, server, monkeypatch):
    monkeypatch.setattr("accord.jobs.worker.tries_of", lambda path: 1)
    server.answers = [ConnectionError("away")]
    write()

    Worker().do_one(SHORT)

    assert DBTaskResult.objects.get().status == "FAILED"
    assert SECRET not in all_that_is_kept()
