"""The product as a WSGI application, with the addresses of the measurements."""

import os

os.environ["DJANGO_SETTINGS_MODULE"] = "zveno.config.bench.settings"

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()
