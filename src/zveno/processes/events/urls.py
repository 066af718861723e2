from django.urls import path

from zveno.processes.events.views import calendar, events, feeds, public

app_name = "events"
urlpatterns = [
    path("calendar/", public.calendar_view, name="calendar_view"),
    path("calendar.ics", feeds.calendar_feed, name="calendar_feed"),
    path("calendar/<int:pk>/", public.calendar_event, name="calendar_event"),
    path("calendar/mine/<str:secret>.ics", feeds.subscription_feed, name="subscription_feed"),
    path("events/", calendar.event_list, name="event_list"),
    path("events/month/", calendar.event_month, name="event_month"),
    path("events/subscription/", feeds.subscription_view, name="subscription_view"),
    path("events/new/", events.event_draft, name="event_draft"),
    path("events/<int:pk>/", events.event_view, name="event_view"),
    path("events/<int:pk>/change/", events.event_change, name="event_change"),
    path("events/<int:pk>/publish/", events.event_publish, name="event_publish"),
    path("events/<int:pk>/hold/", events.event_hold, name="event_hold"),
    path("events/<int:pk>/partners/", events.event_partners, name="event_partners"),
    path("events/<int:pk>/cancel/", events.event_cancel, name="event_cancel"),
    path("events/<int:pk>/drop/", events.event_drop, name="event_drop"),
]
