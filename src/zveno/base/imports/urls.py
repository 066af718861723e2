from django.urls import path

from zveno.base.imports import views

app_name = "imports"
urlpatterns = [
    path("", views.import_list, name="import_list"),
    path("new/", views.import_kinds, name="import_kinds"),
    path("new/<slug:kind>/", views.import_add, name="import_add"),
    path("new/<slug:kind>/template.xlsx", views.template_show, name="template_show"),
    path("<int:pk>/", views.import_show, name="import_show"),
    path("<int:pk>/columns/", views.column_edit, name="column_edit"),
    path("<int:pk>/check/", views.check_show, name="check_show"),
    path("<int:pk>/check/again/", views.import_check, name="import_check"),
    path("<int:pk>/problems/", views.problem_list, name="problem_list"),
    path("<int:pk>/problems.xlsx", views.problem_export, name="problem_export"),
    path("<int:pk>/problems/<int:number>/", views.problem_repair, name="problem_repair"),
    path("<int:pk>/offers/", views.offer_take, name="offer_take"),
    path("<int:pk>/apply/", views.import_apply, name="import_apply"),
    path("<int:pk>/undo/", views.import_undo, name="import_undo"),
    path("<int:pk>/drop/", views.import_drop, name="import_drop"),
]
