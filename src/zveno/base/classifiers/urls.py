from django.urls import path

from zveno.base.classifiers import views

app_name = "classifiers"
urlpatterns = [
    path("", views.entry_list, name="entry_list"),
    path("<slug:classifier>/", views.entry_list, name="entry_list_of"),
    path("<slug:classifier>/update/", views.list_update, name="list_update"),
]
