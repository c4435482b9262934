"""Addresses of the API that lead nowhere."""

import json

import pytest


@pytest.mark.parametrize("path", ["", "stories/", "storys", "stories/1", "../x", "%00", "a/b/c"])
def test_they_answer_with_a_sentence(client, path):
    answer = client.get(f"/api/v1/{path}")
    assert answer.status_code == 404
    assert "openapi.json" in json.loads(answer.content)["error"]
