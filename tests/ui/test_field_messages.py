"""What a field says is said in our words, in every language: Django's own reach nobody."""

import pytest
from django import forms
from django.core import validators
from django.utils import translation
from tools.catalogues import messages

import accord.answers.forms
import accord.contributions.forms
import accord.forum.forms
import accord.people.forms
import accord.plans.forms
import accord.processes.forms.activities
import accord.processes.forms.processes
import accord.themes.forms  # noqa: F401 - all that are walked are imported

# Of inline forms, file names on our own disk and addresses of machines we ask nobody.
UNUSED = {"FilePathField", "GenericIPAddressField", "InlineForeignKeyField"}


def below(kind):
    found = [kind]
    for each in kind.__subclasses__():
        found += below(each)
    return list(dict.fromkeys(found))


def ours():
    return {
        words
        for message in messages()
        for words in (message.id if isinstance(message.id, tuple | list) else [message.id])
    }


def said(message):
    """As it stands in the catalogue: of plural forms the first."""
    with translation.override("en"):
        singular = getattr(message, "_kwargs", {}).get("singular")
        return singular or str(message)


def messages_of_fields():
    for field in below(forms.Field):
        if field.__name__ in UNUSED or field.__module__.startswith(("django.contrib", "allauth")):
            continue
        for part in reversed(field.__mro__):
            for key, message in getattr(part, "default_error_messages", {}).items():
                yield f"{field.__name__}.{key}", message


def messages_of_validators():
    kinds = [*below(validators.BaseValidator), *below(validators.RegexValidator)]
    kinds += [validators.EmailValidator, validators.FileExtensionValidator]
    kinds += [validators.ProhibitNullCharactersValidator]
    for kind in dict.fromkeys(kinds):
        if not kind.__module__.startswith("django.contrib"):  # user names: nobody has one here
            yield kind.__name__, kind.message
    yield from (("DecimalValidator", one) for one in validators.DecimalValidator.messages.values())


def messages_of_forms():
    for form in below(forms.BaseForm):
        for name, field in getattr(form, "base_fields", {}).items():
            if form.__module__.startswith("accord"):
                for key, message in field.error_messages.items():
                    yield f"{form.__name__}.{name}.{key}", message
                for validator in field.validators:
                    yield f"{form.__name__}.{name}", getattr(validator, "message", None)


@pytest.mark.parametrize("walk", [messages_of_fields, messages_of_validators, messages_of_forms])
def test_every_message_is_of_our_catalogue(walk, count):
    known = ours()

    found = [(name, message) for name, message in walk() if message is not None]
    strange = sorted(
        {(name, said(message)) for name, message in found if said(message) not in known}
    )

    count("messages of fields", len(found))
    assert strange == []


@pytest.mark.parametrize("language", ["es", "fr"])
def test_too_long_is_said_in_the_readers_language(language):
    field = forms.CharField(max_length=3)

    with translation.override(language), pytest.raises(forms.ValidationError) as wrong:
        field.clean("four")
    with translation.override(language):
        words = wrong.value.messages[0]

    assert ("3" in words, "letters" in words, "Ensure" in words) == (True, False, False)
