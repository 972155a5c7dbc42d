from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    """What allauth may say and do here: sign people in, in silence. Our pages do the talking."""

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Our pages say what happened themselves."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False  # people join by our own page (docs/adr/0002)
