from django.urls import path

from zveno.base.tasks import views

app_name = "tasks"

urlpatterns = [
    path("", views.job_list, name="job_list"),
    path("<uuid:pk>/", views.job_detail, name="job_detail"),
    path("<uuid:pk>/cancel/", views.job_cancel, name="job_cancel"),
    path("<uuid:pk>/repeat/", views.job_repeat, name="job_repeat"),
]
