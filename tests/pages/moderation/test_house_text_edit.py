"""What the house says of itself."""

import pytest
from django.urls import reverse

from fanthology.core import limits
from fanthology.moderation.models import HouseText

pytestmark = pytest.mark.django_db

NAMES = ("welcome", "about", "rules")


@pytest.mark.parametrize("name", NAMES)
def test_who_may_open_it(name, opens, for_owners):
    assert opens(reverse("house_text_edit", args=[name])) == for_owners


@pytest.mark.parametrize("name", NAMES)
def test_what_is_saved_is_shown_and_stands_on_its_page(name, client, cast):
    client.force_login(cast["olga"])
    url = reverse("house_text_edit", args=[name])
    assert "Nothing stands here yet." in client.get(url).content.decode()
    form = {"body": "Be **kind**.<script>alert(1)</script>", "markup": "markdown"}
    page = client.post(url, form, follow=True).content.decode()
    assert "is saved; below is how it looks." in page
    assert "<strong>kind</strong>" in page
    assert "<script>alert" not in page
    client.logout()
    place = "front" if name == "welcome" else name
    assert "<strong>kind</strong>" in client.get(reverse(place)).content.decode()


def test_it_can_be_emptied(client, cast):
    client.force_login(cast["olga"])
    url = reverse("house_text_edit", args=["about"])
    client.post(url, {"body": "Mine.", "markup": "plain"})
    client.post(url, {"body": "", "markup": "plain"})
    assert "Nothing stands here yet." in client.get(url).content.decode()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"body": "x" * (limits.HOUSE_TEXT + 1)}, f"up to {limits.HOUSE_TEXT} fit"),
        ({"markup": "latex"}, "not one of the available choices"),
        ({"body": "<div>" * 20_000, "markup": "html"}, 'class="errors"'),
    ],
)
def test_what_cannot_be_is_said_and_kept(given, said, client, cast):
    client.force_login(cast["olga"])
    form = {"body": "Be kind.", "markup": "plain", **given}
    page = client.post(reverse("house_text_edit", args=["rules"]), form).content.decode()
    assert said in page
    assert form["body"].replace("<", "&lt;").replace(">", "&gt;") in page
    assert not HouseText.objects.exists()


def test_there_are_no_other_texts(client, cast):
    client.force_login(cast["olga"])
    assert client.get(reverse("house_text_edit", args=["secrets"])).status_code == 404
