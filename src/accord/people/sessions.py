"""Django's sessions in the database, with a column for whose they are (`SESSION_ENGINE`)."""

from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db

from accord.jobs import ticks


class SessionStore(db.SessionStore):
    @classmethod
    def get_model_class(cls) -> Any:
        from accord.people.models import Session  # settings name this module before models load

        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Any:
        row: Any = super().create_model_instance(data)
        row.person_id = data.get(SESSION_KEY)
        return row


def register() -> None:
    ticks.register("sessions", SessionStore.clear_expired, seconds=3600)
