from django.utils.translation import gettext_lazy as _

from accord.processes.registry import ActivityType, Export, Owes, register
from accord.record.rules import is_signed_in
from walks.exports import csv_lines


def declare():
    register(
        ActivityType(
            key="walks",
            name=_("Walks"),
            package="walks",
            use=_("People walk through a place together and say what they see."),
            task="find problems",
            icon="footprints",
            call=_("Say what you saw"),
            documentation="walks.md",
            exports={"csv": Export(csv_lines, "text/csv; charset=utf-8")},
            owes=lambda activity: Owes.THEMES,
            eligible=is_signed_in,
        )
    )
