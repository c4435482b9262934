"""What every answer of the API has in common."""

import json
from dataclasses import replace

import pytest

from fanthology.api.door import LONGEST_QUERY, answers
from tests.make import a_story

pytestmark = pytest.mark.django_db
PATHS = ("/api/v1/stories", "/api/v1/tags?kind=fandom&prefix=sh", "/api/v1/openapi.json")


@pytest.fixture
def per_minute(settings):
    """Choose how many searches a minute there may be."""

    def choose(number: int) -> None:
        settings.CONFIG = replace(settings.CONFIG, api_per_minute=number)

    return choose


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_it_is_for_reading_only(client, path, method):
    answer = getattr(client, method)(path)
    assert answer.status_code == 405
    assert answer["Allow"] == "GET, HEAD, OPTIONS"
    assert "reading only" in json.loads(answer.content)["error"]


@pytest.mark.parametrize("path", PATHS)
def test_every_website_may_ask(client, path):
    assert client.get(path)["Access-Control-Allow-Origin"] == "*"
    before = client.options(path)
    assert (before.status_code, before["Access-Control-Allow-Methods"]) == (204, "GET, HEAD, OPTIONS")
    assert before["Access-Control-Allow-Origin"] == "*"
    assert client.head(path).status_code == 200


@pytest.mark.parametrize("path", PATHS)
def test_what_is_known_already_is_not_sent_again(client, path):
    first = client.get(path)
    again = client.get(path, headers={"If-None-Match": f'"old", W/{first["ETag"]}'})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    assert client.get(path, headers={"If-None-Match": '"old"'}).status_code == 200


def test_what_has_changed_is_sent(client):
    tag = client.get(PATHS[0])["ETag"]
    a_story()
    assert client.get(PATHS[0], headers={"If-None-Match": tag}).status_code == 200


def test_it_says_how_much_is_left_and_when_it_was_too_often(client, per_minute):
    per_minute(4)
    first = client.get(PATHS[0])
    assert first["RateLimit-Policy"] == "4;w=60;burst=2"
    assert (first["RateLimit-Limit"], first["RateLimit-Remaining"], first["RateLimit-Reset"]) == (
        "2",
        "1",
        "15",
    )
    assert client.get(PATHS[0])["RateLimit-Remaining"] == "0"
    refused = client.get(PATHS[0])
    assert refused.status_code == 429
    assert 10 <= int(refused["Retry-After"]) <= 15
    assert refused["RateLimit-Remaining"] == "0"
    assert refused["Access-Control-Allow-Origin"] == "*"
    assert json.loads(refused.content)["error"].startswith("That was a little too often.")
    assert client.get(PATHS[0], REMOTE_ADDR="203.0.113.9").status_code == 200
    assert client.get(PATHS[1]).status_code == 200


def test_a_keeper_may_set_no_limit(client, per_minute):
    per_minute(0)
    assert all(client.get(PATHS[2]).status_code == 200 for _ in range(5))
    assert "RateLimit-Limit" not in client.get(PATHS[2])


def test_a_long_query_is_refused(client):
    answer = client.get("/api/v1/stories", {"q": "x" * 100_000})
    assert answer.status_code == 414
    assert f"{LONGEST_QUERY:,}" in json.loads(answer.content)["error"]


def test_too_many_parameters_are_refused(client):
    answer = client.get("/api/v1/stories?" + "q&" * 3_000)
    assert answer.status_code == 400
    assert json.loads(answer.content)["error"].endswith(".")


def test_what_breaks_is_told_in_json_and_written_down(rf, caplog):
    @answers()
    def broken(request):
        raise ZeroDivisionError

    answer = broken(rf.get("/"))
    assert answer.status_code == 500
    assert "not your fault" in json.loads(answer.content)["error"]
    assert "ZeroDivisionError" in caplog.text
