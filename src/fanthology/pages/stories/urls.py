"""Routes of stories, chapters and series."""

from django.urls import path

from fanthology.pages.stories import lists, pictures, reading, seen, series

urlpatterns = [
    path("latest/", lists.story_latest, name="story_latest"),
    path("random/", lists.story_random, name="story_random"),
    path("stories/<int:pk>/", reading.story_read, name="story_read"),
    path("stories/<int:pk>/<int:number>/", reading.chapter_read, name="chapter_read"),
    path("stories/<int:pk>/whole/", reading.story_whole, name="story_whole"),
    path("stories/<int:pk>/chapters/", reading.story_chapters, name="story_chapters"),
    path("stories/<int:pk>/seen/", seen.story_seen, name="story_seen"),
    path("stories/<int:pk>/banner/<int:width>.webp", pictures.story_banner, name="story_banner"),
    path("series/", series.series_list, name="series_list"),
    path("series/<int:pk>/", series.series_read, name="series_read"),
]
