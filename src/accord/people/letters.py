"""Letters to people: short, in the language of the page they were asked for on."""

import datetime as dt

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from accord.jobs.letters import send_letter


def send_code_letter(
    *, email: str, digits: str, site: str, minutes: int, expires_at: dt.datetime
) -> None:
    """Not sent any more once the code is over; nobody could do anything with it."""
    shown = f"{digits[:4]} {digits[4:]}"
    body = render_to_string(
        "people/letters/code.txt", {"code": shown, "site": site, "minutes": minutes}
    )
    send_letter(
        to=email,
        subject=_("Your code is %(code)s") % {"code": shown},
        body=body.strip() + "\n",
        expires_at=expires_at,
    )
