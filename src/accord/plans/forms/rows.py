"""Forms with as many rows as somebody needs."""

from typing import Any

from django import forms


class GrowingForm(forms.Form):
    """A form with numbered rows; a button adds one more, and what was typed stays."""

    row_name: str
    most_rows = 30

    def __init__(self, *args: Any, rows: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = min(max(rows, self._sent_rows()), self.most_rows)

    def _sent_rows(self) -> int:
        named = [number for number in range(1, self.most_rows + 1) if self._is_sent(number)]
        return max(named, default=0)

    def _is_sent(self, number: int) -> bool:
        return self.row_name % number in self.data

    @property
    def numbers(self) -> range:
        return range(1, self.rows + 1)

    @property
    def may_grow(self) -> bool:
        return self.rows < self.most_rows

    def as_sent(self) -> dict[str, Any]:
        """What was typed, unchecked, to begin a larger form with."""
        return {
            name: one.widget.value_from_datadict(self.data, self.files, self.add_prefix(name))
            for name, one in self.fields.items()
        }
