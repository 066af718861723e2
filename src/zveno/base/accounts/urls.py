from django.urls import path

from zveno.base.accounts import views

app_name = "accounts"

# Before allauth's own addresses under the same /account/: the sign-in page and the list of sessions are ours.
urlpatterns = [
    path("login/", views.sign_in, name="sign_in"),
    path("settings/", views.settings_edit, name="settings_edit"),
    path("sessions/", views.session_list, name="session_list"),
    path("sessions/end-others/", views.session_end_others, name="session_end_others"),
    path("sessions/<int:pk>/end/", views.session_end, name="session_end"),
    path("keys/", views.token_list, name="token_list"),
    path("keys/<int:pk>/revoke/", views.token_revoke, name="token_revoke"),
    path("filters/", views.filter_save, name="filter_save"),
    path("filters/<int:pk>/drop/", views.filter_drop, name="filter_drop"),
    path("demo/<slug:code>/", views.demo_enter, name="demo_enter"),
]
