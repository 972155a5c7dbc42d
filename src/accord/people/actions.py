"""What people do with their account. Signing in asks no rule: a proven address is the ticket."""

import datetime as dt
import secrets
from typing import Any

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext_lazy as _

from accord.errors import Conflict
from accord.jobs.letters import forget_letters_to
from accord.people import erasure, new_names, terms
from accord.people.models import Consent, Letter, Person, SignInCode, normalised_email
from accord.ui.words import refuse_contact

CODE_TIME = dt.timedelta(minutes=15)
LINK_TIME = dt.timedelta(days=1)
KEPT = dt.timedelta(days=1)


def _digest(key: object, secret: str) -> str:
    return salted_hmac("accord.people.sign-in", f"{key}:{secret}", algorithm="sha256").hexdigest()


def _make(email: str, secret: str, time: dt.timedelta) -> SignInCode:
    now = timezone.now()
    SignInCode.objects.filter(expires_at__lt=now - KEPT).delete()
    row = SignInCode(email=normalised_email(email) or "", expires_at=now + time)
    row.digest = _digest(row.key, secret)
    row.save()
    return row


@transaction.atomic
def make_code(*, email: str) -> tuple[SignInCode, str]:
    """A code for this address, and the eight digits that are sent there and kept nowhere."""
    digits = f"{secrets.randbelow(10**8):08d}"
    return _make(email, digits, CODE_TIME), digits


@transaction.atomic
def make_link_secret(*, email: str) -> tuple[SignInCode, str]:
    """The same for a link that works for a day, once."""
    secret = secrets.token_urlsafe(24)
    return _make(email, secret, LINK_TIME), secret


@transaction.atomic
def prove(*, key: Any, secret: str) -> SignInCode | None:
    """The row, its tries counted; `is_proven` says whether this was the right secret."""
    row = SignInCode.objects.select_for_update().filter(key=key).first()
    if row is None or not row.can_be_tried:
        return None
    row.tries += 1
    if constant_time_compare(row.digest, _digest(row.key, secret)):
        row.proven_at = timezone.now()
    row.save(update_fields=["tries", "proven_at"])
    return row


@transaction.atomic
def use_proof(*, key: Any) -> Person:
    """The person of a proven address, once; they have agreed to the terms."""
    code = _proven(key)
    person = Person.objects.get(email=code.email)
    _mark_used(code)
    return person


@transaction.atomic
def join(*, key: Any, display_name: str, language: str) -> Person:
    """Make or complete the account of a proven address, with consent to the terms as they are."""
    code = _proven(key)
    refuse_contact(display_name)
    person, _is_new = Person.objects.get_or_create(email=code.email, defaults={"password": "!"})
    person.display_name = display_name
    person.language = person.language or language
    person.save(update_fields=["display_name", "language"])
    new_names.say_everywhere(person)
    agree_to_terms(person)
    _mark_used(code)
    return person


def _proven(key: Any) -> SignInCode:
    code = SignInCode.objects.select_for_update().filter(key=key).first()
    if code is None or not code.is_proven:
        raise Conflict(_("This code was used already, or it is too old. Ask for a new one."))
    return code


def _mark_used(code: SignInCode) -> None:
    code.used_at = timezone.now()
    code.save(update_fields=["used_at"])


def agree_to_terms(person: Person) -> None:
    """One consent holds at a time; what was agreed to before stays on record as withdrawn."""
    older = person.consents.filter(purpose=terms.PURPOSE, withdrawn_at=None)
    older.exclude(text_version=terms.VERSION).update(withdrawn_at=timezone.now())
    Consent.objects.get_or_create(
        person=person,
        purpose=terms.PURPOSE,
        withdrawn_at=None,
        defaults={"text_version": terms.VERSION},
    )


@transaction.atomic
def change_account(*, person: Person, display_name: str, language: str) -> None:
    """An account belongs to no space: only its own person has a door to it."""
    refuse_contact(display_name)
    person.display_name = display_name
    person.language = language
    person.save(update_fields=["display_name", "language"])
    new_names.say_everywhere(person)


@transaction.atomic
def erase(*, person: Person) -> None:
    """Forget who this was. What they said stays, without a name; the account is over."""
    erasure.forget_everywhere(person)
    if person.email:
        SignInCode.objects.filter(email=person.email).delete()
        Letter.objects.filter(to__iexact=person.email).delete()
        forget_letters_to(person.email)
    person.consents.all().delete()
    EmailAddress.objects.filter(user_id=person.pk).delete()
    for name in ("display_name", "language", "time_zone"):
        setattr(person, name, "")
    person.email = person.phone = None
    person.last_login = None
    person.erased_at = timezone.now()
    person.set_unusable_password()
    person.save()
    person.sessions.all().delete()
