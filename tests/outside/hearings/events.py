from django.utils.translation import gettext_lazy as _

from accord.record.registry import private, public

HEARING_CREATED = private("hearing.created", _("A hearing was made"))
HEARING_PUBLISHED = public("hearing.published", _("A hearing was published"))
HEARING_TOOK_UP = public("hearing.took_up", _("A hearing took up what people said"))
