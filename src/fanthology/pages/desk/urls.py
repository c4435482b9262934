"""Routes of the writing desk, under /desk/."""

from django.urls import path

from fanthology.pages.desk.views import banners, chapters, home, series, stories

urlpatterns = [
    path("", home.desk, name="desk"),
    path("stories/new/", stories.story_begin, name="story_begin"),
    path("stories/<int:pk>/", stories.story_manage, name="story_manage"),
    path("stories/<int:pk>/edit/", stories.story_edit, name="story_edit"),
    path("stories/<int:pk>/open/", stories.story_open, name="story_open"),
    path("stories/<int:pk>/delete/", stories.story_delete, name="story_delete"),
    path("stories/<int:pk>/banner/", banners.banner_edit, name="banner_edit"),
    path("stories/<int:pk>/series/", series.place_add, name="place_add"),
    path("stories/<int:pk>/chapters/new/", chapters.chapter_add, name="chapter_add"),
    path("chapters/<int:pk>/", chapters.chapter_edit, name="chapter_edit"),
    path("chapters/<int:pk>/publish/", chapters.chapter_publish, name="chapter_publish"),
    path("chapters/<int:pk>/withdraw/", chapters.chapter_withdraw, name="chapter_withdraw"),
    path("chapters/<int:pk>/move/", chapters.chapter_move, name="chapter_move"),
    path("chapters/<int:pk>/delete/", chapters.chapter_delete, name="chapter_delete"),
    path("series/", home.series_own, name="series_own"),
    path("series/new/", series.series_begin, name="series_begin"),
    path("series/<int:pk>/", series.series_manage, name="series_manage"),
    path("series/<int:pk>/edit/", series.series_edit, name="series_edit"),
    path("series/<int:pk>/delete/", series.series_delete, name="series_delete"),
    path("series/places/<int:pk>/move/", series.place_move, name="place_move"),
    path("series/places/<int:pk>/remove/", series.place_remove, name="place_remove"),
]
