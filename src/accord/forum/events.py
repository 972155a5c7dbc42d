"""A forum and its seats are made, and it decides."""

from django.utils.translation import gettext_lazy as _

from accord.record.registry import private, public

FORUM_CREATED = private("forum.created", _("A forum was made"), affects_space=True)
SEAT_CREATED = private("seat.created", _("A seat was made"), affects_space=True)
DECISION_RECORDED = public("decision.recorded", _("A decision was recorded"))
