"""A small process with an open call and a drafted plan: everything after is left to do."""

import random

from accord.demo.calls import Call, Line
from accord.demo.clock import Clock, Script
from accord.demo.content.beach_plan import CALL, COMMITMENTS, IDEAS, PHASES, PLAN, PROCESS
from accord.demo.country import Cast
from accord.demo.promises import Promises
from accord.demo.setting_up import lay_out_call, set_up
from accord.demo.viewers import viewer_of
from accord.processes.actions import open_process
from accord.processes.models import Activity


class BeachPlan:
    def __init__(self, cast: Cast, clock: Clock, chance: random.Random) -> None:
        self.cast, self.clock = cast, clock
        self.call = Call(cast, clock, chance)

    def tell(self) -> Script[None]:
        yield self.clock.at(-14)
        process = set_up(
            cast=self.cast,
            clock=self.clock,
            content=PROCESS,
            phases=PHASES,
            slug="clean-beaches",
        )
        laid = lay_out_call(cast=self.cast, clock=self.clock, process=process, sheet=CALL)
        process = open_process(viewer=viewer_of(self.cast.staff["mara"]), process=process)
        activity = Activity.objects.select_related("process__space").get(pk=laid.pk)
        lines = [Line("beach", *idea) for idea in IDEAS]
        yield from self.call.hear(activity, lines, -8, -6)
        promises = Promises(self.cast, self.clock, process, COMMITMENTS)
        yield self.clock.at(-5)
        promises.draft(PLAN)
        promises.show_draft()
