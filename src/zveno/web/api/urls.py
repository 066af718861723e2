from collections.abc import Iterator

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path, re_path
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import RedirectView

from zveno.web.api.api import api
from zveno.web.api.authentication import door
from zveno.web.api.problems import not_found

app_name = "api"

# Programs read these without a key; everything else goes through the door.
OPEN = {"openapi-json", "openapi-view", "api-root"}


def _operations() -> Iterator[URLPattern]:
    for pattern in api.urls[0]:
        if isinstance(pattern, URLPattern):
            enter = login_not_required if pattern.name in OPEN else door
            pattern.callback = enter(pattern.callback)
            yield pattern


@login_not_required
@csrf_exempt
def unknown_address(request: HttpRequest) -> HttpResponse:
    return not_found(request, Http404())


urlpatterns = [
    path("", login_not_required(RedirectView.as_view(pattern_name="api:openapi-view"))),
    *_operations(),
    re_path("", unknown_address),
]
