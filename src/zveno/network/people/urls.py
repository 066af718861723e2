from django.urls import path

from zveno.network.people.views import consent_requests, consents

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
]
