from collections.abc import Collection, Mapping

from django.db import models

from accord.contributions.models import Contribution


class Idea(models.Model):
    """What an idea has beside its words."""

    contribution = models.OneToOneField(
        Contribution, models.CASCADE, primary_key=True, related_name="idea"
    )
    place = models.CharField(max_length=200, blank=True)

    @property
    def is_placed(self) -> bool:
        return bool(self.place)


def places(contribution_ids: Collection[int]) -> Mapping[int, str]:
    """What stands beside these words, for whoever judges them."""
    return dict(Idea.objects.filter(pk__in=contribution_ids).values_list("pk", "place"))
