"""Routes of the house itself: front page, what it says of itself, and what machines ask for."""

from django.urls import path

from fanthology.pages.house import looking, machines, views

urlpatterns = [
    path("", views.front, name="front"),
    path("about/", views.about, name="about"),
    path("rules/", views.rules, name="rules"),
    path("help/", views.help, name="help"),
    path("api/", views.api_help, name="api_help"),
    path("look/", looking.look, name="look"),
    path("health", machines.health, name="health"),
    path("robots.txt", machines.robots, name="robots"),
    path("sitemap.xml", machines.sitemap, name="sitemap"),
    path("sitemap/<slug:kind>-<int:number>.xml", machines.sitemap_part, name="sitemap_part"),
]
