"""Django's settings, read from the environment. docs/operations.md documents each variable."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from csp.constants import NONCE, NONE, SELF
from django.utils.translation import gettext_lazy as _

from zveno.config import environment, logs

HOME = environment.home()
DEMO = environment.flag("ZVENO_DEMO")
DEBUG = environment.flag("ZVENO_DEBUG")
SECRET_KEY = environment.secret_key(HOME)
PUBLIC_URL = environment.public_url()
HTTPS = PUBLIC_URL.startswith("https://")
ALLOWED_HOSTS = environment.allowed_hosts(PUBLIC_URL)
TRUSTED_PROXIES = environment.proxies(PUBLIC_URL)
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]
METRICS_TOKEN = environment.text("ZVENO_METRICS_TOKEN")
LOGGING = logs.configuration(environment.choice("ZVENO_LOG", "text", "json"), quiet=DEMO)

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "zveno.base.ui",
    # Before allauth: our pages take the place of its own.
    "zveno.base.accounts",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "csp",
    "django_filters",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "lucide",
    "zveno.base.files",
    "zveno.base.audit",
    "zveno.base.tasks",
    "zveno.base.notifications",
    "zveno.base.links",
    "zveno.base.documents",
    "zveno.base.imports",
    "zveno.base.classifiers",
    "zveno.network.organisations",
    "zveno.network.interactions",
    "zveno.network.people",
    "zveno.network.programmes",
    "zveno.processes.events",
    "zveno.processes.guidance",
    "zveno.oversight.monitoring",
    "zveno.web.portal",
    "zveno.web.api",
    "ninja",
]

MIDDLEWARE = [
    "zveno.config.middleware.client_address_middleware",
    "zveno.config.middleware.request_log_middleware",
    "zveno.config.middleware.upload_limit_middleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "zveno.base.ui.middleware.language_middleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "zveno.base.ui.middleware.RefusalMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "zveno.base.accounts.middleware.DemoPeopleStayMiddleware",
    "zveno.network.organisations.middleware.actor_middleware",
    "zveno.base.audit.middleware.origin_middleware",
    "zveno.base.ui.picture_files.picture_file_middleware",
]

ROOT_URLCONF = "zveno.config.urls"
WSGI_APPLICATION = "zveno.config.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "zveno.base.ui.context.interface",
                "zveno.web.portal.context.frame",
            ],
        },
    },
]
FORM_RENDERER = "zveno.base.ui.rendering.Renderer"

DATABASES: dict[str, Any] = {"default": environment.database(HOME)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "zveno.base.accounts.adapters.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "zveno.base.accounts.forms.SignInForm",
    "signup": "zveno.base.accounts.forms.RegistrationForm",
}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Звено: "
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if HTTPS else "http"
# A class of thirty signs in from one address of its school within a minute; guessing one person's
# password stays slow.
ACCOUNT_RATE_LIMITS = {
    "login": "300/m/ip",
    "login_failed": "60/m/ip,5/300s/key",
    "signup": "60/m/ip",
    "reset_password": "60/m/ip,3/10m/key",
    "reset_password_from_key": "60/m/ip",
}
MFA_FORMS = {"add_webauthn": "zveno.base.accounts.forms.NewKeyForm"}
MFA_ADAPTER = "zveno.base.accounts.adapters.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "Звено"
USERSESSIONS_ADAPTER = "zveno.base.accounts.adapters.SessionsAdapter"
# A provider of the organisation (OpenID Connect): proves who somebody is, never makes an account.
OIDC = environment.openid()
if OIDC:  # its HTTP client is a tenth of the server's start
    INSTALLED_APPS += ["allauth.socialaccount.providers.openid_connect"]
SOCIALACCOUNT_ADAPTER = "zveno.base.accounts.adapters.SocialAdapter"
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [OIDC] if OIDC else []}}
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
# Throttles must hold over all worker processes: the table is made by a migration of accounts.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    }
}

LANGUAGE_CODE = "ru"
LANGUAGES = [("ru", _("Русский")), ("en", _("English"))]
LOCALE_PATHS = [str(Path(__file__).resolve().parent.parent / "locale")]
TIME_ZONE = environment.time_zone()
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": HOME / "files"},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
if DEBUG or "runserver" in sys.argv:
    STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        # Browsers follow the answer to a form too: signing in at the provider starts with one.
        "form-action": [SELF, *environment.openid_origins()],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    },
}
TASKS = environment.tasks()

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = HTTPS
# Asked from this machine or by the balancer itself, without a certificate.
SECURE_REDIRECT_EXEMPT = [r"^health/", r"^metrics$"]
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
# The browsers' preload list is joined for a whole domain: that is for the owner of the domain to decide.
SILENCED_SYSTEM_CHECKS = ["security.W021"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None

# The largest body that any form may send; a form without files is held to Django's own limit of memory.
UPLOAD_MAX_BYTES = environment.number("ZVENO_UPLOAD_MB", 50, least=1, most=2000) * 2**20
FILE_SCANNER = environment.scanner()
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 2**20
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
# A folder of workbooks is dropped at once.
DATA_UPLOAD_MAX_NUMBER_FILES = 300
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700

mail = environment.mail(HOME)
globals().update(mail)
# Whatever is sent goes through the outbox and leaves by a job; this is the way it leaves.
LETTERS_BACKEND = mail["EMAIL_BACKEND"]
EMAIL_BACKEND = "zveno.base.notifications.outbox.OutboxBackend"
DEFAULT_FROM_EMAIL = SERVER_EMAIL = environment.text("ZVENO_EMAIL_FROM", "zveno@localhost")
