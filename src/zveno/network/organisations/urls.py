from django.urls import path

from zveno.network.organisations import views

app_name = "organisations"
urlpatterns = [
    path("", views.organisation_list, name="organisation_list"),
    path("add/", views.organisation_add, name="organisation_add"),
    path("<int:pk>/", views.organisation_show, name="organisation_show"),
    path("<int:pk>/edit/", views.organisation_edit, name="organisation_edit"),
    path("<int:pk>/confirm/", views.organisation_confirm, name="organisation_confirm"),
    path("<int:pk>/ask/", views.organisation_ask, name="organisation_ask"),
    path("<int:pk>/leave/", views.organisation_leave, name="organisation_leave"),
    path("<int:pk>/return/", views.organisation_return, name="organisation_return"),
    path("<int:pk>/people/", views.people_list, name="people_list"),
    path("<int:pk>/people/invite/", views.invitation_add, name="invitation_add"),
    path("invitations/<int:pk>/", views.invitation_answer, name="invitation_answer"),
    path("invitations/<int:pk>/renew/", views.invitation_renew, name="invitation_renew"),
    path("invitations/<int:pk>/withdraw/", views.invitation_withdraw, name="invitation_withdraw"),
    path("accounts/", views.account_list, name="account_list"),
    path("accounts/<int:pk>/", views.account_show, name="account_show"),
    path("accounts/<int:pk>/close/", views.account_close, name="account_close"),
    path("accounts/<int:pk>/reopen/", views.account_reopen, name="account_reopen"),
    path("accounts/<int:pk>/end-sessions/", views.account_end_sessions, name="account_end_sessions"),
    path("accounts/<int:pk>/reset-password/", views.account_send_reset, name="account_send_reset"),
    path("accounts/<int:pk>/reset-factors/", views.account_reset_factors, name="account_reset_factors"),
    path("seats/<int:pk>/end/", views.seat_end, name="seat_end"),
    path("seat/", views.seat_set, name="seat_set"),
    path("join/", views.join_request_add, name="join_request_add"),
    path("join/sent/", views.join_request_sent, name="join_request_sent"),
    path("requests/", views.join_request_list, name="join_request_list"),
    path("requests/<int:pk>/", views.join_request_show, name="join_request_show"),
    path("requests/<int:pk>/file/", views.join_request_file, name="join_request_file"),
    path("requests/<int:pk>/accept/", views.join_request_accept, name="join_request_accept"),
    path("requests/<int:pk>/refuse/", views.join_request_refuse, name="join_request_refuse"),
]
