from django.urls import path

from zveno.config.probes import views

app_name = "probes"
urlpatterns = [
    path("health/live", views.live, name="health_live"),
    path("health/ready", views.ready, name="health_ready"),
    path("metrics", views.metrics, name="metrics_read"),
]
