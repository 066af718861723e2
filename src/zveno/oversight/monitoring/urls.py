from django.urls import path

from zveno.oversight.monitoring import views

app_name = "monitoring"
urlpatterns = [
    path("monitoring/", views.network_view, name="network_view"),
    path("monitoring/thresholds/", views.threshold_list, name="threshold_list"),
    path("monitoring/<slug:code>/", views.figure_view, name="figure_view"),
]
