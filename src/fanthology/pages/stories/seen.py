"""The beacon by which a reader's browser says that a story is being read."""

import re
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from fanthology.pages.stories.found import find_story
from fanthology.people.queries import as_account
from fanthology.stories.actions import count_hit
from fanthology.stories.rules import is_author

MACHINES: Final = re.compile(
    r"bot|crawl|spider|slurp|preview|fetch|monitor|scan|headless|curl|wget|python|java/|go-http|okhttp|node|libwww|httpx",
    re.IGNORECASE,
)
"""What machines that do not hide it call themselves."""


@csrf_exempt  # pages hold no token, since a cache may share them; all that a forged request could do is count one visit
@require_POST
def story_seen(request: HttpRequest, pk: int) -> HttpResponse:
    """Count a visit: of a real reader, once a day, and never of the story's own authors."""
    story = find_story(request, pk)
    agent = request.headers.get("User-Agent", "")
    foreign = request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin"
    if agent and not foreign and not MACHINES.search(agent) and not is_author(request.user, story):
        count_hit(story=story, reader=_reader(request, agent))
    return HttpResponse(status=204)


def _reader(request: HttpRequest, agent: str) -> str:
    """What tells one reader from another for a day: the account, or the address with the browser's name."""
    account = as_account(request.user)
    if account is not None:
        return f"account {account.pk}"
    address = request.META.get("REMOTE_ADDR", "")
    if settings.CONFIG.trust_proxy:
        # The last entry is the one that our own web server wrote.
        address = request.headers.get("X-Forwarded-For", address).rpartition(",")[2].strip()
    return f"{address} {agent[:300]}"
