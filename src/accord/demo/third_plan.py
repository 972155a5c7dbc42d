"""The third plan, from the first call to the second report: two years in a few seconds."""

import random
from typing import Any

from accord.answers.actions.rejoinders import rejoin
from accord.answers.actions.responses import (
    Answer,
    clear_response,
    draft_response,
    publish_response,
)
from accord.answers.models import Response
from accord.contributions.models import Contribution
from accord.contributions.receipts import code_hash
from accord.demo.calls import Call, lines_of
from accord.demo.clock import Clock, Script
from accord.demo.content.third_plan import SINGLE_ANSWERS, THEMES
from accord.demo.content.third_plan_process import ACTIVITY, INTRO, OVERRIDE, PHASES, PLAN, PROCESS
from accord.demo.content.third_plan_promises import COMMITMENTS
from accord.demo.country import Cast
from accord.demo.promises import Promises
from accord.demo.setting_up import lay_out_call, set_up
from accord.demo.viewers import viewer_of
from accord.forum.actions import Stand, record_decision
from accord.forum.models import Decision
from accord.plans.actions.adoption import adopt_plan
from accord.plans.models import Clause, Commitment
from accord.processes.actions import open_process, publish_timeline
from accord.processes.models import Activity
from accord.record.links import tie
from accord.themes.actions.syntheses import create_synthesis, publish_synthesis
from accord.themes.actions.themes import (
    add_to_theme,
    contest,
    create_theme,
    merge_themes,
    publish_theme,
)
from accord.themes.models import Theme
from accord.ui.texts import LocalizedText

# The receipt of the idea that the story follows. The demo's alone: of real codes nobody knows any.
STORY_CODE = "WE11-WATE-R5HQ"
HERO = "Que analicen el agua de los pozos"
UNANSWERED = "Ferry fares"


