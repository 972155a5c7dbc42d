"""Where a discussion of ours stands."""

from accord.contributions.models import Discussion
from accord.responses.models import Paragraph


def address(discussion: Discussion) -> str | None:
    found = Paragraph.objects.select_related("synthesis__process").filter(pk=discussion.pk)
    paragraph = found.first()
    if paragraph is None:
        return None
    return f"{paragraph.synthesis.get_absolute_url()}?talk={discussion.pk}"
