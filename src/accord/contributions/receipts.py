"""Receipt codes: secret, sayable by phone, and stored only as a keyed hash.

Twelve symbols of Crockford's base 32 (no I, L, O, U), shown as 4-4-4: eleven made of a secret and
the form's key, 55 bits, which no one guesses at a limited rate; and one that checks the others
(Luhn modulo 32).
"""

import hashlib
import hmac
import secrets

from django.conf import settings
from django.utils import timezone

from accord.contributions.models import Receipt
from accord.processes.models import Activity

SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 12
_FORGIVEN = str.maketrans({"O": "0", "I": "1", "L": "1"})


def new_code() -> str:
    drawn = "".join(secrets.choice(SYMBOLS) for _ in range(LENGTH - 1))
    return shown(drawn + check_symbol(drawn))


def code_from(secret: bytes) -> str:
    """The code that belongs to this secret: always the same, and nobody's guess without the key."""
    sealed = hmac.new(settings.RECEIPT_KEY.encode(), b"code:" + secret, hashlib.sha256).digest()
    number = int.from_bytes(sealed[:8], "big")
    drawn = "".join(SYMBOLS[number >> 5 * place & 31] for place in range(LENGTH - 1))
    return shown(drawn + check_symbol(drawn))


def check_symbol(symbols: str) -> str:
    """The symbol that catches one wrong symbol and nearly every swap of two neighbours."""
    return SYMBOLS[-_luhn_sum(symbols, doubled_last=True) % len(SYMBOLS)]


def _luhn_sum(symbols: str, *, doubled_last: bool) -> int:
    base, total, doubled = len(SYMBOLS), 0, doubled_last
    for symbol in reversed(symbols):
        value = SYMBOLS.index(symbol) * (2 if doubled else 1)
        total += value // base + value % base
        doubled = not doubled
    return total


def shown(symbols: str) -> str:
    return "-".join(symbols[start : start + 4] for start in range(0, len(symbols), 4))


def understood(typed: str) -> str:
    """The code a person meant, as it is shown; empty when it can't be one.

    Case, spaces and dashes don't matter, and O, I and L are read as 0 and 1.
    """
    plain = "".join(mark for mark in typed.upper() if mark.isalnum()).translate(_FORGIVEN)
    if len(plain) != LENGTH or any(symbol not in SYMBOLS for symbol in plain):
        return ""
    return shown(plain) if _luhn_sum(plain, doubled_last=False) % len(SYMBOLS) == 0 else ""


def code_hash(code: str) -> str:
    key = settings.RECEIPT_KEY.encode()
    return hmac.new(key, code.replace("-", "").encode(), hashlib.sha256).hexdigest()


def issue(activity: Activity | None, code: str = "") -> tuple[Receipt, str]:
    """A receipt and its code, drawn where none is given. Of the code, the hash alone is stored.

    What is sent again after it was taken back has the code it had, so it stands on that receipt.
    """
    code = code or new_code()
    about = {"activity": activity, "issued_on": timezone.localdate()}
    receipt, _ = Receipt.objects.get_or_create(code_hash=code_hash(code), defaults=about)
    return receipt, code


def find(typed: str) -> Receipt | None:
    code = understood(typed)
    return Receipt.objects.filter(code_hash=code_hash(code)).first() if code else None
