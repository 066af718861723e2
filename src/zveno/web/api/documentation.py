"""The page that shows the API: Swagger from ninja's own files, under our policy of scripts."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from ninja import NinjaAPI
from ninja.openapi.docs import DocsBase


class Documentation(DocsBase):
    def render_page(self, request: HttpRequest, api: NinjaAPI, **path_params: Any) -> HttpResponse:
        schema_url = self.get_openapi_url(api, path_params)
        return render(request, "api/documentation.html", {"schema_url": schema_url})
