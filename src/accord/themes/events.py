"""What is done with themes, and with what was heard."""

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
SYNTHESIS_CREATED = private("synthesis.created", _("What we heard was begun"))
SYNTHESIS_PUBLISHED = public("synthesis.published", _("What we heard was published"))
PARAGRAPH_ADDED = private("paragraph.added", _("A paragraph was added to what we heard"))
PARAGRAPH_EDITED = private("paragraph.edited", _("A paragraph of what we heard was changed"))
THEMES_COUNTED = private("theme.counted", _("The words in themes were counted anew"))
