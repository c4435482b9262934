"""Routes of finding: the finder, what one never wants to see again, and saved searches."""

from django.urls import path

from fanthology.pages.finding import finder, searches, standing

urlpatterns = [
    path("stories/", finder.story_list, name="story_list"),
    path("never/", standing.exclusion_list, name="exclusion_list"),
    path("never/add/", standing.exclusion_add, name="exclusion_add"),
    path("never/remove/", standing.exclusion_remove, name="exclusion_remove"),
    path("never/take-over/", standing.exclusion_take_over, name="exclusion_take_over"),
    path("never/list.txt", standing.exclusion_export, name="exclusion_export"),
    path("never/import/", standing.exclusion_import, name="exclusion_import"),
    path("searches/", searches.search_list, name="search_list"),
    path("searches/save/", searches.search_save, name="search_save"),
    path("searches/<int:pk>/rename/", searches.search_rename, name="search_rename"),
    path("searches/<int:pk>/forget/", searches.search_delete, name="search_delete"),
]
