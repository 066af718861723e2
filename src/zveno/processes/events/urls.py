from django.urls import path

from zveno.processes.events import views

app_name = "events"
urlpatterns = [
    path("calendar/", views.calendar_view, name="calendar_view"),
    path("calendar.ics", views.calendar_feed, name="calendar_feed"),
    path("calendar/<int:pk>/", views.calendar_event, name="calendar_event"),
    path("calendar/mine/<str:secret>.ics", views.subscription_feed, name="subscription_feed"),
    path("events/", views.event_list, name="event_list"),
    path("events/month/", views.event_month, name="event_month"),
    path("events/subscription/", views.subscription_view, name="subscription_view"),
    path("events/new/", views.event_draft, name="event_draft"),
    path("events/<int:pk>/", views.event_view, name="event_view"),
    path("events/<int:pk>/change/", views.event_change, name="event_change"),
    path("events/<int:pk>/publish/", views.event_publish, name="event_publish"),
    path("events/<int:pk>/hold/", views.event_hold, name="event_hold"),
    path("events/<int:pk>/cancel/", views.event_cancel, name="event_cancel"),
    path("events/<int:pk>/drop/", views.event_drop, name="event_drop"),
]
