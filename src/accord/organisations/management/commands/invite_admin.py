from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email

from accord.organisations.invitations import UnknownSpaceError, invite_administrator


class Command(BaseCommand):
    help = "Make someone administrator of a space and print their link: one use, one day."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument(
            "--space", dest="space_key", help="the key; needed if there are several"
        )

    def handle(self, *args: Any, email: str, space_key: str | None, **options: Any) -> None:
        try:
            validate_email(email)
            link = invite_administrator(email=email, space_key=space_key)
        except ValidationError as error:
            raise CommandError(f"{email!r} is no e-mail address.") from error
        except UnknownSpaceError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(link)
