"""What is done with a place."""

from django.utils.translation import gettext_lazy as _

from accord.record.registry import private

SPACE_CREATED = private("space.created", _("A place was made"), affects_space=True)
LOGO_CHANGED = private("space.logo_changed", _("The logo was changed"), affects_space=True)
