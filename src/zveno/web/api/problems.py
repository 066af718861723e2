"""What went wrong, as RFC 9457 writes it: the same reasons that the pages give."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from ninja.errors import AuthenticationError, HttpError, Throttled, ValidationError
from pydantic import Field

from zveno.base.core.verdict import Refused
from zveno.network.organisations.services import OrganisationError
from zveno.web.api.values import Answer

MEDIA_TYPE = "application/problem+json"

TITLES: Mapping[int, str | Promise] = {
    HTTPStatus.BAD_REQUEST: gettext_lazy("Запрос не удалось прочесть"),
    HTTPStatus.UNAUTHORIZED: gettext_lazy("Нужен ключ"),
    HTTPStatus.FORBIDDEN: gettext_lazy("Это вам недоступно"),
    HTTPStatus.NOT_FOUND: gettext_lazy("Не найдено"),
    HTTPStatus.METHOD_NOT_ALLOWED: gettext_lazy("Здесь так не обращаются"),
    HTTPStatus.UNPROCESSABLE_ENTITY: gettext_lazy("Проверьте данные"),
    HTTPStatus.TOO_MANY_REQUESTS: gettext_lazy("Слишком часто"),
}

# pydantic speaks English; these are the mistakes that callers make. `%(…)s` come from its context.
SENTENCES: Mapping[str, str | Promise] = {
    "missing": gettext_lazy("Обязательное поле."),
    "extra_forbidden": gettext_lazy("Такого поля здесь нет."),
    "int_parsing": gettext_lazy("Нужно целое число."),
    "int_type": gettext_lazy("Нужно целое число."),
    "int_parsing_size": gettext_lazy("Слишком большое число."),
    "greater_than_equal": gettext_lazy("Не меньше %(ge)s."),
    "less_than_equal": gettext_lazy("Не больше %(le)s."),
    "string_type": gettext_lazy("Нужна строка."),
    "string_unicode": gettext_lazy("Строка не в UTF-8."),
    "string_too_long": gettext_lazy("Не длиннее %(max_length)s знаков."),
    "string_pattern_mismatch": gettext_lazy("Недопустимые знаки."),
    "enum": gettext_lazy("Одно из значений: %(expected)s."),
    "literal_error": gettext_lazy("Одно из значений: %(expected)s."),
    "date_type": gettext_lazy("Нужна дата: ГГГГ-ММ-ДД."),
    "date_from_datetime_parsing": gettext_lazy("Нужна дата: ГГГГ-ММ-ДД."),
    "date_from_datetime_inexact": gettext_lazy("Нужна дата без времени: ГГГГ-ММ-ДД."),
    "model_attributes_type": gettext_lazy("Нужен объект JSON."),
}


class FieldProblem(Answer):
    """One mistake; `field` is empty where it concerns the whole."""

    field: str
    message: str


class Problem(Answer):
    """RFC 9457. `detail` is a sentence for people, `who_can` says who may do it instead."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    who_can: str = ""
    errors: Sequence[FieldProblem] = Field(default=())


READ = {401: Problem, 403: Problem, 422: Problem, 429: Problem}
READ_ONE = {**READ, 404: Problem}
WRITE = {**READ_ONE, 400: Problem}


def problem(
    status: int, detail: str, *, who_can: str = "", errors: Sequence[FieldProblem] = ()
) -> HttpResponse:
    said = Problem(
        title=str(TITLES.get(status, HTTPStatus(status).phrase)),
        status=status,
        detail=detail,
        who_can=who_can,
        errors=errors,
    )
    return HttpResponse(said.model_dump_json(), status=status, content_type=MEDIA_TYPE)


def unknown_caller(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    response = problem(
        HTTPStatus.UNAUTHORIZED,
        _("Войдите или передайте ключ: «Authorization: Bearer …». Ключ мог истечь, или его отозвали."),
        who_can=_("Ключ выдают в своих настройках, в разделе «Ключи API»."),
    )
    response["WWW-Authenticate"] = "Bearer"
    return response


def refused(request: HttpRequest, error: Refused) -> HttpResponse:
    verdict = error.verdict
    return problem(HTTPStatus.FORBIDDEN, str(verdict.reason), who_can=str(verdict.who_can))


def not_found(request: HttpRequest, error: Http404) -> HttpResponse:
    return problem(HTTPStatus.NOT_FOUND, _("Такой записи нет, или она вам не видна."))


def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    errors = [FieldProblem(field=_place(item["loc"]), message=_sentence(item)) for item in error.errors]
    return problem(HTTPStatus.UNPROCESSABLE_ENTITY, _("Некоторые значения не подходят."), errors=errors)


def unacceptable(request: HttpRequest, error: OrganisationError) -> HttpResponse:
    errors = [
        FieldProblem(field=field, message=str(sentence))
        for field, sentences in error.by_field.items()
        for sentence in sentences
    ]
    return problem(HTTPStatus.UNPROCESSABLE_ENTITY, str(error), errors=errors)


def throttled(request: HttpRequest, error: Throttled) -> HttpResponse:
    """Ninja adds `Retry-After`."""
    wait = math.ceil(error.wait or 1)
    return problem(HTTPStatus.TOO_MANY_REQUESTS, _("Повторите через %(seconds)d с.") % {"seconds": wait})


def unreadable(request: HttpRequest, error: HttpError) -> HttpResponse:
    """Ninja's own refusal: a body that is no JSON."""
    return problem(error.status_code, _("Тело запроса – не JSON в UTF-8."))


def method_not_allowed(methods: str) -> HttpResponse:
    response = problem(HTTPStatus.METHOD_NOT_ALLOWED, _("Можно: %(methods)s.") % {"methods": methods})
    response["Allow"] = methods
    return response


def _place(location: Sequence[int | str]) -> str:
    """The field alone: without «query» or «body» and the name of our own argument."""
    return str(location[-1]) if location[-1] not in {"query", "path", "body"} else ""


def _sentence(item: Mapping[str, Any]) -> str:
    said = SENTENCES.get(item["type"])
    return str(said) % item.get("ctx", {}) if said else str(item["msg"])


# All that operations may raise; everything else crashes loudly.
ANSWERS: Mapping[type[Exception], Callable[..., HttpResponse]] = {
    AuthenticationError: unknown_caller,
    Refused: refused,
    Http404: not_found,
    ValidationError: invalid,
    OrganisationError: unacceptable,
    Throttled: throttled,
    HttpError: unreadable,
}
