"""The API's description of itself."""

import json

from django.urls import reverse

from fanthology.finding.asking import PARAMETERS
from tests.api.seen import followed


def test_it_describes_every_route_and_every_parameter_of_the_finder(client):
    said = json.loads(client.get("/api/v1/openapi.json").content)
    assert said["openapi"] == "3.1.0"
    assert said["servers"] == [{"url": "http://testserver/api/v1"}]
    for path, ways in said["paths"].items():
        assert list(ways) == ["get"]
        assert reverse(ways["get"]["operationId"]) == f"/api/v1{path}"
    names = [one["name"] for one in said["paths"]["/stories"]["get"]["parameters"]]
    assert names == [*PARAMETERS, "facets"]


def test_everything_it_refers_to_is_there(client):
    text = client.get("/api/v1/openapi.json").content.decode()
    references = text.split('"$ref":"')[1:]
    assert len(references) > 10
    for one in references:
        assert followed(one.split('"')[0])


def test_every_parameter_says_what_it_is_for(client):
    said = json.loads(client.get("/api/v1/openapi.json").content)
    for ways in said["paths"].values():
        assert all(one["description"].endswith(".") for one in ways["get"]["parameters"])
