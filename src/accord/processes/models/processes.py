from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.urls import reverse

from accord.processes.roles import WORKS_ON_PROCESS
from accord.record.models import SubjectManager, SubjectModel, SubjectQuerySet
from accord.record.viewer import Viewer
from accord.spaces.models import Forum, Space, has_role
from accord.spaces.roles import RUNS_SPACE
from accord.ui.texts import TranslatedText

if TYPE_CHECKING:
    from accord.processes.models.activities import Activity


class ProcessQuerySet(SubjectQuerySet["Process"]):
    def visible_to(self, viewer: Viewer) -> "ProcessQuerySet":
        """Public ones; those who work on a process or administer its space see the rest."""
        if viewer.pk is None:
            return self.filter(is_public=True)
        works_on = Q(pk__in=viewer.scopes_of_role(*WORKS_ON_PROCESS))
        return self.filter(Q(is_public=True) | works_on | in_run_spaces(viewer, "space"))


def in_run_spaces(viewer: Viewer, space: str) -> Q:
    """What lies in a space that this person runs; `space` leads there from the row."""
    return Q(**{f"{space}__in": viewer.scopes_of_role(*RUNS_SPACE)})


ProcessManager = SubjectManager.from_queryset(ProcessQuerySet)


class Process(SubjectModel):
    """A whole exercise: its purpose, its phases, who decides."""

    space = models.ForeignKey(Space, models.CASCADE, related_name="processes")
    slug = models.SlugField(max_length=60)
    title = TranslatedText()
    question = TranslatedText()
    purpose = TranslatedText()
    can_change = TranslatedText()
    cannot_change = TranslatedText()
    decision_maker = TranslatedText()
    forum = models.ForeignKey(
        Forum, models.PROTECT, null=True, blank=True, related_name="processes"
    )
    template_key = models.SlugField(max_length=40, blank=True)
    development_starts_on = models.DateField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    is_public = models.BooleanField(default=False)
    is_imported = models.BooleanField(default=False)

    # Filled by a list's prefetch: what of this process is announced.
    announced: "list[Activity]"

    objects = ProcessManager()

    BELONGS = (("forum__space", "space"),)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["space", "slug"], name="process_slug_once")]

    def __str__(self) -> str:
        return str(self.title)

    def get_absolute_url(self) -> str:
        return reverse("processes:detail", args=[self.slug])


def has_appointment(viewer: Viewer, process: Process, *roles: str) -> bool:
    """Whether the viewer holds one of these roles in the process today."""
    return process.pk in viewer.scopes_of_role(*roles)


def runs_process(viewer: Viewer, process: Process) -> bool:
    """Planners of the process, and the secretariat and contact of its space."""
    return has_appointment(viewer, process, "planner") or has_role(
        viewer, process.space, *RUNS_SPACE
    )
