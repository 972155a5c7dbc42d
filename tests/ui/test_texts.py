"""Which language of an official text a reader gets, when there's none in their own."""

import threading

import pytest
from django.utils import translation

from accord.plans.compare import changes
from accord.ui.templatetags.accord import official
from accord.ui.texts import LocalizedText, TextWidget, languages_here


@pytest.mark.parametrize(
    ("here", "there", "shown"),
    [
        (["es", "ar"], ["ar", "es"], "es"),  # the place's first language, not the alphabet's
        (["ar", "es"], ["ar", "es"], "ar"),
        (["es", "ar"], ["ar", "es", "fr"], "fr"),  # the reader's own before all
        (["es", "ar"], ["ar", "en"], "ar"),  # the place's second before English
        (["es"], ["ar", "en"], "en"),  # else English
        (["es"], ["ar", "qu"], "ar"),  # else any, always the same
    ],
)
def test_the_place_s_languages_come_before_the_alphabet(here, there, shown):
    text = LocalizedText({code: f"in {code}" for code in there})

    with translation.override("fr"), languages_here(here):
        assert text.in_language() == (f"in {shown}", shown)
        assert str(text) == f"in {shown}"


def test_where_no_place_is_named_english_comes_first():
    with translation.override("fr"):
        assert LocalizedText({"ar": "نعم", "en": "Yes"}).in_language().language == "en"
        assert LocalizedText({"es": "Sí", "ar": "نعم"}).in_language().language == "ar"


def test_the_language_that_is_shown_is_marked():
    with translation.override("fr"), languages_here(["es", "ar"]):
        assert (
            official(LocalizedText({"ar": "نعم", "es": "Sí"}))
            == '<span lang="es" dir="auto">Sí</span>'
        )


def test_a_place_is_forgotten_after_its_page_even_if_that_fails():
    with pytest.raises(ZeroDivisionError), languages_here(["es"]):
        raise ZeroDivisionError

    with languages_here(["ar"]), languages_here(["es"]):
        pass

    with translation.override("fr"):
        assert LocalizedText({"es": "Sí", "ar": "نعم"}).in_language().language == "ar"


def test_two_threads_have_each_their_own_place():
    shown, both_inside = {}, threading.Barrier(2)

    def make_page(*here):
        with languages_here(here), translation.override("fr"):
            both_inside.wait(timeout=30)
            shown[here] = LocalizedText({"es": "Sí", "ar": "نعم"}).in_language().language

    threads = [
        threading.Thread(target=make_page, args=here) for here in (("es", "ar"), ("ar", "es"))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert shown == {("es", "ar"): "es", ("ar", "es"): "ar"}


@pytest.mark.parametrize(
    ("here", "order"),
    [([], ["fr", "en", "ar", "es"]), (["es", "ar"], ["fr", "es", "ar", "en"])],
)
def test_changes_stand_in_the_order_people_read_them(here, order):
    after = LocalizedText({code: f"in {code}" for code in ("ar", "en", "es", "fr")})

    with translation.override("fr"), languages_here(here):
        assert [change.language for change in changes("1.1", LocalizedText(), after)] == order


@pytest.mark.parametrize(
    ("reader", "absent"), [("es", "inglés, francés"), ("fr", "espagnol, anglais")]
)
def test_names_of_languages_are_small_within_a_sentence(reader, absent):
    names = [("es", "Español"), ("en", "English"), ("fr", "Français")]
    widget = TextWidget(languages=sorted(names, key=lambda one: one[0] != reader), long=False)

    with translation.override(reader):
        assert widget.get_context("title", None, {})["widget"]["absent"] == absent
