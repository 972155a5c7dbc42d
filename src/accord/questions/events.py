"""What is done with sheets of questions. Answers are part of what they are given with."""

from django.utils.translation import gettext_lazy as _

from accord.record.registry import private, public

SHEET_DRAFTED = private("sheet.drafted", _("The questions of an activity are being changed"))
SHEET_PUBLISHED = public("sheet.published", _("The questions of an activity were published"))
