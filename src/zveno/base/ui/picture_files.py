"""The data of any picture as a file, at the address of its page with `?picture=KEY.xlsx`.

The page is built as always, with the rights, filters and journal of its view; if it draws that picture, the
file goes out instead of the page. So no view has to know of it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from django.http.response import HttpResponseBase

from zveno.base.core.requests import ZvenoRequest
from zveno.base.ui.components import Export
from zveno.base.ui.lists import EXPORTERS
from zveno.base.ui.pictures import Picture

ASKED = "picture"
"""The name in the address."""


def offer(request: ZvenoRequest, picture: Picture) -> list[tuple[str, str]]:
    """Kinds of files and their addresses. Remembers the picture if it is the one asked for."""
    kept = request.GET.copy()
    asked = kept.pop(ASKED, [""])[-1]
    if asked.partition(".")[0] == picture.key:
        request.asked_picture = picture
    files = []
    for kind in sorted(EXPORTERS, reverse=True):
        kept[ASKED] = f"{picture.key}.{kind}"
        files.append((kind, f"{request.path}?{kept.urlencode()}"))
    return files


def picture_file_middleware(
    get_response: Callable[[ZvenoRequest], HttpResponseBase],
) -> Callable[[ZvenoRequest], HttpResponseBase]:
    def middleware(request: ZvenoRequest) -> HttpResponseBase:
        response = get_response(request)
        exporter = EXPORTERS.get(request.GET.get(ASKED, "").rpartition(".")[2])
        drawn = cast("Picture | None", getattr(request, "asked_picture", None))
        if exporter is None or drawn is None or response.status_code != 200:  # noqa: PLR2004 -- HTTP
            return response
        return exporter(request, Export(drawn.title, drawn.sheet, []))

    return middleware
