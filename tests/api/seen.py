"""What tests of the API look with: the answer as data, and whether it is what the OpenAPI document says."""

import json
from urllib.parse import urlencode

from fanthology.api.openapi import document

DOCUMENT = document("https://moors.example")


def asked(client, path: str, status: int = 200, **parameters):
    """The answer to a question, as data, which has the shape that the document promises."""
    answer = client.get(f"/api/v1/{path}?{urlencode(parameters, doseq=True)}")
    assert answer.status_code == status, answer.content
    assert answer["Content-Type"] == "application/json"
    said = json.loads(answer.content)
    assert complaints(said, promised(path, status)) == []
    return said


def promised(path: str, status: int) -> dict:
    """The shape of an answer, by the document."""
    response = DOCUMENT["paths"][f"/{path}"]["get"]["responses"][str(status)]
    if "$ref" in response:
        response = followed(response["$ref"])
    return response["content"]["application/json"]["schema"]


def followed(reference: str) -> dict:
    """What a reference within the document points to."""
    found = DOCUMENT
    for part in reference.removeprefix("#/").split("/"):
        found = found[part]
    return found


TYPES = {"string": str, "integer": int, "boolean": bool, "array": list, "object": dict, "null": type(None)}


def complaints(value, schema, where: str = "$") -> list[str]:
    """In what a value is not as the schema says. It knows the words that our document uses, and refuses others."""
    if "$ref" in schema:
        return complaints(value, followed(schema["$ref"]), where)
    known = {"type", "properties", "required", "additionalProperties", "items", "enum", "format", "minimum",
             "maximum", "maxLength", "maxItems", "default", "examples", "description"}  # fmt: skip
    assert set(schema) <= known, f"{where}: {set(schema) - known}"
    types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    fits = any(type(value) is TYPES[one] for one in types)
    if not fits:
        return [f"{where}: {value!r} is no {types}"]
    found = []
    if "enum" in schema and value not in schema["enum"]:
        found.append(f"{where}: {value!r} is none of {schema['enum']}")
    if "minimum" in schema and value < schema["minimum"]:
        found.append(f"{where}: {value!r} is below {schema['minimum']}")
    if isinstance(value, list):
        for number, one in enumerate(value):
            found += complaints(one, schema["items"], f"{where}[{number}]")
    if isinstance(value, dict):
        properties = schema["properties"]
        found += [f"{where}.{name} is missing" for name in schema["required"] if name not in value]
        found += [f"{where}.{name} is not promised" for name in value if name not in properties]
        for name in value.keys() & properties.keys():
            found += complaints(value[name], properties[name], f"{where}.{name}")
    return found
