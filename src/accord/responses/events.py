"""What is done with themes, with what was heard, and with answers."""

from django.utils.translation import gettext_lazy as _

from accord.record.registry import private, public

THEME_CREATED = private("theme.created", _("A theme was begun"))
THEME_PUBLISHED = public("theme.published", _("A theme was published"))
THEME_EDITED = public("theme.edited", _("The words of a theme were changed"))
THEME_MERGED = public("theme.merged", _("A theme was made part of another"), data=["into"])
THEME_UNMERGED = public("theme.unmerged", _("A theme was taken out of another again"))
GATHERED = private("theme.gathered", _("Words were put in a theme"))
TAKEN_OUT = private("theme.taken_out", _("Words were taken out of a theme"))
CONTEST_SETTLED = private("theme.contest_settled", _("It was settled whether words stay"))
RESPONSE_DRAFTED = private("response.drafted", _("An answer was begun"))
RESPONSE_EDITED = private("response.edited", _("A draft of an answer was changed"))
RESPONSE_ASSIGNED = private("response.assigned", _("Someone was asked to write an answer"))
RESPONSE_CLEARED = private("response.cleared", _("An office stands for its answer"))
RESPONSE_DISCARDED = private("response.discarded", _("A draft of an answer was thrown away"))
RESPONSE_PUBLISHED = public(
    "response.published", _("An answer was published"), data=["outcome"], sealed=["cleared_by"]
)
RESPONSE_UNSIGNED = private("response.unsigned", _("A name was taken off an answer"))
ANSWERED_BACK = private("response.answered_back", _("Someone said whether they are answered"))
SYNTHESIS_CREATED = private("synthesis.created", _("What we heard was begun"))
SYNTHESIS_PUBLISHED = public("synthesis.published", _("What we heard was published"))
PARAGRAPH_ADDED = private("paragraph.added", _("A paragraph was added to what we heard"))
PARAGRAPH_EDITED = private("paragraph.edited", _("A paragraph of what we heard was changed"))
THEMES_COUNTED = private("theme.counted", _("The words in themes were counted anew"))
