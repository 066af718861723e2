"""The API itself: its resources, who may call, how often, what its schema says."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema
from ninja.renderers import JSONRenderer

from zveno.web.api import events, figures, me, organisations, problems, territories
from zveno.web.api.authentication import Key, Session
from zveno.web.api.documentation import Documentation
from zveno.web.api.throttling import RateOfCaller

REQUESTS_A_MINUTE = 300
DESCRIPTION = """
The network «School – College – Enterprise» for programs: what the pages show, by the same rights.

A key is issued in «Settings – API keys» and acts from one seat; send it as `Authorization: Bearer …`.
Mistakes come as `application/problem+json` (RFC 9457): `detail` is a sentence for people,
`who_can` tells who may do what you may not. What you may not see does not exist for you (404).
"""


class Renderer(JSONRenderer):
    json_dumps_params: dict[str, Any] = {"ensure_ascii": False}


class Api(NinjaAPI):
    def get_openapi_schema(
        self, *, path_prefix: str | None = None, path_params: dict[str, Any] | None = None
    ) -> OpenAPISchema:
        """Ninja documents every answer as JSON; ours of 400 and above are problems."""
        schema = super().get_openapi_schema(path_prefix=path_prefix, path_params=path_params)
        for methods in schema["paths"].values():
            for operation in methods.values():
                for status, answer in operation["responses"].items():
                    if status >= HTTPStatus.BAD_REQUEST:
                        answer["content"] = {problems.MEDIA_TYPE: answer["content"].pop("application/json")}
        return schema


api = Api(
    title="Звено",
    version="1",
    description=DESCRIPTION,
    urls_namespace="api",
    docs=Documentation(),
    renderer=Renderer(),
    auth=[Key(), Session()],
    throttle=RateOfCaller(REQUESTS_A_MINUTE),
)
for error, answer in problems.ANSWERS.items():
    api.exception_handler(error)(answer)
for resource in (me, territories, organisations, events, figures):
    api.add_router("", resource.router)
