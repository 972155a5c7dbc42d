"""Django's sessions in the database, with a column for whose they are (`SESSION_ENGINE`).

Two answers to one browser at the same moment each write what they changed, entry by entry: neither
takes back what the other put in, such as the code of a receipt.
"""

import re
from copy import deepcopy
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db
from django.db import transaction

MISSING = object()
OURS = re.compile("[a-z0-9]+")


class SessionStore(db.SessionStore):
    @classmethod
    def get_model_class(cls) -> Any:
        from accord.people.models import Session  # settings name this module before models load

        return Session

    def __init__(self, session_key: str | None = None) -> None:
        # Keys as we make them: a cookie can hold anything, and PostgreSQL takes no NUL.
        super().__init__(session_key if session_key and OURS.fullmatch(session_key) else None)
        self._before: dict[str, Any] = {}

    def load(self) -> dict[str, Any]:
        data: dict[str, Any] = super().load()
        self._before = deepcopy(data)
        return data

    def create_model_instance(self, data: dict[str, Any]) -> Any:
        row: Any = super().create_model_instance(data)
        row.person_id = data.get(SESSION_KEY)
        return row

    def save(self, must_create: bool = False) -> None:
        if self.session_key is None or must_create:
            super().save(must_create)
        else:
            with transaction.atomic():
                self._take_in_what_others_wrote()
                super().save(must_create)
        self._before = deepcopy(self._mine())

    def cycle_key(self) -> None:
        """Signing in takes along what another answer put into the session meanwhile."""
        with transaction.atomic():
            if self.session_key is not None:
                self._take_in_what_others_wrote()
            super().cycle_key()

    def _take_in_what_others_wrote(self) -> None:
        rows = self.model.objects.select_for_update()
        if (row := rows.filter(session_key=self.session_key).first()) is None:
            return
        mine, before = self._mine(), self._before
        changed = {key: mine[key] for key in mine if before.get(key, MISSING) != mine[key]}
        theirs = {
            key: value
            for key, value in self.decode(row.session_data).items()
            if key in mine or key not in before
        }
        self._session_cache = theirs | changed

    def _mine(self) -> dict[str, Any]:
        return dict(self.items())
