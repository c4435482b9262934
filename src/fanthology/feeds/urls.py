"""Routes of feeds."""

from django.urls import path

from fanthology.feeds import views

urlpatterns = [
    path("stories/feed.atom", views.story_feed, name="story_feed"),
    path("searches/<slug:token>.atom", views.search_feed, name="search_feed"),
]
