"""What the web server loads."""

import os

from django.core.wsgi import get_wsgi_application

from accord.config import data
from accord.config.cli import SETTINGS

os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
application = get_wsgi_application()
data.require()
