import pytest
from django import forms
from django.template import engines

from accord.ui.texts import LocalizedText, TextFormField


class IdeaForm(forms.Form):
    title = forms.CharField(label="Your idea", help_text="In a sentence.")
    place = forms.CharField(label="Where", required=False)
    door = forms.ChoiceField(
        label="How", widget=forms.RadioSelect, choices=[("a", "By name"), ("b", "Without")]
    )
    consent = forms.BooleanField(label="I agree.")
    about = TextFormField(label="About", languages=[("en", "English"), ("es", "Español")])


PAGE = "{% error_prefix %}{% error_summary form %}{% for f in form %}{% field f %}{% endfor %}"


@pytest.fixture
def show():
    return lambda form: engines["django"].from_string(PAGE).render({"form": form})


def test_a_fresh_form_shows_no_error(show):
    page = show(IdeaForm())

    assert "Error:" not in page
    assert "error" not in page.replace("id_title_error", "")


def test_each_error_stands_by_its_field_and_in_the_summary_with_a_link(show):
    page = show(IdeaForm({"place": "Alto"}))

    assert page.startswith("Error: ")
    for anchor in ("id_title", "id_door_0", "id_consent", "id_about_0"):
        assert f'<a href="#{anchor}">' in page
        assert f'id="{anchor}"' in page
    assert 'id="id_title_error"' in page
    assert 'aria-describedby="id_title_helptext id_title_error"' in page
    assert 'value="Alto"' in page


def test_a_group_of_choices_is_a_fieldset_with_a_legend(show):
    page = show(IdeaForm({}))

    assert page.count("<fieldset") == page.count("<legend") == 2  # the choices, and the languages


def test_what_may_be_left_out_says_so(show):
    assert show(IdeaForm()).count("(optional)") == 1


@pytest.mark.parametrize("blank", ["   ", "\u200b", "\u2060\ufeff", "\u3164", "\n\t"])
def test_a_text_with_nothing_to_see_does_not_fill_a_field(blank):
    title = TextFormField(languages=[("en", "English")], label="Title")

    with pytest.raises(forms.ValidationError):
        title.clean([blank])


def test_letters_that_join_others_stay_as_they_were_typed():
    flag = "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"
    words = f"می\u200cخواهم {flag}"

    assert TextFormField(languages=[("fa", "Persian")]).clean([words]) == LocalizedText(
        {"fa": words}
    )
