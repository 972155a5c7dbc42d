"""Who runs the installation: whoever administers every place in it."""

from accord.record.models import Subject
from accord.record.rules import register_permission
from accord.spaces.rules import administers_everything

register_permission("operations.read", Subject, administers_everything)
