"""What is done with a place: it is made, and what belongs to it is named."""

from django.utils.translation import gettext_lazy as _

from accord.record.registry import private

SPACE_CREATED = private("space.created", _("A place was made"), affects_space=True)
FORUM_CREATED = private("forum.created", _("A forum was made"), affects_space=True)
SEAT_CREATED = private("seat.created", _("A seat was made"), affects_space=True)
OFFICE_CREATED = private("office.created", _("An office was made"), affects_space=True)
TOPIC_CREATED = private("topic.created", _("A topic was made"), affects_space=True)
