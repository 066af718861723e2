"""The addresses of the product: one line for each package."""

from django.urls import include, path

urlpatterns = [
    path("", include("zveno.config.probes.urls")),
    path("", include("zveno.web.portal.urls")),
    path("", include("zveno.base.ui.urls")),
    path("", include("zveno.base.links.urls")),
    path("", include("zveno.base.documents.urls")),
    path("reference/", include("zveno.base.classifiers.urls")),
    path("imports/", include("zveno.base.imports.urls")),
    path("organisations/", include("zveno.network.organisations.urls")),
    path("people/", include("zveno.network.people.urls")),
    path("programmes/", include("zveno.network.programmes.urls")),
    path("interactions/", include("zveno.network.interactions.urls")),
    path("journal/", include("zveno.base.audit.urls")),
    path("jobs/", include("zveno.base.tasks.urls")),
    path("notifications/", include("zveno.base.notifications.urls")),
    path("", include("zveno.processes.events.urls")),
    path("", include("zveno.processes.guidance.urls")),
    path("", include("zveno.oversight.monitoring.urls")),
    path("api/v1/", include("zveno.web.api.urls")),
    path("account/", include("zveno.base.accounts.urls")),
    path("account/", include("allauth.urls")),
]
