from collections import Counter
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accord.record.kinds import kind_of, kinds, load_shown
from accord.record.models import Subject
from accord.record.relations import LED_TO
from accord.record.viewer import Viewer

MOST = 300  # things to choose from, the newest


class TieForm(forms.Form):
    """What came of a thing: whatever the viewer sees of what things can lead to."""

    to = forms.ChoiceField(label=_("What came of it?"))

    def __init__(self, *args: Any, source: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ends = [kind.key for kind in kinds() if kind.station in LED_TO.targets and not kind.part_of]
        rows = Subject.objects.filter(space=viewer.space, kind__in=ends).exclude(pk=source.pk)
        found = load_shown(rows.order_by("-pk")[:MOST], viewer)
        self.things = {name_of(thing): thing for thing in found}
        groups: dict[str, list[tuple[str, str]]] = {}
        above = wholes_of_namesakes(found, viewer)
        for name, thing in self.things.items():
            noun = str(kind_of(thing).noun).capitalize()
            label = f"{thing.name_inside}. {thing}{above.get(thing.pk, '')}"
            groups.setdefault(noun, []).append((name, label))
        to = self.fields["to"]
        assert isinstance(to, forms.ChoiceField)  # noqa: S101 - narrows for the type checker
        to.choices = [("", _("Choose")), *groups.items()]

    @property
    def thing(self) -> Any:
        return self.things[self.cleaned_data["to"]]


def wholes_of_namesakes(things: Sequence[Any], viewer: Viewer) -> dict[int, str]:
    """Of things of one kind and number, such as the fourth promises of two plans: where each is."""
    count = Counter((thing.subject.kind, thing.name_inside) for thing in things)
    namesakes = [
        thing.subject for thing in things if count[thing.subject.kind, thing.name_inside] > 1
    ]
    parents = Subject.objects.filter(pk__in={subject.parent_id for subject in namesakes})
    titles = {whole.pk: f" ({whole})" for whole in load_shown(parents, viewer)}
    return {subject.pk: titles.get(subject.parent_id or 0, "") for subject in namesakes}


def name_of(thing: Any) -> str:
    return f"{thing.subject.kind}:{thing.subject.code}"
