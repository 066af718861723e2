"""The product's own settings with three addresses more, for measurements only."""

from zveno.config.settings import *  # noqa: F403

ROOT_URLCONF = "zveno.config.bench.urls"
