"""Stories as files, for those who may open them."""

from hashlib import sha256
from typing import cast
from urllib.parse import quote

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from fanthology.formats.book import book_of
from fanthology.formats.exporters import FORMATS, file_name
from fanthology.pages.paths import address
from fanthology.pages.stories.found import find_story
from fanthology.pages.stories.reading import frame, with_names
from fanthology.stories.models import Openness
from fanthology.stories.queries import visible_chapters


@require_safe
def story_download(request: HttpRequest, pk: int) -> HttpResponse:
    """The formats a story can be taken away in, and what each is good for."""
    story = find_story(request, pk, with_names)
    chapters = visible_chapters(request.user, story)
    number = chapters.count()
    unseen = Q(published__isnull=True) | Q(hidden_at__isnull=False)
    context = {
        **frame(request, story),
        "several": number > 1,
        "formats": FORMATS.values() if number else (),
        "holds_unseen": chapters.filter(unseen).exists(),
    }
    return render(request, "formats/story_download.html", context)


@require_safe
def story_file(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """A story in one format, made now: a long one takes a tenth of a second (docs/formats.md has the numbers).

    The file's `ETag` is made of its bytes, so that a reading app's second visit costs no transfer. `If-Modified-Since`
    alone is not answered with 304: a corrected tag or pen name changes the file, but moves no date.
    """
    story = find_story(request, pk)
    wanted = FORMATS.get(kind)
    if wanted is None:
        raise Http404
    book = book_of(story, request.user, address(request, "/"))
    if not book.chapters:
        raise Http404
    data = wanted.write(book)
    response = HttpResponse(data, content_type=wanted.media_type)
    response["ETag"] = f'"{sha256(data).hexdigest()[:32]}"'
    response["Last-Modified"] = http_date(book.edited.timestamp())
    response["Content-Length"] = str(len(data))
    response["Content-Disposition"] = attachment(file_name(book, wanted.extension))
    response["Link"] = f'<{quote(book.url, safe=":/[]%")}>; rel="canonical"'
    response["X-Robots-Tag"] = "noindex"
    is_open = story.openness == Openness.PUBLIC and not story.is_hidden and not story.authors_hidden
    shared = is_open and not request.user.is_authenticated
    response["Cache-Control"] = f"{'public' if shared else 'private'}, no-cache"
    answered = get_conditional_response(request, etag=response["ETag"], response=response)
    return cast("HttpResponse", answered)


def attachment(name: str) -> str:
    """The header that saves a file under this name (RFC 6266): in full, and in ASCII for what is older."""
    plain = name.encode("ascii", "replace").decode().replace("?", "_").replace("\\", "_").replace('"', "_")
    if plain == name:
        return f'attachment; filename="{name}"'
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
