"""Routes of what stories are about."""

from django.urls import path

from fanthology.pages import paths  # noqa: F401 - registers <name:>
from fanthology.pages.catalogue import categories, fandoms, views

urlpatterns = [
    path("categories/", categories.category_list, name="category_list"),
    path("categories/<int:pk>-<name:slug>/", categories.category_read, name="category_read"),
    path("fandoms/", fandoms.fandom_list, name="fandom_list"),
    path("fandoms/<name:slug>/", fandoms.fandom_read, name="fandom_read"),
    path("tags/<slug:kind>/<name:slug>/", views.tag_read, name="tag_read"),
]
