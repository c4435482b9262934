"""The form for a story's banner."""

from typing import Any

from django import forms

from fanthology.core import limits
from fanthology.pages.desk import fields
from fanthology.stories.models import Banner

ACCEPTED = "image/jpeg,image/png,image/webp,image/gif,image/avif"


class BannerForm(forms.Form):
    """A picture with its words. The picture may be left out where there is one already."""

    picture = forms.FileField(
        label="Picture",
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
        allow_empty_file=True,
        help_text=(
            f"JPEG, PNG, WebP, GIF or AVIF; up to {limits.BANNER_BYTES // 2**20} MB and "
            f"{limits.BANNER_PIXELS // 10**6} million pixels. Only the picture is kept, without what the camera wrote into it."
        ),
        error_messages={"required": "Please choose a picture."},
    )
    alt = fields.OneLine(
        label="What it shows",
        max_length=limits.ALT_TEXT,
        help_text=f"For readers who cannot see it, and where it does not load. Up to {limits.ALT_TEXT} characters.",
        error_messages={"required": "Please say what the picture shows, for those who cannot see it."},
    )
    credits = fields.OneLine(
        label="Made by, made with",
        required=False,
        max_length=limits.ALT_TEXT,
        help_text=f"Artist, fonts, sources: shown under the picture. Up to {limits.ALT_TEXT} characters.",
    )

    def __init__(self, data: Any = None, files: Any = None, *, banner: Banner | None = None) -> None:
        initial = {"alt": banner.alt, "credits": banner.credits} if banner else {}
        super().__init__(data, files, initial=initial)
        if banner:
            picture = self.fields["picture"]
            picture.required, picture.label = False, "Another picture"
