"""Letters to people: short, in the language of the page they were asked for on."""

from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils.translation import gettext as _


def send_code_letter(*, email: str, digits: str, site: str, minutes: int) -> None:
    shown = f"{digits[:4]} {digits[4:]}"
    body = render_to_string(
        "people/letters/code.txt", {"code": shown, "site": site, "minutes": minutes}
    )
    send_mail(_("Your code is %(code)s") % {"code": shown}, body.strip() + "\n", None, [email])
