"""What is done with files. Of what the public sees, the log keeps the fingerprint of each."""

from django.utils.translation import gettext_lazy as _

from accord.record.registry import public

FILE_ATTACHED = public("file.attached", _("A file was added"), data=["sha256"])
FILE_REMOVED = public("file.removed", _("A file was taken away"), data=["reason", "sha256"])
