"""The fourth plan, being made: people can take part now, and one call owes its answers."""

import datetime as dt
import heapq
import random

from accord.answers.actions.responses import Answer, draft_response
from accord.contributions.actions import hide, withdraw
from accord.contributions.models import Contribution
from accord.demo.calls import Call, Line, lines_of
from accord.demo.clock import Clock, Script
from accord.demo.content.fourth_plan import (
    DRAFT_THEMES,
    DUTIES,
    HELD,
    HIDDEN_REASON,
    LETTERBOX,
    MOVE_REASON,
    OPEN_CALL,
    PAST_CALL,
    PHASES,
    PROCESS,
)
from accord.demo.country import Cast
from accord.demo.setting_up import lay_out_call, set_up
from accord.demo.viewers import viewer_of
from accord.processes.actions import move_date, open_process, publish_timeline
from accord.processes.models import Activity
from accord.themes.actions.themes import add_to_theme, create_theme
from accord.ui.texts import LocalizedText


class FourthPlan:
    def __init__(self, cast: Cast, clock: Clock, chance: random.Random) -> None:
        self.cast, self.clock = cast, clock
        self.call = Call(cast, clock, chance)
        self.lines: dict[str, list[Line]] = {"open": [], "past": [], "letterbox": []}
        for line in lines_of("fourth_plan_ideas.txt"):
            self.lines[line.section].append(line)

    def tell(self) -> Script[None]:
        yield from self._prepare()
        activity, lines = self.activities["letterbox"], self.lines["letterbox"]
        letters = self.call.hear(activity, lines, -15, -3)
        yield from heapq.merge(self._tell_calls(), letters)

    def _tell_calls(self) -> Script[None]:
        past = yield from self._discuss("past", -62, -41)
        yield from self._owe(past)
        yield from self._move_a_date()
        ideas = yield from self._discuss("open", -21, -1)
        yield from self._moderate(ideas)
        self._begin_themes(ideas)

    def _prepare(self) -> Script[None]:
        mara = self.cast.staff["mara"]
        yield self.clock.at(-80)
        self.process = set_up(
            cast=self.cast,
            clock=self.clock,
            content=PROCESS,
            phases=PHASES,
            slug="fourth-plan",
            development_starts_on=self.clock.day(-62),
        )
        self.activities: dict[str, Activity] = {
            name: lay_out_call(cast=self.cast, clock=self.clock, process=self.process, sheet=sheet)
            for name, sheet in [("past", PAST_CALL), ("open", OPEN_CALL), ("letterbox", LETTERBOX)]
        }
        self.process = open_process(viewer=viewer_of(mara), process=self.process)
        for name, activity in self.activities.items():
            rows = Activity.objects.select_related("process__space")
            self.activities[name] = rows.get(pk=activity.pk)
        yield self.clock.at(-79)
        publish_timeline(viewer=viewer_of(mara), process=self.process)

    def _discuss(self, name: str, first_day: int, last_day: int) -> Script[list[Contribution]]:
        return self.call.discuss(self.activities[name], self.lines[name], first_day, last_day)

    def _owe(self, ideas: list[Contribution]) -> Script[None]:
        """Answers are owed since twelve days; two offices have begun to write."""
        yield self.clock.at(-30)
        by_title = {idea.title: idea for idea in ideas}
        for office, title in DUTIES.items():
            draft_response(
                viewer=viewer_of(self.cast.officials[office]),
                to=by_title[title],
                office=self.cast.offices[office],
                answer=Answer(due_on=self.clock.day(-12)),
            )

    def _move_a_date(self) -> Script[None]:
        yield self.clock.at(-25)
        phase = self.process.phases.order_by("position")[2]
        move_date(
            viewer=viewer_of(self.cast.staff["mara"]),
            thing=phase,
            dates={"ends_on": (phase.ends_on or self.clock.today) + dt.timedelta(days=7)},
            reason=MOVE_REASON,
        )

    def _moderate(self, ideas: list[Contribution]) -> Script[None]:
        jonas = self.cast.staff["jonas"]
        held = Line("open", "en", "web", "Fernhill", "Call me about the well", HELD)
        yield from self.call.hear(self.activities["open"], [held], -1, -1)
        yield self.clock.at(-1, 15)
        hide(viewer=viewer_of(jonas), words=ideas[-1], reason=HIDDEN_REASON)
        said = ((idea, idea.author) for idea in ideas[5:])
        mine, author = next((idea, author) for idea, author in said if author is not None)
        withdraw(viewer=viewer_of(author), contribution=mine)

    def _begin_themes(self, ideas: list[Contribution]) -> None:
        ines = self.cast.staff["ines"]
        for content in DRAFT_THEMES:
            theme = create_theme(
                viewer=viewer_of(ines),
                process=self.process,
                title=LocalizedText(content["title"]),
                summary=LocalizedText(content["summary"]),
            )
            members = [idea for idea in ideas if idea.title in content["ideas"]]
            add_to_theme(viewer=viewer_of(ines), theme=theme, contributions=members)
