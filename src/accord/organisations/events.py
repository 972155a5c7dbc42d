"""What belongs to a place is named: its offices and topics."""

from django.utils.translation import gettext_lazy as _

from accord.record.registry import private

OFFICE_CREATED = private("office.created", _("An office was made"), affects_space=True)
TOPIC_CREATED = private("topic.created", _("A topic was made"), affects_space=True)
