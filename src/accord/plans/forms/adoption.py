"""Adopting a plan, and taking a promise back."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accord.forum.models import Decision
from accord.plans.checks import decision_lack
from accord.plans.models import (
    ActionPlan,
)
from accord.spaces.models import Space
from accord.ui.texts import TextFormField


class ReasonForm(forms.Form):
    def __init__(self, *args: Any, space: Space, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"] = TextFormField(
            languages=space.language_choices, long=True, label=_("Why it is withdrawn")
        )


class AdoptionForm(forms.Form):
    """The decision; and where answers are owed, a reason and a typed confirmation."""

    decision = forms.ModelChoiceField(
        Decision.objects.none(), label=_("By which decision?"), empty_label=_("Choose a decision")
    )

    def __init__(self, *args: Any, plan: ActionPlan, owed: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.owed, self.plan = owed, plan
        decisions = Decision.objects.within(plan.process_id).order_by("-number")
        self.fields["decision"].queryset = decisions  # type: ignore[attr-defined]
        if owed:
            self.fields["reason"] = TextFormField(
                languages=plan.space.language_choices,
                long=True,
                label=_("Why can’t the answers wait?"),
                help_text=_("This stands on the cover of the plan, with your name."),
            )
        self.fields["confirmation"] = forms.CharField(
            max_length=60,
            label=_("Type the plan’s short name to adopt it"),
            help_text=plan.slug,
        )

    def clean_decision(self) -> Decision:
        decision: Decision = self.cleaned_data["decision"]
        if problem := decision_lack(self.plan, decision):
            raise forms.ValidationError(problem)
        return decision

    def clean_confirmation(self) -> str:
        typed: str = self.cleaned_data["confirmation"]
        if typed.strip() != self.plan.slug:
            raise forms.ValidationError(_("This isn’t the plan’s short name."))
        return typed
