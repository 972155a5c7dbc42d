"""Many choices, several at once, under headings that open and close."""

from typing import Any

from django import forms

OPEN = 3  # as many headings stand open; of more, only those with something chosen


class GroupedChoices(forms.CheckboxSelectMultiple):
    """Checkboxes by heading. Choices are given as Django's groups: (heading, choices)."""

    template_name = "ui/forms/grouped_choices.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        groups = context["widget"]["optgroups"]
        context["groups"] = [
            (heading, options, len(groups) <= OPEN or any(one["selected"] for one in options))
            for heading, options, _index in groups
        ]
        return context
