"""A kind of question of one's own: everything about it is said here."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from accord.questions.registry import NUMBER, QuestionKind


class Steepness(QuestionKind):
    key = "steepness"
    name = _("How steep a way is, from 1 to 5")
    column = NUMBER
    paper_template = "walks/steepness.html"

    def field(self, question, asking):
        choices = [(str(number), "/" * number) for number in range(1, 6)]
        return forms.TypedChoiceField(
            choices=choices, coerce=Decimal, empty_value=None, widget=forms.RadioSelect
        )

    def shown(self, question, value):
        return f"{value:f} of 5".replace(".0000", "")
