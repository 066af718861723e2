from django.urls import path

from zveno.base.audit import views

app_name = "audit"

urlpatterns = [
    path("", views.entry_list, name="entry_list"),
    path("mine/", views.own_entry_list, name="own_entry_list"),
    path("chain/", views.chain_show, name="chain_show"),
    path("chain/anchor.txt", views.anchor_download, name="anchor_download"),
    path("chain/inspect/", views.inspection_create, name="inspection_create"),
    path("purges/new/", views.purge_create, name="purge_create"),
    path("purges/<int:pk>/", views.purge_show, name="purge_show"),
]
