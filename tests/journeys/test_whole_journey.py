"""From an idea to its answer and the promise that came of it: everybody's part, in a browser."""

import datetime as dt
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

from playwright.sync_api import Browser, expect

from tests.journeys.conftest import Site
from tests.journeys.crawling import Remembering
from tests.journeys.reader import Reader, reading
from tests.journeys.test_journey import EITHER_WAY, EVERYWHERE, receipt_code
from tests.journeys.thread_line import BACKWARD, FORWARD, line_of

PROCESS, PLAN, PROMISE = "Clean beaches", "Plan for clean beaches", "Know before you bathe"
IDEA = "Signs at the beach in both languages"
THEME = {"English": "Say at the beach what is in the water", "Español": "Que la playa lo diga"}
TAKEN_UP = "The forum takes up the signs in part"
ADOPTED = "The forum adopts the plan for clean beaches"
DISSENT = "A sign without a weekly test says nothing."
ANSWER = "Cada viernes, el resultado estará en la playa."
PERIOD = "First half of the year"


@dataclass(frozen=True)
class Stage:
    """Where the journey happens, and in what kind of browser."""

    browser: Browser
    site: Site
    width: int
    script: bool
    pages: list[int]
    keyboard: bool = False

    @contextmanager
    def visitor(self) -> Iterator[Reader]:
        how = {"width": self.width, "script": self.script, "keyboard": self.keyboard}
        with reading(self.browser, **how) as reader:
            yield reader
            self.pages.append(reader.pages)

    @contextmanager
    def person(self, name: str, language: str = "en") -> Iterator[Reader]:
        """Somebody of the demo, on the page that says what they have to do."""
        with self.visitor() as reader:
            reader.page.goto(f"{self.site.url}/demo/people/")
            reader.press("Be %(name)s", name=name)
            reader.language = language
            reader.follow("Your work")
            reader.is_at("Your work")
            yield reader


def visitor_speaks(stage: Stage) -> str:
    with stage.visitor() as reader:
        reader.page.goto(f"{stage.site.url}/processes/clean-beaches/")
        reader.follow("Share an idea")
        reader.write("Your idea in a sentence", IDEA)
        reader.write("What should change, and why?", "I can't tell whether the water is safe.")
        reader.press("Continue")
        reader.is_at("Check what you wrote")
        reader.tick("I agree that my words are public")
        reader.press("Send")
        return receipt_code(reader.page)


def rapporteur_makes_a_theme(stage: Stage) -> None:
    with stage.person("Inés Duarte", "es") as ines:
        ines.follow("Playas limpias", inside="Sort what people said")
        for title in (IDEA, "A flag that tells the truth"):
            ines.tick(title)
        ines.press("New theme from these…")
        ines.sees("The chosen ideas")
        for language, words in THEME.items():
            ines.write_in(language, "What people say, in one sentence", words)
        ines.press("Make the theme")
        ines.follow("Que la playa lo diga")
        ines.press("Publish")


def forum_takes_it_up(stage: Stage) -> None:
    with stage.person("Yusuf Brandt") as yusuf:
        yusuf.follow(PROCESS, inside="Plan and run")
        yusuf.follow("Decisions")
        record_decision(yusuf, TAKEN_UP, "Signs yes; who pays for them is open.", DISSENT)
        yusuf.follow("Tie a theme to this decision")
        yusuf.follow(THEME["English"])
        yusuf.choose("What was decided", TAKEN_UP)
        yusuf.press("Tie to this decision")
        yusuf.sees(TAKEN_UP)


def record_decision(yusuf: Reader, title: str, text: str, dissent: str = "") -> None:
    yusuf.follow("Record a decision")
    yusuf.write_in("English", "What was decided, in a sentence", title)
    yusuf.write_in("English", "The decision and its reasons", text)
    yusuf.tick("A majority of each side")
    for stance in yusuf.page.locator("select[name^=stance-]").all():
        yusuf.hand.choose(stance, "Agreed")
    if dissent:
        yusuf.choose("Water Watch", "Disagreed")
        yusuf.write("Why: Water Watch", dissent)
    yusuf.press("Record it")
    yusuf.is_at(title)
    yusuf.sees(dissent or "4 of 4 agreed")


def rapporteur_drafts_the_answer(stage: Stage) -> None:
    with stage.person("Inés Duarte", "es") as ines:
        ines.follow("Playas limpias", inside="Sort what people said")
        ines.follow("Themes")
        ines.follow("Write an answer")
        ines.choose("Which office answers?", "Ministerio de Salud")
        ines.choose("What became of it?", "In the plan, in part")
        ines.write_in("Español", "The answer, and why", ANSWER)
        ines.tick("1.1 ")
        ines.press("Save")
        ines.is_at("Ministerio de Salud")


