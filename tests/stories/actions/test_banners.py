"""Deeds with banners, and what happens to a picture on its way in."""

import zlib
from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from PIL import Image

from fanthology.core import limits
from fanthology.stories.actions import delete_story, remove_banner, set_banner
from fanthology.stories.actions.banners import banner_path
from fanthology.stories.models import Banner
from fanthology.stories.pictures import PictureRefused, banner_files
from tests.make import a_moderator, a_story, an_account

pytestmark = pytest.mark.django_db


def a_picture(width=40, height=20, kind="PNG", mode="RGB", **extra):
    out = BytesIO()
    Image.new(mode, (width, height), 120 if mode == "L" else None).save(out, kind, **extra)
    return out.getvalue()


def give(story, picture, **changes):
    said = {"alt": "A grin over a mantelpiece", "credit": "Tom Quill", **changes}
    return set_banner(by=story.authors.get().account, story=story, picture=picture, **said)


def files_of(name):
    return [banner_path(name, width) for width in limits.BANNER_WIDTHS]


def test_a_banner_is_kept_in_two_widths_with_its_words():
    story = a_story()
    banner = give(story, a_picture(2000, 500))
    assert (banner.width, banner.height, banner.credits) == (1280, 320, "Tom Quill")
    sizes = [Image.open(BytesIO(path.read_bytes())).size for path in files_of(banner.name)]
    assert sizes == [(640, 160), (1280, 320)]


def test_a_small_picture_is_not_blown_up():
    banner = give(a_story(), a_picture(40, 20))
    assert (banner.width, banner.height) == (40, 20)


def test_its_words_change_without_sending_it_again():
    story = a_story()
    name = give(story, a_picture()).name
    banner = give(story, None, alt="Only the grin", credit="")
    assert (banner.name, banner.alt, banner.credits) == (name, "Only the grin", "")


def test_a_new_picture_and_a_removed_one_leave_no_files(django_capture_on_commit_callbacks):
    story = a_story()
    old = give(story, a_picture()).name
    with django_capture_on_commit_callbacks(execute=True):
        new = give(story, a_picture(30, 30)).name
    assert not any(path.exists() for path in files_of(old))
    assert all(path.exists() for path in files_of(new))
    with django_capture_on_commit_callbacks(execute=True):
        remove_banner(by=story.authors.get().account, story=story)
    assert not Banner.objects.exists()
    assert not any(path.exists() for path in files_of(new))


def test_the_same_picture_again_stays(django_capture_on_commit_callbacks):
    story = a_story()
    give(story, a_picture())
    with django_capture_on_commit_callbacks(execute=True):
        banner = give(story, a_picture())
    assert all(path.exists() for path in files_of(banner.name))


def test_a_deleted_story_takes_its_banner_along(django_capture_on_commit_callbacks):
    story = a_story()
    name = give(story, a_picture()).name
    with django_capture_on_commit_callbacks(execute=True):
        delete_story(by=story.authors.get().account, story=story)
    assert not any(path.exists() for path in files_of(name))


def test_only_authors_hang_and_take_down_banners():
    story = a_story()
    for stranger in (an_account("Bob"), a_moderator()):
        with pytest.raises(PermissionDenied):
            set_banner(by=stranger, story=story, picture=a_picture(), alt="x", credit="")
        with pytest.raises(PermissionDenied):
            remove_banner(by=stranger, story=story)


@pytest.mark.parametrize(
    ("field", "picture", "changes"),
    [
        ("alt", a_picture(), {"alt": " "}),
        ("alt", a_picture(), {"alt": "x" * (limits.ALT_TEXT + 1)}),
        ("credits", a_picture(), {"credit": "x" * (limits.ALT_TEXT + 1)}),
        ("picture", None, {}),
        ("picture", b"", {}),
        ("picture", b"<svg xmlns='http://www.w3.org/2000/svg'/>", {}),
        ("picture", b"GIF89a" + b"\x00" * 40, {}),
        ("picture", a_picture(400, 400)[:300], {}),
        ("picture", b"\x89PNG" + b"0" * limits.BANNER_BYTES, {}),
    ],
)
def test_what_cannot_be_a_banner_is_said_kindly(field, picture, changes):
    story = a_story()
    with pytest.raises(ValidationError) as refusal:
        give(story, picture, **changes)
    assert set(refusal.value.message_dict) == {field}
    assert not Banner.objects.exists()


@pytest.mark.parametrize(
    ("side", "sentence"), [(7_000, "49 million pixels"), (40_000, "far too many pixels")]
)
def test_a_picture_of_too_many_pixels_is_refused_before_it_is_unpacked(side, sentence):
    data = bytearray(a_picture(8, 8))
    data[16:24] = side.to_bytes(4, "big") * 2  # its header only says that it is so large
    data[29:33] = zlib.crc32(data[12:29]).to_bytes(4, "big")
    with pytest.raises(PictureRefused, match=sentence):
        banner_files(bytes(data))


@pytest.mark.parametrize(
    ("kind", "mode"), [("JPEG", "L"), ("GIF", "P"), ("WEBP", "RGBA"), ("PNG", "LA"), ("PNG", "I;16")]
)
def test_every_common_kind_of_picture_is_taken(kind, mode):
    assert banner_files(a_picture(kind=kind, mode=mode)).width == 40


def test_nothing_but_the_picture_is_kept():
    exif = Image.Exif()
    exif[0x010E] = "Taken at home, 221B Baker Street"
    exif[0x0112] = 6  # lies on its side
    files = banner_files(a_picture(40, 20, "JPEG", exif=exif.tobytes()))
    assert (files.width, files.height) == (20, 40)
    assert not any(b"Baker" in data for data in files.files.values())
