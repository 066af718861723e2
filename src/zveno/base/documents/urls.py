from django.urls import path, re_path

from zveno.base.documents import views

app_name = "documents"
urlpatterns = [
    path("documents/numbering/", views.numbering_edit, name="numbering_edit"),
    path("documents/<slug:kind>/<int:subject>/", views.paper_show, name="paper_show"),
    path("documents/<slug:kind>/<int:subject>/make/", views.document_make, name="document_make"),
    re_path(
        r"^documents/versions/(?P<version>[0-9]{1,18})\.(?P<form>pdf|docx)$",
        views.document_download,
        name="document_download",
    ),
    path("d/", views.code_ask, name="code_ask"),
    path("d/<str:code>/", views.document_verify, name="document_verify"),
]
