"""What nobody serves isn't offered: a sentence that sounds like an offer names what keeps it.

A new sentence about texting, calling, desks, letters, following or a time somebody would have to
keep fails here. Build what keeps it and write it into SERVED beside that, or don't say it.
"""

import importlib.util
import pkgutil
import re
from collections.abc import Iterator

import pytest
from tools.catalogues import messages

from accord.demo import content
from accord.demo.calls import lines_of
from accord.demo.content.beach_plan import IDEAS
from accord.ui.words import reason_to_hold

# What a page would say to offer a way in, news, or a time; in the languages of the demo.
OFFERS = {
    "en": [
        r"\bSMS\b|\btext (message|us|me|\w+ to \d)|\bby text\b|\bphone|\b(call|dial) (us|\d)",
        r"help ?line|hotline|\bdesks?\b|\bpaper\b|\bslips?\b|post office|\bhand it in\b|workshop",
        r"\bmeetings?\b|\bminutes (are|will|of)\b|\bminutes\.|recording|live ?stream",
        r"\bfollow|subscri|\bnotif|remind|newsletter|digest|\bletters?\b|\be-?mail(?! address)",
        r"\b(we|they)([’']ll| will)\b|\b(tell|write to|contact|inform|let) you\b",
        r"\b(a person|somebody|someone) will\b|\busually\b|\bwithin\b|weekly|\bevery (day|week)",
    ],
    "es": [
        r"\bSMS\b|mensaje|tel[eé]fono|\bllam|\bactas?\b|\bpapel\b|correo|avis[oa]|recordator",
        r"suscri|reuni[oó]n|le (diremos|avisaremos|escribiremos)|normalmente",
    ],
    "fr": [
        r"\bSMS\b|par message|téléphon|\bappel|comptes? rendus?|papier|\bposte\b|rappel",
        r"abonn|réunion|nous vous (dirons|préviendrons|écrirons)|en général",
    ],
}

# The sentences that sound so, by the code that keeps them.
SERVED = {
    "accord.people.letters": {  # sends the code, and nothing else
        "Eight digits, from the letter we sent.",
        "It works once, for a day. You can still sign in with a code by e-mail.",
        "Letters not sent",
        "Letters of the demo",
        "No letter? It can take a minute. Look among unwanted mail, too.",
        "No letters yet. They stand here as soon as there is one, the newest first.",
        "No mail server is set, so letters are kept here. "
        "Pass a code on only to the person it is for.",
        "Nothing is sent from here. Every letter is kept on this page, the newest first.",
        "Read their letters",
        "This isn’t the code we sent. Look at the newest letter and try again.",
        "Type the code from the letter.",
        "Type your e-mail address. We’ll send you a code; there is no password. "
        "If you’re new, this makes your account.",
        "We sent a letter to <bdi>%(email)s</bdi>. The code in it works until %(until)s.",
        "e-mail",
    },
    "accord.operations.findings": {  # tells who runs the installation whether letters go out
        "It was last seen on %(when)s, %(ago)s ago. Letters, jobs and the public log wait.",
        "Letters and the codes people sign in with stay on this machine.",
        "Letters don’t go out",
        "Letters go out",
        "Without one no letters go out, no job is done and the public log stands still.",
    },
    "accord.contributions.views.receipts": {  # the slip, printed by the browser
        "Print the slip",
        "We can’t find this code. Compare it with your slip.",
    },
    "accord.activities.ideas.views.ideas": {  # a sheet that anyone types in on the website
        "Add questions of your own to the form, on the web and on paper.",
        "Paper form",
        "Print a paper form",
    },
    "accord.contributions.models": {  # Door: it tells how words came
        "At a desk",
        "At a desk, %(day)s. Here is what became of it.",
        "At a workshop, %(day)s. Here is what became of it.",
        "By e-mail, %(day)s. Here is what became of it.",
        "By phone, %(day)s. Here is what became of it.",
        "By text message, %(day)s. Here is what became of it.",
        "E-mail",
        "On a paper form, %(day)s. Here is what became of it.",
        "Phone call",
        "Text message",
        "Workshop",
    },
    "accord.contributions.actions.submission": {  # who types at a desk what others say
        "Desk operator",
    },
    "accord.thread.walk": {  # from words to what became of them, and back
        "Follow it back to what people said",
        "What several people said, put together as one thing. "
        "Each can be followed to what became of it.",
        "Whatever somebody says can be followed to the answer, "
        "and whatever is promised back to who asked.",
    },
    "accord.ui.words": {  # what is held isn't shown before a moderator publishes it
        "A person will read this first.",
        "It contains a phone number.",
        "Leave out phone numbers and e-mail addresses: this is public.",
    },
    "accord.people.outbox": {
        "Letters kept for want of a mail server",
    },
    "accord.files.contents.reencode": {
        "We couldn’t get it ready in time. Choose it again in some minutes.",
    },
    "accord.record.numbering": {  # a tick of the worker
        "Recorded in the public log. It gets its number within seconds.",
        "This is recorded. It gets its number in the log within seconds.",
    },
    "accord.organisations.invitations": {  # a command: its address is typed, its link printed
        "If you run this site: <code>accord invite-admin EMAIL --space NAME</code> "
        "makes the first place on it. The guide for operators says how.",
    },
    "accord.people.erasure": {
        "We’ll delete your name, your address and your settings, at once and for good. "
        "What you said stays where it is, without your name: others may have answered it.",
    },
    "accord.forum.actions.decisions": {
        "You can hold it as a meeting and record what was decided.",
    },
}
ONLY_SOUNDS_SO = {
    "Its letters aren’t in UTF-8. Save it as “UTF-8” text or “CSV UTF-8”.",
    "Paper",  # a paper of a process, to read
    "Everybody can read a file’s name. We left out what looks like a phone number or an e-mail "
    "address: the name is “%(name)s” now.",  # whoever added it reads that once
    "Longest answer, in letters",  # of the alphabet
    "Once published, this is part of the public log. It can’t be changed, only followed by another"
    " version.",
    "A meeting about it",  # what an office says of itself, in its answer
    "We’ll come and ask",
    "Twelve letters and digits, such as 7K4P-92QX-M3TD. Capitals don’t matter.",
    "What they will do",  # the label beside a role
    "You can choose light or dark at the foot of each page. "
    "If your device asks for more contrast or less motion, we follow it.",
    "We test with programs and by keyboard. "
    "People who use screen readers or other aids every day haven’t tested it yet, "
    "so there may be faults we don’t know of.",
    # Signs that are typed.
    "The file’s name may have %(max)d letters, and it has %(length)d.",
    "Use letters from a to z, digits and hyphens alone.",
    "Use letters, digits and hyphens alone.",
    "Write at least %(limit_value)d letters. It has %(show_value)d.",
    "Write at most %(limit_value)d letters. It has %(show_value)d.",
    "You have an old phone and an idea",  # a step of the demo's story
}

