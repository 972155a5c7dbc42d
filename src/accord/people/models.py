import datetime as dt
import uuid
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class PersonManager(BaseUserManager["Person"]):
    def create_person(self, *, email: str | None = None, **fields: Any) -> "Person":
        person = self.model(email=normalised_email(email), **fields)
        person.set_unusable_password()
        person.save(using=self._db)
        return person


def normalised_email(email: str | None) -> str | None:
    """One spelling per mailbox, so that the unique constraint means something."""
    return email.strip().casefold() if email and email.strip() else None


class Person(AbstractBaseUser):
    """Someone with an account, or someone a desk or a phone line has met. No username."""

    email = models.EmailField(_("e-mail"), null=True, blank=True, unique=True)
    phone = models.CharField(max_length=20, null=True, blank=True, unique=True)
    display_name = models.CharField(_("name"), max_length=80, blank=True)
    language = models.CharField(max_length=12, blank=True)
    time_zone = models.CharField(max_length=40, blank=True)
    joined_at = models.DateTimeField(auto_now_add=True)
    erased_at = models.DateTimeField(null=True, blank=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = PersonManager()

    def __str__(self) -> str:
        return self.display_name or f"person {self.pk}"

    @property
    def is_active(self) -> bool:  # type: ignore[override]
        return self.erased_at is None

    def get_full_name(self) -> str:
        return self.display_name


class Session(AbstractBaseSession):
    """What a browser holds on to; `person` is nobody until somebody signs in."""

    person = models.ForeignKey(
        Person, models.CASCADE, null=True, blank=True, related_name="sessions"
    )


class Consent(models.Model):
    """That a person agreed to something, to which wording, and until when."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=40)
    text_version = models.CharField(max_length=20)
    given_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "purpose"],
                name="consent_once",
                condition=Q(withdrawn_at__isnull=True),
            )
        ]


class SignInCode(models.Model):
    """A secret that was sent to an address, to prove that whoever types it reads mail there.

    Made for any address, known or not: only a proven address is ever looked up.
    """

    MOST_TRIES = 5
    JOINING_TIME = dt.timedelta(hours=1)

    key = models.UUIDField(unique=True, default=uuid.uuid4)
    email = models.CharField(max_length=320)
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    proven_at = models.DateTimeField(null=True, blank=True)
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["expires_at"], name="sign_in_code_expiry")]
        constraints = [
            models.CheckConstraint(condition=Q(tries__lte=5), name="sign_in_code_few_tries"),
            models.CheckConstraint(
                condition=Q(used_at=None) | Q(proven_at__isnull=False),
                name="sign_in_code_proven_before_use",
            ),
        ]

    @property
    def can_be_tried(self) -> bool:
        is_fresh = self.proven_at is None and timezone.now() < self.expires_at
        return is_fresh and self.tries < self.MOST_TRIES

    @property
    def is_proven(self) -> bool:
        """Typed rightly a short while ago, and not yet used to sign in."""
        if self.proven_at is None or self.used_at is not None:
            return False
        return timezone.now() < self.proven_at + self.JOINING_TIME


class Letter(models.Model):
    """A mail that was kept in the outbox instead of sent, where no mail server is set."""

    to = models.CharField(max_length=320)
    subject = models.CharField(max_length=250)
    body = models.TextField()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["-id"], name="letter_newest")]


class SignedInRequest(HttpRequest):
    """A request of somebody who is signed in; for views behind `login_required`."""

    user: Person
