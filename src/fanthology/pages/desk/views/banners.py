"""A story's banner at the desk."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect, render

from fanthology.core import limits
from fanthology.pages.desk.forms.banner import BannerForm
from fanthology.pages.desk.own import own_story
from fanthology.pages.forms import show_problem
from fanthology.pages.signed_in import MemberRequest, signed_in
from fanthology.stories.actions import remove_banner, set_banner
from fanthology.stories.models import Banner


@signed_in
def banner_edit(request: MemberRequest, pk: int) -> HttpResponse:
    """Hang a banner, change it or its words, or take it down."""
    story = own_story(request.user, pk)
    if "remove" in request.POST:
        remove_banner(by=request.user, story=story)
        messages.success(request, "The banner is taken down.")
        return redirect("story_manage", pk)
    banner = Banner.objects.filter(story=story).first()
    form = BannerForm(request.POST or None, request.FILES or None, banner=banner)
    if form.is_valid():
        given = form.cleaned_data
        try:
            set_banner(
                by=request.user,
                story=story,
                picture=first_bytes(given["picture"]),
                alt=given["alt"],
                credit=given["credits"],
            )
        except ValidationError as problem:
            show_problem(form, problem)
        else:
            messages.success(request, "The banner hangs.")
            return redirect("story_manage", pk)
    return render(request, "desk/banner_edit.html", {"form": form, "story": story, "banner": banner})


def first_bytes(upload: "UploadedFile[Any] | None") -> bytes | None:
    """The file that was sent, read no further than needed to know that it is too large."""
    return upload.read(limits.BANNER_BYTES + 1) if upload else None
