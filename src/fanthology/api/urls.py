"""Routes of the API."""

from django.urls import path, re_path

from fanthology.api import views

urlpatterns = [
    path("stories", views.api_stories, name="api_stories"),
    path("tags", views.api_tags, name="api_tags"),
    path("openapi.json", views.api_openapi, name="api_openapi"),
    re_path(r".*", views.api_missing, name="api_missing"),
]
