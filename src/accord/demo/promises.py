"""The third plan's commitments: drafted, reviewed, then reported on by both sides."""

import datetime as dt
from typing import Any

from accord.demo.clock import Clock, Script
from accord.demo.content.third_plan_process import PERIODS, VALUES
from accord.demo.country import Cast
from accord.demo.viewers import viewer_of
from accord.plans.actions.adoption import publish_draft
from accord.plans.actions.drafts import (
    LeadRow,
    NumberedWords,
    add_commitment,
    create_plan,
    save_section,
    set_leads,
)
from accord.plans.actions.milestones import MilestoneWords, save_milestone
from accord.plans.actions.reports import (
    EvidenceRow,
    ReportWords,
    open_period,
    report_progress,
)
from accord.plans.actions.versions import freeze_version, start_version
from accord.plans.models import Commitment, Milestone, PlanTemplate
from accord.processes.models import Process
from accord.ui.texts import LocalizedText


class Promises:
    def __init__(
        self, cast: Cast, clock: Clock, process: Process, commitments: list[dict[str, Any]]
    ) -> None:
        self.cast, self.clock, self.process = cast, clock, process
        self.drafter = cast.staff["hugo"]
        self.contents = commitments
        self.commitments: dict[str, Commitment] = {}
        self.milestones: dict[str, list[Milestone]] = {}

    def draft(self, content: dict[str, Any]) -> None:
        """The first version of each commitment."""
        start, end = content["days"]
        self.plan = create_plan(
            viewer=viewer_of(self.cast.staff["yusuf"]),
            process=self.process,
            template=PlanTemplate.objects.get(key="ogp-national"),
            title=LocalizedText(content["title"]),
            summary=LocalizedText(content["summary"]),
            starts_on=self.clock.day(start),
            ends_on=self.clock.day(end),
            slug=content["slug"],
        )
        for promise in self.contents:
            self._write(promise)

    def show_draft(self) -> None:
        """From now on everybody can read the draft and comment on it."""
        self.plan = publish_draft(viewer=viewer_of(self.cast.staff["yusuf"]), plan=self.plan)

    def _write(self, content: dict[str, Any]) -> None:
        office = self.cast.offices[content["office"]]
        commitment = add_commitment(
            viewer=viewer_of(self.drafter), plan=self.plan, title=LocalizedText(content["title"])
        )
        self.commitments[content["code"]] = commitment
        set_leads(
            viewer=viewer_of(self.drafter),
            commitment=commitment,
            leads=[
                LeadRow(str(office), office),
                LeadRow("Water Watch", None, "civil_society"),
            ],
        )
        self._sections(commitment, content)
        self._solution(commitment, content, is_first=True)
        self.milestones[content["code"]] = [
            save_milestone(
                viewer=viewer_of(self.drafter),
                commitment=commitment,
                words=MilestoneWords(
                    title=LocalizedText(step["title"]),
                    starts_on=self.plan.starts_on + dt.timedelta(days=5),
                    due_on=self.clock.day(step["due"]),
                ),
            )
            for step in content["milestones"]
        ]

    def _sections(self, commitment: Commitment, content: dict[str, Any]) -> None:
        sections: dict[str, dict[str, dict[str, str]]] = {
            "head": {"description": content["results"]},
            "problem": {"problem": content["problem"], "causes": content["causes"]},
            "values": VALUES,
        }
        for group, prose in sections.items():
            texts = {key: LocalizedText(words) for key, words in prose.items()}
            save_section(
                viewer=viewer_of(self.drafter), commitment=commitment, group=group, prose=texts
            )

    def _solution(self, commitment: Commitment, content: dict[str, Any], *, is_first: bool) -> None:
        rows = []
        for number, clause in enumerate(content["solution"], start=1):
            words = clause.get("before", clause) if is_first else clause
            kept = LocalizedText({code: text for code, text in words.items() if code != "before"})
            rows.append(NumberedWords("" if is_first else f"{content['code']}.{number}", kept))
        save_section(
            viewer=viewer_of(self.drafter),
            commitment=commitment,
            group="solution",
            prose={
                "done_so_far": LocalizedText(content["done"]),
                "results": LocalizedText(content["results"]),
            },
            numbered={"solution": rows},
        )

    def finish_drafting(self) -> None:
        """The second version of each: what people asked for goes into the words."""
        for content in self.contents:
            commitment = self.commitments[content["code"]]
            freeze_version(viewer=viewer_of(self.drafter), commitment=commitment)
            start_version(
                viewer=viewer_of(self.drafter),
                commitment=commitment,
                note="After the answers to everyone",
            )
            self._solution(commitment, content, is_first=False)

    def report(self) -> Script[None]:
        """Each half year both sides say how far it is; where they differ it shows."""
        for number, period in enumerate(PERIODS):
            start, end = period["days"]
            yield self.clock.at(end + 5)
            made = open_period(
                viewer=viewer_of(self.cast.staff["yusuf"]),
                plan=self.plan,
                code=period["code"],
                name=LocalizedText(period["name"]),
                starts_on=self.clock.day(start),
                ends_on=self.clock.day(end),
            )
            for content in self.contents:
                self._report_on(content, made, is_last=number == len(PERIODS) - 1)

    def _report_on(self, content: dict[str, Any], period: Any, *, is_last: bool) -> None:
        for step, milestone in zip(
            content["milestones"], self.milestones[content["code"]], strict=True
        ):
            if is_last and step["reports"]:
                self._both_say(content, step, milestone, period)
            elif not is_last:
                words = ReportWords(
                    "limited", LocalizedText(BEGUN), reason=LocalizedText(BEGUN_REASON)
                )
                self._say(content, milestone, period, "government", words)

    def _both_say(self, content: dict[str, Any], step: Any, milestone: Any, period: Any) -> None:
        government, civil, text, view, *why = step["reports"][0]
        reason = (
            LocalizedText(why[0])
            if why
            else LocalizedText(
                {
                    "en": "It took longer than planned.",
                    "es": "Llevó más tiempo de lo previsto.",
                    "fr": "Cela a pris plus de temps que prévu.",
                }
            )
        )
        expected = self.clock.day(step["expected"]) if "expected" in step else None
        evidence = [
            EvidenceRow(
                "https://marenda.example/evidence",
                LocalizedText(
                    {
                        "en": "List, with dates",
                        "es": "Lista, con fechas",
                        "fr": "Liste, avec les dates",
                    }
                ),
            )
        ]
        why_not = LocalizedText() if government == "complete" else reason
        said = ReportWords(
            government,
            LocalizedText(text),
            reason=why_not,
            expected_on=expected,
            evidence=evidence,
        )
        self._say(content, milestone, period, "government", said)
        why_not = LocalizedText() if civil == "complete" else reason
        seen = ReportWords(civil, LocalizedText(view), reason=why_not)
        self._say(content, milestone, period, "civil_society", seen)

    def _say(
        self, content: dict[str, Any], milestone: Any, period: Any, side: str, words: ReportWords
    ) -> None:
        official = self.cast.officials[content["office"]]
        reporter = official if side == "government" else self.cast.staff["seat5"]
        report_progress(
            viewer=viewer_of(reporter),
            milestone=milestone,
            period=period,
            side=side,
            words=words,
            publish=True,
        )


BEGUN = {
    "en": "Work has begun; the people are named and the money is there.",
    "es": "El trabajo empezó; hay responsables y dinero.",
    "fr": "Le travail a commencé ; les personnes sont nommées et l’argent est là.",
}
BEGUN_REASON = {
    "en": "The first months went into finding people.",
    "es": "Los primeros meses se fueron en encontrar a la gente.",
    "fr": "Les premiers mois ont servi à trouver les personnes.",
}
