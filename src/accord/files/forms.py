"""Choosing files, saying what they are, and why one goes."""

from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from accord.errors import Conflict
from accord.files.contents.kinds import PICTURES, TYPES
from accord.files.names import shown_name
from accord.ui.words import WordsField

ROWS = 3
ACCEPTED = ",".join(kind.partition(";")[0] for kind in TYPES.values())
ACCEPTED_PICTURES = ",".join(TYPES[kind] for kind in PICTURES)
SAY_WHAT = _("Say what it shows, then choose the file again.")


@dataclass(frozen=True)
class Chosen:
    """A file with what was said of it, and the field to which a refusal belongs."""

    field: str
    upload: "UploadedFile[Any]"
    description: str


def file_field(accepted: str, **kwargs: Any) -> forms.FileField:
    widget = forms.FileInput(attrs={"accept": accepted})
    # An empty file gets our own words, with its name.
    return forms.FileField(widget=widget, allow_empty_file=True, **kwargs)


class FilesForm(forms.Form):
    """Up to three files at once, each with its description."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in range(1, ROWS + 1):
            self.fields[f"file-{number}"] = file_field(
                ACCEPTED,
                required=number == 1,
                label=_("File %(number)d") % {"number": number},
                error_messages={"required": _("Choose a file.")},
            )
            self.fields[f"description-{number}"] = WordsField(
                required=number == 1,
                max_length=300,
                label=_("What it shows"),
                error_messages={"required": SAY_WHAT},
            )

    @property
    def rows(self) -> Iterator[tuple[forms.BoundField, forms.BoundField]]:
        for number in range(1, ROWS + 1):
            yield self[f"file-{number}"], self[f"description-{number}"]

    def clean(self) -> dict[str, Any]:
        """One file is enough, in whichever row; where there is none, only that is said."""
        data = super().clean() or {}
        has_any = any(f"file-{number}" in self.files for number in range(1, ROWS + 1))
        if "file-1" not in self.files:
            for name in ["description-1"] + ["file-1"] * has_any:
                if self.has_error(name, "required"):
                    del self.errors[name]
        return data

    def chosen(self) -> Iterator[Chosen]:
        """The files whose own fields are right; of the others the form says what is missing."""
        for number in range(1, ROWS + 1):
            field = f"file-{number}"
            upload = self.cleaned_data.get(field)
            words = self.cleaned_data.get(f"description-{number}")
            if upload and words:
                yield Chosen(field, upload, words)
            elif upload and f"description-{number}" not in self.errors:
                self.refuse(field, upload, str(SAY_WHAT))

    def forget(self, field: str) -> None:
        """What is in needn't be said again beside what isn't."""
        data: Any = copy(self.data)  # the request's own can't be changed
        data[field.replace("file-", "description-")] = ""
        self.data = data

    def refuse(self, field: str, upload: "UploadedFile[Any]", why: str) -> None:
        named = {"name": shown_name(upload.name or ""), "why": why}
        self.add_error(field, _("“%(name)s” wasn’t added. %(why)s") % named)


class LogoForm(forms.Form):
    logo = file_field(
        ACCEPTED_PICTURES,
        label=_("Picture"),
        help_text=_("JPEG, PNG, WebP or GIF. It stands beside the name, as high as two lines."),
        error_messages={"required": _("Choose a picture.")},
    )

    def refuse(self, conflict: Conflict) -> None:
        named = {"name": shown_name(self.cleaned_data["logo"].name or ""), "why": conflict.message}
        self.add_error("logo", _("“%(name)s” wasn’t added. %(why)s") % named)


class RemovalForm(forms.Form):
    reason = WordsField(
        max_length=300,
        label=_("Why do you take it away?"),
        help_text=_("Everybody can read this."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, is_public: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_public:
            del self.fields["reason"]
