import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from accord.ui.words import HeldWordsField


class SightingForm(forms.Form):
    title = HeldWordsField(label=_("What you saw, in a sentence"), max_length=120)
    body = HeldWordsField(label=_("Tell us more"), max_length=5000, widget=forms.Textarea)
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