def office_clears_and_publishes(stage: Stage) -> None:
    with stage.person("Celia Marsh", "es") as celia:
        celia.follow("Ministerio de Salud", inside="Answer for your office")
        celia.tick("Choose this answer")
        celia.press("Clear the chosen answers in my name")
        celia.tick("Choose this answer")
        celia.press("Publish the chosen answers")


def forum_adopts_the_plan(stage: Stage) -> None:
    with stage.person("Yusuf Brandt") as yusuf:
        yusuf.follow(PROCESS, inside="Plan and run")
        yusuf.follow("Decisions")
        record_decision(yusuf, ADOPTED, "All of it, as drafted.")
        yusuf.follow(PROCESS)
        yusuf.follow(PLAN)
        yusuf.follow("Write the plan")
        yusuf.follow("Adopt the plan")
        yusuf.choose("By which decision?", ADOPTED)
        yusuf.write("Type the plan’s short name to adopt it", "clean-beaches")
        yusuf.sees("All ideas are answered.")
        yusuf.press("Adopt the plan")
        yusuf.is_at(PLAN)
        open_period(yusuf)


def open_period(yusuf: Reader) -> None:
    today = dt.date.today()
    yusuf.follow("Reporting periods")
    yusuf.write("Short name", "first")
    yusuf.write_day("First day", today - dt.timedelta(days=30))
    yusuf.write_day("Last day", today + dt.timedelta(days=30))
    yusuf.write_in("English", "Name people read", PERIOD)
    yusuf.press("Open this period")
    yusuf.sees(PERIOD)


def both_sides_report(stage: Stage) -> None:
    with stage.person("Bruno Calder") as bruno:
        report(bruno, "Substantial", "Twelve beaches have their sign.")
    with stage.person("Amadou Keita") as amadou:
        report(amadou, "Limited", "We found seven.", why="Five signs lie in a store.")
        amadou.sees("They differ")


def report(reader: Reader, status: str, text: str, why: str = "") -> None:
    reader.follow(PLAN, inside="Report how it goes")
    reader.follow("Weekly results at twenty beaches")
    reader.tick(status)
    reader.write_in("English", "What was done?", text)
    if why:
        reader.write_in("English", "What holds it up?", why)
    reader.press("Publish this report")
    reader.sees(text)


def visitor_reads_in_spanish(stage: Stage, code: str) -> str:
    """Gives the address of the thread, as a reader came to it."""
    with stage.visitor() as reader:
        reader.page.goto(stage.site.url)
        reader.follow("Español")
        reader.language = "es"
        reader.write("Got a receipt code?", code)
        reader.press("Find")
        expect(reader.page.get_by_text(ANSWER)).to_be_visible()
        reader.follow("See what became of it")
        thread = urlsplit(reader.page.url).path
        expect(reader.page.get_by_text(ANSWER)).to_be_visible()
        reader.sees("They differ")
        expect(reader.page.locator("[lang=en]", has_text=TAKEN_UP)).to_be_visible()
        reader.follow("Why they differ")
        reader.is_at("Resultados semanales en veinte playas")
        expect(reader.page.locator("[lang=en]", has_text="We found seven.")).to_be_visible()
    return thread


def follow_an_idea(stage: Stage) -> str:
    """Everybody's part, in turn. Gives the address of the idea's thread."""
    code = visitor_speaks(stage)
    rapporteur_makes_a_theme(stage)
    forum_takes_it_up(stage)
    rapporteur_drafts_the_answer(stage)
    office_clears_and_publishes(stage)
    forum_adopts_the_plan(stage)
    both_sides_report(stage)
    return visitor_reads_in_spanish(stage, code)


@EVERYWHERE
@EITHER_WAY
def test_an_idea_is_followed_to_what_became_of_it(browser, own_site, tell, width, script):
    stage, began = Stage(browser, own_site, width, script, []), time.monotonic()

    thread = follow_an_idea(stage)

    tell(f"journey: {sum(stage.pages)} pages in {time.monotonic() - began:.0f} seconds")
    crawler = Remembering(own_site.url)
    line = line_of(crawler, thread)
    crawler.close()
    tell(line.told())
    assert (line.kinds, line.dead_ends) == (FORWARD, [])
    assert list(line.backward.values()) == [BACKWARD] * 3  # of commitment, clause and milestone


def test_everybody_can_do_their_part_by_keyboard_alone(browser, own_site, tell):
    stage, began = Stage(browser, own_site, 1280, True, [], keyboard=True), time.monotonic()

    follow_an_idea(stage)

    tell(f"by keyboard: {sum(stage.pages)} pages in {time.monotonic() - began:.0f} seconds")