class ThirdPlan:
    def __init__(self, cast: Cast, clock: Clock, chance: random.Random) -> None:
        self.cast, self.clock, self.chance = cast, clock, chance
        self.themes: dict[str, Theme] = {}
        self.decisions: dict[str, Decision] = {}

    def tell(self) -> Script[None]:
        yield from self._prepare()
        yield from self._listen()
        yield from self._find_themes()
        yield self.clock.at(-470)
        self._decide()
        promises = Promises(self.cast, self.clock, self.process, COMMITMENTS)
        yield self.clock.at(-468)
        promises.draft(PLAN)
        yield self.clock.at(-462)
        promises.show_draft()
        yield self.clock.at(-455)
        self._answer(promises.commitments)
        yield self.clock.at(-445)
        promises.finish_drafting()
        yield self.clock.at(-400)
        self._adopt(promises)
        yield self.clock.at(-390)
        self._answer_back()
        yield from promises.report()

    def _prepare(self) -> Script[None]:
        mara = self.cast.staff["mara"]
        yield self.clock.at(-600)
        self.process = set_up(
            cast=self.cast, clock=self.clock, content=PROCESS, phases=PHASES, slug="third-plan"
        )
        self.activity = lay_out_call(
            cast=self.cast, clock=self.clock, process=self.process, sheet=ACTIVITY
        )
        self.process = open_process(viewer=viewer_of(mara), process=self.process)
        self.activity = Activity.objects.select_related("process__space").get(pk=self.activity.pk)
        yield self.clock.at(-585)
        publish_timeline(viewer=viewer_of(mara), process=self.process)

    def _listen(self) -> Script[None]:
        lines = list(lines_of("third_plan_ideas.txt"))
        call = Call(self.cast, self.clock, self.chance)
        self.chance.shuffle(lines)
        hero = next(line for line in lines if line.title == HERO)
        lines.remove(hero)
        lines.insert(8, hero)
        ideas = yield from call.discuss(self.activity, lines, -560, -515)
        self.by_title = {idea.title: idea for idea in ideas}
        self.by_theme: dict[str, list[Contribution]] = {key: [] for key in THEMES}
        for line, idea in zip(lines, ideas, strict=True):
            if line.section in THEMES and line.title != UNANSWERED:
                self.by_theme[line.section].append(idea)
        receipt = self.by_title[HERO].receipt
        assert receipt is not None  # noqa: S101 - told to the type checker
        receipt.code_hash = code_hash(STORY_CODE)
        receipt.save(update_fields=["code_hash"])

    def _find_themes(self) -> Script[None]:
        ines = self.cast.staff["ines"]
        yield self.clock.at(-500)
        for key, content in THEMES.items():
            theme = create_theme(
                viewer=viewer_of(ines),
                process=self.process,
                title=LocalizedText(content["title"]),
                summary=LocalizedText(content["summary"]),
            )
            add_to_theme(viewer=viewer_of(ines), theme=theme, contributions=self.by_theme[key])
            self.themes[key] = theme
        farms = create_theme(
            viewer=viewer_of(ines),
            process=self.process,
            title=LocalizedText(
                {"en": "Farm wells", "es": "Pozos de las fincas", "fr": "Les puits des fermes"}
            ),
        )
        farm_ideas = [self.by_title["Analyser aussi les puits des fermes"]]
        add_to_theme(viewer=viewer_of(ines), theme=farms, contributions=farm_ideas)
        merge_themes(viewer=viewer_of(ines), theme=farms, into=self.themes["water"])
        yield self.clock.at(-495)
        for theme in self.themes.values():
            publish_theme(viewer=viewer_of(ines), theme=theme)
        yield self.clock.at(-490)
        self._contest()
        yield self.clock.at(-478)
        synthesis = create_synthesis(
            viewer=viewer_of(ines),
            process=self.process,
            title=LocalizedText(INTRO["title"]),
            intro=LocalizedText(INTRO["intro"]),
            themes=list(self.themes.values()),
        )
        publish_synthesis(viewer=viewer_of(ines), synthesis=synthesis)

    def _contest(self) -> None:
        said = ((words, words.author) for words in self.by_theme["permits"])
        idea, author = next((words, author) for words, author in said if author is not None)
        contest(
            viewer=viewer_of(author),
            theme=self.themes["permits"],
            contribution=idea,
            text="I asked for a map, not for a letter.",
            language="en",
        )

    def _decide(self) -> None:
        for key, content in THEMES.items():
            if "decision" not in content:
                continue
            said = content["decision"]
            self.decisions[key] = record_decision(
                viewer=viewer_of(self.cast.staff["yusuf"]),
                within=self.process,
                title=said["title"],
                text=said["text"],
                decided_by=self.cast.forum.name,
                decided_on=self.clock.day(-471),
                rule="both_sides",
                positions=self._positions(said.get("dissent", {})),
            )
            tie(
                viewer=viewer_of(self.cast.staff["ines"]),
                source=self.themes[key],
                to=self.decisions[key],
            )

    def _positions(self, dissent: dict[str, Any]) -> dict[Any, Stand]:
        """All agree, but for the first seat of each side that has a reason not to."""
        stands = {seat: Stand("agreed") for seat in self.cast.seats}
        for side, reason in dissent.items():
            seat = next(seat for seat in self.cast.seats if seat.side == side)
            stands[seat] = Stand("dissented", reason)
        return stands

    def _answer(self, commitments: dict[str, Commitment]) -> None:
        self.responses: dict[str, Response] = {}
        for key, content in THEMES.items():
            said = content["answer"]
            links = self._links(content.get("commitment", ""), commitments)
            self.responses[key] = self._say(self.themes[key], said, links)
            if links and key in self.decisions:
                secretary = viewer_of(self.cast.staff["yusuf"])
                tie(viewer=secretary, source=self.decisions[key], to=links[0].commitment)
        for said in SINGLE_ANSWERS:
            links = self._links(said.get("commitment", ""), commitments)
            self._say(self.by_title[said["idea"]], said, links)

    def _links(self, code: str, commitments: dict[str, Commitment]) -> list[Any]:
        if not code:
            return []
        clauses = Clause.objects.filter(commitment=commitments[code], field="solution")
        wanted = clauses.filter(code=f"{code}.2").first() or clauses.first()
        return [wanted, commitments[code].milestones.order_by("-position")[0]]

    def _say(self, to: Any, said: dict[str, Any], links: list[Any]) -> Response:
        official = self.cast.officials[said["office"]]
        answer = Answer(
            outcome=said["outcome"],
            obstacle=said.get("obstacle", ""),
            next_step=said["next_step"],
            reasons=LocalizedText(said["reasons"]),
            due_on=self.clock.day(-425),
            links=links,
        )
        office = self.cast.offices[said["office"]]
        response = draft_response(viewer=viewer_of(official), to=to, office=office, answer=answer)
        clear_response(viewer=viewer_of(official), response=response)
        publish_response(viewer=viewer_of(official), response=response)
        response.refresh_from_db()
        return response

    def _adopt(self, promises: Promises) -> None:
        decision = record_decision(
            viewer=viewer_of(self.cast.staff["yusuf"]),
            within=self.process,
            title=OVERRIDE["decision_title"],
            text=OVERRIDE["decision_text"],
            decided_by=self.cast.forum.name,
            decided_on=self.clock.day(-401),
            rule="both_sides",
            positions=self._positions({}),
        )
        adopt_plan(
            viewer=viewer_of(self.cast.staff["yusuf"]),
            plan=promises.plan,
            decision=decision,
            override_reason=LocalizedText(OVERRIDE["reason"]),
        )

    def _answer_back(self) -> None:
        """Authors say whether the answer answers: most yes, some no."""
        for key, response in self.responses.items():
            for place, idea in enumerate(self.by_theme[key]):
                if place % 3 == 1 or idea.receipt is None or idea.title == HERO:
                    continue
                verdict = ["addressed", "addressed", "not_addressed", "unclear"][place % 4]
                rejoin(
                    viewer=viewer_of(idea.author),
                    response=response,
                    contribution=idea,
                    verdict=verdict,
                    receipt=idea.receipt,
                )
