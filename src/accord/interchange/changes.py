"""Writing only what differs, and counting it."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.db import models

from accord.record.models import Subject
from accord.ui.texts import LocalizedText

Row = TypeVar("Row", bound=models.Model)


class Changes:
    """Finds rows by their stable codes; makes what is missing, mends what differs."""

    def __init__(self) -> None:
        self.count = 0

    def settle(self, model: type[Row], *, once: dict[str, Any] | None = None, **parts: Any) -> Row:
        """The row found by `by` with the values in `set_to`; `once` is for new rows alone."""
        row, _ = self.settled(model, once=once, **parts)
        return row

    def settled(
        self,
        model: type[Row],
        *,
        by: dict[str, Any],
        set_to: dict[str, Any] | None = None,
        once: dict[str, Any] | None = None,
        subject: Callable[[], Subject] | None = None,
    ) -> tuple[Row, bool]:
        """The row, and whether it was made or mended. A new thing gets its `subject`."""
        values = set_to or {}
        row = model._default_manager.filter(**by).first()
        if row is None:
            self.count += 1
            address = {"subject": subject()} if subject else {}
            return model._default_manager.create(**address, **by, **values, **(once or {})), True
        wrong = [name for name, value in values.items() if not same(getattr(row, name), value)]
        if wrong:
            for name in wrong:
                setattr(row, name, values[name])
            row.save(update_fields=wrong)
            self.count += 1
        return row, bool(wrong)


def same(kept: Any, wanted: Any) -> bool:
    if isinstance(kept, LocalizedText):
        return kept == LocalizedText(wanted)
    return bool(kept == wanted)
