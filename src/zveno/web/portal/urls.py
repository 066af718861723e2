from django.urls import path

from zveno.web.portal import views

app_name = "portal"

urlpatterns = [
    path("", views.home, name="home"),
    path("search/", views.search, name="search"),
    path("enterprises/", views.enterprise_list, name="enterprise_list"),
    path("study/", views.study_list, name="study_list"),
    path("robots.txt", views.robots, name="robots"),
]
