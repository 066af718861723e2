"""The product as a WSGI application, with the addresses of the measurements."""

import os
import sys

# The developers' tools bring it and structlog would import it; an installation of the product has none.
sys.modules["rich"] = None  # type: ignore[assignment]
os.environ["DJANGO_SETTINGS_MODULE"] = "zveno.config.bench.settings"

from zveno.config.wsgi import application  # noqa: E402 -- after what it is to find

__all__ = ["application"]
