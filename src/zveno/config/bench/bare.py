"""The peer: a bare Django project of one file with the same rows, the same server, no rights, no frame.

It is what Django's tutorial would write: a template, the same seven columns, addresses by `{% url %}`.
"""

from __future__ import annotations

import os

import django
from django.conf import settings

settings.configure(
    SECRET_KEY="bench",  # noqa: S106 -- of a process that lives for seconds
    ALLOWED_HOSTS=["*"],
    ROOT_URLCONF=__name__,
    USE_TZ=True,
    DATABASES={
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": os.environ.get("BENCH_DATABASE", ":memory:"),
            "CONN_MAX_AGE": 60,
            "OPTIONS": {"init_command": "PRAGMA journal_mode=WAL"},
        }
    },
    INSTALLED_APPS=["django.contrib.contenttypes", "django.contrib.auth", "django.contrib.sessions"],
    MIDDLEWARE=[
        "django.middleware.security.SecurityMiddleware",
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
    ],
    TEMPLATES=[
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "OPTIONS": {
                "loaders": [
                    (
                        "django.template.loaders.locmem.Loader",
                        {
                            "list.html": """<!doctype html><html lang="ru"><title>Организации</title><table>
{% for row in rows %}<tr><td><a href="{% url "show" row.pk %}">{{ row.short_name }}</a></td>
<td>{{ row.kind.name }}</td><td>{{ row.territory.name }}</td><td>{{ row.inn }}</td>
<td>{{ row.contact_name }}</td><td>{{ row.phone }}</td>
<td>{% if row.confirmed_at %}подтверждены {{ row.confirmed_at|date:"d.m.Y" }}
{% else %}не подтверждены{% endif %}</td>
</tr>{% endfor %}</table></html>"""
                        },
                    )
                ]
            },
        }
    ],
)
django.setup()

from django.core.wsgi import get_wsgi_application  # noqa: E402 -- needs the settings above
from django.db import models  # noqa: E402
from django.http import HttpRequest, HttpResponse  # noqa: E402
from django.shortcuts import render  # noqa: E402
from django.urls import path  # noqa: E402


class Named(models.Model):
    name = models.CharField(max_length=200)

    class Meta:
        abstract = True
        app_label = "bare"
        managed = False


class Kind(Named):
    class Meta:
        app_label = "bare"
        managed = False
        db_table = "organisations_organisationkind"


class Territory(Named):
    class Meta:
        app_label = "bare"
        managed = False
        db_table = "organisations_territory"


class Organisation(models.Model):
    short_name = models.CharField(max_length=200)
    kind = models.ForeignKey(Kind, models.DO_NOTHING)
    territory = models.ForeignKey(Territory, models.DO_NOTHING)
    inn = models.CharField(max_length=12)
    contact_name = models.CharField(max_length=200)
    phone = models.CharField(max_length=40)
    confirmed_at = models.DateTimeField(null=True)
    sort_key = models.TextField()

    objects: models.Manager[Organisation] = models.Manager()

    class Meta:
        app_label = "bare"
        managed = False
        db_table = "organisations_organisation"

    def __str__(self) -> str:
        return self.short_name


def hello(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok")


def organisation_list(request: HttpRequest) -> HttpResponse:
    rows = Organisation.objects.select_related("kind", "territory").order_by("sort_key", "pk")[:50]
    return render(request, "list.html", {"rows": rows})


urlpatterns = [
    path("health/live", hello),
    path("list/", organisation_list),
    path("list/<int:pk>/", hello, name="show"),
]
application = get_wsgi_application()
