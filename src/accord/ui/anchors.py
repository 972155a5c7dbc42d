"""Where an error leads: the id of the box that a person has to look at."""

from django import forms

CHOICES = (forms.RadioSelect, forms.CheckboxSelectMultiple)


def codes_of(bound_field: forms.BoundField) -> list[str]:
    return [error.code or "" for error in bound_field.errors.as_data()]


def anchor_of(bound_field: forms.BoundField, code: str = "") -> str:
    """Of several boxes the one that is wrong, or the first."""
    widget = bound_field.field.widget
    if hasattr(widget, "id_of"):
        return str(widget.id_of(bound_field.auto_id, code))
    is_one_of_many = isinstance(widget, (*CHOICES, forms.MultiWidget))
    return f"{bound_field.auto_id}_0" if is_one_of_many else bound_field.auto_id
