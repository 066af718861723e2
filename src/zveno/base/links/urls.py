from django.urls import path

from zveno.base.links import views

app_name = "links"
urlpatterns = [
    path("l/<str:secret>/", views.link_open, name="link_open"),
    path("l/<str:secret>/-/code/send/", views.code_send, name="code_send"),
    path("l/<str:secret>/-/code/", views.code_confirm, name="code_confirm"),
    path("l/<str:secret>/-/renew/", views.link_renew, name="link_renew"),
    path("l/<str:secret>/<path:rest>", views.link_open, name="link_continue"),
    path("links/<int:pk>/remind/", views.link_remind, name="link_remind"),
    path("links/<int:pk>/revoke/", views.link_revoke, name="link_revoke"),
]
