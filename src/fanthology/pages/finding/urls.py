"""Routes of finding: the finder, what one never wants to see again, and saved searches."""

from django.urls import path

from fanthology.pages.finding import standing

urlpatterns = [
    path("never/", standing.exclusion_list, name="exclusion_list"),
    path("never/add/", standing.exclusion_add, name="exclusion_add"),
    path("never/remove/", standing.exclusion_remove, name="exclusion_remove"),
    path("never/take-over/", standing.exclusion_take_over, name="exclusion_take_over"),
    path("never/list.txt", standing.exclusion_export, name="exclusion_export"),
    path("never/import/", standing.exclusion_import, name="exclusion_import"),
]
