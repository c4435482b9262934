"""Routes of files going out and coming in."""

from django.urls import path

from fanthology.pages.formats import arrivals, downloads

urlpatterns = [
    path("stories/<int:pk>/download/", downloads.story_download, name="story_download"),
    path("stories/<int:pk>/download/<str:kind>", downloads.story_file, name="story_file"),
    path("desk/import/", arrivals.arrival_begin, name="arrival_begin"),
    path("desk/import/waiting/", arrivals.arrival_list, name="arrival_list"),
    path("desk/import/<int:pk>/", arrivals.arrival_edit, name="arrival_edit"),
    path("desk/import/<int:pk>/save/", arrivals.arrival_save, name="arrival_save"),
    path("desk/import/<int:pk>/delete/", arrivals.arrival_delete, name="arrival_delete"),
]
