from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from accord.files.actions import set_quota
from accord.files.sizes import size_in_words
from accord.spaces.models import Space


class Command(BaseCommand):
    help = (
        "Say how much room the files of a space may take, in megabytes; 0: what the settings say."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("space_key")
        parser.add_argument("megabytes", type=int)

    def handle(self, *args: Any, space_key: str, megabytes: int, **options: Any) -> None:
        space = Space.objects.filter(key=space_key).first()
        if space is None:
            raise CommandError(f"There is no space {space_key!r}.")
        if megabytes < 0:
            raise CommandError("Room is counted from 0 up.")
        tally = set_quota(space=space, size=megabytes * settings.MEGABYTE or None)
        taken, limit = size_in_words(tally.size), size_in_words(tally.limit)
        self.stdout.write(f"Files of {space_key} take {taken} of {limit}.")
