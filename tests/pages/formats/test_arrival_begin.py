"""Sending stories in: files, several at once, or pasted text."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from fanthology.core import limits
from fanthology.formats.models import Arrival
from fanthology.moderation.actions import hide_account
from fanthology.stories.models import Story
from tests.make import a_moderator, an_account, an_author
from tests.pages.forms import errors_on, fields_on

pytestmark = pytest.mark.django_db

TEXT = (
    "The Mantelpiece\n\nIt had rained upon London for nine days.\n\n“Taller?” she asked of nobody at all.\n"
)


@pytest.fixture
def alice(client):
    author = an_author("Alice")
    client.force_login(author.account)
    return author


def a_file(name, text=TEXT):
    return SimpleUploadedFile(name, text.encode() if isinstance(text, str) else text)


def send(client, *files, **given):
    return client.post(reverse("arrival_begin"), {"uploads": list(files), "text": "", "name": "", **given})


def test_one_file_leads_to_its_preview(client, alice):
    answer = send(client, a_file("mantelpiece.txt"))
    arrival = Arrival.objects.get()
    assert answer["Location"] == reverse("arrival_edit", args=[arrival.pk])
    assert (arrival.account, arrival.file_name) == (alice.account, "mantelpiece.txt")
    assert not Story.objects.exists(), "nothing is saved yet"


def test_pasted_text_is_read_like_a_file(client, alice):
    send(client, text="It had rained for nine days.\r\n\r\nAnd then it stopped.", name="The Weather")
    manuscript = Arrival.objects.get().manuscript
    assert manuscript["title"] == "The Weather"
    assert "nine days" in manuscript["chapters"][0]["source"]


def test_several_files_wait_in_a_list(client, alice):
    answer = send(client, a_file("one.txt", TEXT + "One."), a_file("two.txt", TEXT + "Two two."))
    assert answer["Location"] == reverse("arrival_list")
    assert Arrival.objects.count() == 2


def test_a_file_that_cannot_be_read_is_named_and_stops_no_other(client, alice):
    picture = a_file("grin.png", b"\x89PNG\r\n\x1a\n" + b"0" * 50)
    page = send(client, picture, a_file("good.txt"), a_file("empty.txt", ""), text="Kept.").content.decode()
    assert "grin.png" in page
    assert "PNG picture" in page
    assert "empty.txt" in page
    assert Arrival.objects.count() == 2
    assert reverse("arrival_edit", args=[Arrival.objects.last().pk]) in page


def test_pasted_text_that_is_refused_stays_to_be_mended(client, alice):
    text = "…\n\n***"
    page = send(client, text=text, name="Only signs").content.decode()
    assert "was not taken" in page
    assert fields_on(page, "writing")["text"] == [text]
    assert fields_on(page, "writing")["name"] == ["Only signs"]
    assert not Arrival.objects.exists()


@pytest.mark.parametrize(
    ("field", "given"),
    [
        ("", {}),
        ("", {"text": "  \r\n "}),
        ("name", {"text": "Words.", "name": "x" * (limits.TITLE + 1)}),
        ("text", {"text": "a\x00b"}),
    ],
)
def test_what_will_not_do_is_said(field, given, client, alice):
    page = send(client, **given).content.decode()
    assert set(errors_on(page)) == {field}


def test_fifty_files_can_come_at_once_and_no_more(client, alice):
    files = [a_file(f"{n}.txt", f"Story number {n}.") for n in range(limits.FILES_PER_UPLOAD + 1)]
    page = send(client, *files, text="Kept.").content.decode()
    assert "You sent 51 files; up to 50 can come at once." in errors_on(page)["uploads"]
    assert fields_on(page, "writing")["text"] == ["Kept."]
    assert not Arrival.objects.exists()
    for file in files:
        file.seek(0)
    assert send(client, *files[:-1]).status_code == 302
    assert Arrival.objects.count() == limits.FILES_PER_UPLOAD


def test_what_is_here_already_is_named_and_not_doubled(client, alice):
    send(client, a_file("mantelpiece.txt"))
    arrival = Arrival.objects.get()
    fields = fields_on(client.get(reverse("arrival_edit", args=[arrival.pk])).content.decode(), "writing")
    client.post(reverse("arrival_save", args=[arrival.pk]), {**fields, "openness": "public"})
    story = Story.objects.get()
    page = send(
        client, a_file("mantelpiece.txt"), a_file("other.txt", "Something else entirely.")
    ).content.decode()
    assert "is here already" in page
    assert reverse("story_read", args=[story.pk]) in page
    assert Arrival.objects.count() == 1


def test_two_hundred_can_wait(client, alice):
    Arrival.objects.bulk_create(
        Arrival(account=alice.account, file_name=f"{n}", manuscript={})
        for n in range(limits.ARRIVALS_PER_ACCOUNT)
    )
    page = send(client, text="One more story.").content.decode()
    assert "200 arrivals wait for you already" in errors_on(page)[""]
    assert fields_on(page, "writing")["text"] == ["One more story."]
    assert Arrival.objects.count() == limits.ARRIVALS_PER_ACCOUNT
    client.force_login(an_account("Bob"))
    assert send(client, text="One more story.").status_code == 302


def test_pages_of_one_story_come_together(client, alice):
    page = (
        "<html><head><title>The Old Shelf</title></head><body><h1>Chapter {n}</h1>"
        "<p>It had rained for {n} days, and then some more, and nobody minded.</p></body></html>"
    )
    send(client, *[a_file(f"c{n}.html", page.format(n=n)) for n in (1, 2)])
    assert Arrival.objects.exists()


def test_visitors_and_hidden_members_bring_nothing_in(client, alice):
    hide_account(by=a_moderator(), account=alice.account, reason="Spam.")
    assert client.get(reverse("arrival_begin")).status_code == 403
    answer = send(client, text="Typed for an hour.")
    assert answer.status_code == 403
    assert "Typed for an hour." in answer.content.decode()
    client.logout()
    assert "Typed for an hour." in send(client, text="Typed for an hour.").content.decode()
    assert not Arrival.objects.exists()


def test_who_has_no_pen_name_gets_one_first(client, alice):
    alice.delete()
    assert client.get(reverse("arrival_begin"))["Location"] == reverse("pen_name_add")
