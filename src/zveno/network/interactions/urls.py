from django.urls import path

from zveno.network.interactions import views

app_name = "interactions"
urlpatterns = [
    path("", views.interaction_list, name="interaction_list"),
    path("add/", views.interaction_add, name="interaction_add"),
    path("forms/", views.form_list, name="form_list"),
    path("map/", views.network_map, name="network_map"),
    path("silent/", views.silent_list, name="silent_list"),
    path("<int:pk>/", views.interaction_show, name="interaction_show"),
    path("<int:pk>/change/", views.interaction_change, name="interaction_change"),
    path("<int:pk>/withdraw/", views.interaction_withdraw, name="interaction_withdraw"),
    path("<int:pk>/confirm/", views.interaction_confirm, name="interaction_confirm"),
    path("<int:pk>/dispute/", views.interaction_dispute, name="interaction_dispute"),
    path("<int:pk>/file/", views.interaction_file, name="interaction_file"),
    path("partners/<int:organisation>/", views.partner_list, name="partner_list"),
    path("partners/<int:organisation>/outside/", views.outsider_show, name="outsider_show"),
    path("partners/<int:organisation>/<int:partner>/", views.pair_show, name="pair_show"),
    path("partners/<int:organisation>/<int:partner>/remind/", views.partner_remind, name="partner_remind"),
    path("passports/<int:organisation>/<int:year>/", views.passport_show, name="passport_show"),
    path("passports/<int:organisation>/<int:year>/open/", views.passport_open, name="passport_open"),
]
