"""What an idea is asked. Forms, check page, paper and files are all made of this."""

from django.utils.translation import gettext_lazy as _

from accord.questions.declared import DeclaredQuestion

QUESTIONS = (
    DeclaredQuestion(
        code="title",
        kind="short_text",
        text=_("Your idea in a sentence"),
        max_length=120,
        stored_as="title",
        may_be_reworded=True,
    ),
    DeclaredQuestion(
        code="body",
        kind="long_text",
        text=_("What should change, and why?"),
        max_length=5000,
        rows=8,
        stored_as="body",
        may_be_reworded=True,
    ),
    DeclaredQuestion(
        code="place",
        kind="place",
        text=_("Where is it about?"),
        hint=_("A town, a street or a school. You can leave it empty."),
        is_required=False,
        max_length=200,
        stored_as="idea.place",
        on_paper=_("Where is it about? You can leave it empty."),
        may_be_reworded=True,
    ),
    DeclaredQuestion(
        code="signed_as",
        kind="signature",
        text=_("Your name"),
        hint=_("Shown with your idea. You can leave it empty."),
        is_required=False,
        max_length=80,
        stored_as="signed_as",
        on_paper=_("Your name, if you want it shown"),
    ),
    DeclaredQuestion(
        code="language",
        kind="language",
        text=_("Language you write in"),
        stored_as="language",
    ),
    DeclaredQuestion(
        code="consent",
        kind="consent",
        text=_("I agree that my words are public from today."),
        stored_as="provenance.consent_at",
        on_paper=_("I agree that my words are public."),
        refusal=_("Tick this if you agree. Without it we can’t take them."),
        stands_at_check=True,
    ),
)
