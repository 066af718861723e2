"""What the web server runs."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zveno.config.settings")

# Nothing that loading makes is garbage: looking for it would be a tenth of the start. What is loaded stays
# for the life of the process, so it is never looked at again.
gc.disable()
application = get_wsgi_application()
get_resolver().url_patterns  # noqa: B018 -- loads the pages now instead of under the first visitor
gc.freeze()
gc.enable()
