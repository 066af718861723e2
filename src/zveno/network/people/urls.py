from django.urls import path

from zveno.network.people.views import consent_requests, consents, retention, special, subject_requests

app_name = "people"
urlpatterns = [
    path("consents/", consents.consent_own, name="consent_own"),
    path(
        "consents/of/<int:person>/<int:operator>/<slug:purpose>/", consents.consent_give, name="consent_give"
    ),
    path("consents/<int:pk>/", consents.consent_show, name="consent_show"),
    path("consents/<int:pk>/scan/", consents.consent_scan, name="consent_scan"),
    path("consents/<int:pk>/withdraw/", consents.consent_withdraw, name="consent_withdraw"),
    path("consents/requests/", consent_requests.consent_request_list, name="consent_request_list"),
    path("consents/requests/add/", consent_requests.consent_request_add, name="consent_request_add"),
    path("consents/requests/<int:pk>/", consent_requests.consent_request_show, name="consent_request_show"),
    path(
        "consents/requests/<int:pk>/send/", consent_requests.consent_request_send, name="consent_request_send"
    ),
    path(
        "consents/requests/<int:pk>/close/",
        consent_requests.consent_request_close,
        name="consent_request_close",
    ),
    path("consents/asks/<int:pk>/paper/", consent_requests.consent_paper, name="consent_paper"),
    path("consents/purposes/", consent_requests.purpose_list, name="purpose_list"),
    path("consents/purposes/<int:pk>/", consent_requests.purpose_show, name="purpose_show"),
    path("consents/purposes/<int:pk>/word/", consent_requests.purpose_word, name="purpose_word"),
    path("<int:pk>/consents/", consent_requests.consent_person, name="consent_person"),
    path("<int:pk>/looks/", consents.look_list, name="look_list"),
    path("<int:pk>/special/", special.special_show, name="special_show"),
    path("<int:pk>/special/add/", special.special_add, name="special_add"),
    path("special/<int:pk>/end/", special.special_end, name="special_end"),
    path("special/looks/", special.special_look_list, name="special_look_list"),
    path("requests/", subject_requests.subject_request_list, name="subject_request_list"),
    path("<int:pk>/requests/add/", subject_requests.subject_request_add, name="subject_request_add"),
    path("<int:pk>/requests/own/", subject_requests.own_request_add, name="own_request_add"),
    path("requests/<int:pk>/", subject_requests.subject_request_show, name="subject_request_show"),
    path("requests/<int:pk>/export/", subject_requests.subject_request_export, name="subject_request_export"),
    path(
        "requests/<int:pk>/export/<slug:form>/",
        subject_requests.subject_request_download,
        name="subject_request_download",
    ),
    path("requests/<int:pk>/answer/", subject_requests.subject_request_answer, name="subject_request_answer"),
    path("requests/<int:pk>/refuse/", subject_requests.subject_request_refuse, name="subject_request_refuse"),
    path("requests/<int:pk>/erase/", subject_requests.subject_request_erase, name="subject_request_erase"),
    path("retention/", retention.retention_list, name="retention_list"),
    path("retention/<int:pk>/", retention.retention_edit, name="retention_edit"),
]
