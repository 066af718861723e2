from django.urls import path

from zveno.base.ui import views

app_name = "ui"
urlpatterns = [
    path("theme/", views.theme_set, name="theme_set"),
    path("language/", views.language_set, name="language_set"),
    path("styleguide/", views.styleguide, name="styleguide"),
    path("styleguide/confirm/", views.styleguide_confirm, name="styleguide_confirm"),
    path("styleguide/<slug:frame>/", views.styleguide_frame, name="styleguide_frame"),
]
