"""Settings of the test suite: the product's own, made fast and closed to the world."""

import os
import tempfile

os.environ.setdefault("ZVENO_HOME", tempfile.mkdtemp(prefix="zveno-tests-"))
os.environ.setdefault("ZVENO_SECRET_KEY", "a key of tests, long enough to be taken")
os.environ.setdefault("DATABASE_URL", "sqlite:///:memory:")

from zveno.config.settings import *  # noqa: F403

if DATABASES["default"]["NAME"] == ":memory:":  # noqa: F405
    # pytest-django knows only Django's own backend and would give each worker a file.
    DATABASES["default"]["TEST"] = {"NAME": ":memory:"}  # noqa: F405
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = LETTERS_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    **STORAGES,  # noqa: F405
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # noqa: F405 -- whitenoise warns when there is none
INSTALLED_APPS = [
    *INSTALLED_APPS,  # noqa: F405
    "allauth.socialaccount.providers.openid_connect",  # there only if a provider is configured
    "tests.support.probe",
]
# Tests run what is due by the fixture `run_jobs`; nobody is told.
TASKS = {
    "default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend", "QUEUES": ["quick", "long", "network"]}
}
