"""Routes of what is crossed with what. No name of an address is ever "-" (`text.names.slug`): it is ours to use."""

from django.urls import path

from fanthology.pages import paths  # noqa: F401 - registers <name:>
from fanthology.pages.crossovers import chains, views

urlpatterns = [
    path("", views.crossover_map, name="crossover_map"),
    path("-/path/", chains.crossover_path, name="crossover_path"),
    path("<name:slug>/", views.crossover_around, name="crossover_around"),
    path("<name:first>/<name:second>/", views.crossover_pair, name="crossover_pair"),
]
