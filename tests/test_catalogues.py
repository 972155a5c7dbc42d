import re

import pytest
from tools.catalogues import COMPLETE, LANGUAGES, kept, messages, missing

PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|\{(\w*)\}")


@pytest.mark.parametrize("language", COMPLETE)
def test_no_message_lacks_its_translation(language):
    assert missing(language) == []


def test_french_has_one_apostrophe():
    strings = [str(message.string) for message in kept("fr")]

    assert [string for string in strings if re.search(r"[^\W\d]'[^\W\d]", string)] == []


def test_spanish_says_usted():
    strings = [str(message.string) for message in kept("es")]
    to_friends = r"(?i)\b(tu|tus|te|ti|contigo|puedes|quieres|tienes|haz)\b"

    assert [string for string in strings if re.search(to_friends, string)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_keep_every_placeholder(language):
    wrong = []

    for message in kept(language):
        strings = message.string if isinstance(message.string, tuple | list) else [message.string]
        source = message.id if isinstance(message.id, str) else message.id[-1]
        for string in strings:
            known = set(PLACEHOLDER.findall(source))
            if string and message.id and not set(PLACEHOLDER.findall(string)) <= known:
                wrong.append(string)

    assert wrong == []


def test_english_has_one_apostrophe():
    ids = [message.id for message in messages() if message.id]
    words = [word for one in ids for word in ([one] if isinstance(one, str) else one)]

    assert [word for word in words if re.search(r"[^\W\d]'[^\W\d]", word)] == []
