"""Which door opens on which address. Each folder of `pages` lists its own."""

from django.urls import include, path

urlpatterns = [
    path("", include("fanthology.pages.house.urls")),
    path("", include("fanthology.pages.catalogue.urls")),
    path("", include("fanthology.feeds.urls")),
    path("", include("fanthology.pages.finding.urls")),
    path("", include("fanthology.pages.stories.urls")),
    path("crossovers/", include("fanthology.pages.crossovers.urls")),
    path("", include("fanthology.pages.formats.urls")),
    path("", include("fanthology.pages.people.urls")),
    path("desk/", include("fanthology.pages.desk.urls")),
    path("moderation/", include("fanthology.pages.moderation.urls")),
    path("api/v1/", include("fanthology.api.urls")),
    path("accounts/", include("allauth.account.urls")),
]

handler400 = "fanthology.pages.errors.bad_request"
handler403 = "fanthology.pages.errors.forbidden"
handler404 = "fanthology.pages.errors.missing"
handler500 = "fanthology.pages.errors.broken"
handler429 = "fanthology.pages.errors.too_many"  # asked for by allauth, not by Django
