"""What is done with answers."""

from django.utils.translation import gettext_lazy as _

from accord.record.registry import private, public

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