# The demo's story: what people and offices say to each other, and how the third plan came about.
# It is told, and no offer of the site's; the calls that are open now, and the place itself, are.
TOLD = {
    "beach_plan.COMMITMENTS",
    "comments.COMMENTS",
    "fourth_plan.DRAFT_THEMES",
    "fourth_plan.HELD",  # somebody's own number, which is why their words are held
    "third_plan.SINGLE_ANSWERS",
    "third_plan.THEMES",
    "third_plan_process.PHASES",
    "third_plan_promises.COMMITMENTS",
}


def is_offer(text: str, language: str = "en") -> bool:
    return re.search("|".join(OFFERS[language]), text, re.IGNORECASE) is not None


def sentences() -> Iterator[str]:
    """Every message of pages, forms and letters; of several numbers, the plural."""
    for message in messages():
        if message.id:
            yield message.id if isinstance(message.id, str) else message.id[-1]


def told_in_the_demo() -> Iterator[tuple[str, str, str]]:
    """(module.CONSTANT, language, text) of the demo's own texts."""
    for found in pkgutil.iter_modules(content.__path__):
        module = importlib.import_module(f"{content.__name__}.{found.name}")
        for name in filter(str.isupper, vars(module)):
            for language, text in texts_in(getattr(module, name)):
                yield f"{found.name}.{name}", language, text


def texts_in(thing: object, language: str = "en") -> Iterator[tuple[str, str]]:
    if isinstance(thing, str):
        yield language, thing
    elif isinstance(thing, dict):
        for key, value in thing.items():
            yield from texts_in(value, key if key in OFFERS else language)
    elif isinstance(thing, list | tuple):
        for part in thing:
            yield from texts_in(part, language)


def test_each_sentence_that_sounds_like_an_offer_names_what_keeps_it():
    offered = set(filter(is_offer, sentences()))
    named = ONLY_SOUNDS_SO.union(*SERVED.values())

    assert (sorted(offered - named), sorted(named - offered)) == ([], [])


@pytest.mark.parametrize("module", SERVED)
def test_what_keeps_it_is_there(module):
    assert importlib.util.find_spec(module)


def test_the_demo_offers_nothing_that_nobody_serves():
    offered = [
        (place, text)
        for place, language, text in told_in_the_demo()
        if place not in TOLD and is_offer(text, language)
    ]

    assert offered == []


def test_the_demo_gives_no_number_to_call():
    numbers = {place for place, _, text in told_in_the_demo() if reason_to_hold(text)}

    assert numbers == {"fourth_plan.HELD"}


def test_what_was_said_to_an_open_call_came_by_the_website():
    doors = {line.door for line in lines_of("fourth_plan_ideas.txt")}
    doors |= {door for _language, door, *_words in IDEAS}

    assert doors == {"web"}


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Text IDEA to 4646, free"),
        ("en", "Call 0800 446 446"),
        ("en", "Help line, free of charge"),
        ("en", "Hand it in by 3 May. You get a slip with a code."),
        ("en", "The minutes are public."),
        ("en", "Only you can see it. Usually within a day."),
        ("en", "We'll tell you when something changes"),
        ("en", "Follow this plan"),
        ("en", "We have it. A person will look at it."),
        ("en", "Subscribe to the newsletter"),
        ("es", "Envíe un mensaje al 4646"),
        ("es", "Las actas son públicas."),
        ("fr", "Appelez le 0800 446 446"),
        ("fr", "Les comptes rendus sont publics."),
    ],
)
def test_an_offer_is_noticed(language, sentence):
    assert is_offer(sentence, language)
