from django.urls import path

from zveno.base.notifications import views

app_name = "notifications"

urlpatterns = [
    path("", views.notification_list, name="notification_list"),
    path("read/", views.notification_read_all, name="notification_read_all"),
    path("preferences/", views.preferences_edit, name="preferences_edit"),
    path("letters/", views.letter_list, name="letter_list"),
    path("letters/<int:pk>/", views.letter_detail, name="letter_detail"),
    path("letters/<int:pk>/resend/", views.letter_resend, name="letter_resend"),
    path("<uuid:pk>/", views.notification_open, name="notification_open"),
    path("<uuid:pk>/read/", views.notification_read, name="notification_read"),
]
