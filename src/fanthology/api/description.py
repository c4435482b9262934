"""What the API takes and gives, said once: requests are checked by it, and the OpenAPI document is made from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias

from django.http import QueryDict

from fanthology.api.door import Refusal
from fanthology.core.paging import PER_PAGE_CHOICES
from fanthology.finding.asking import PARAMETERS, REPEATED
from fanthology.finding.wishes import FACETS, TAG_FIELDS, Crossover, Field, Sort, State

Schema: TypeAlias = Mapping[str, Any]
TEXT: Final[Schema] = {"type": "string"}
NUMBER: Final[Schema] = {"type": "integer", "minimum": 0}
YES_NO: Final[Schema] = {"type": "boolean"}
MOMENT: Final[Schema] = {"type": "string", "format": "date-time"}
ADDRESS: Final[Schema] = {"type": "string", "format": "uri"}
SUGGESTED: Final = (*TAG_FIELDS, Field.CATEGORY, Field.AUTHOR)
"""The kinds of name that `tags` suggests."""


def listed(items: Schema) -> Schema:
    """A list of these."""
    return {"type": "array", "items": items}


def shaped(**parts: Schema) -> Schema:
    """An object with exactly these parts; those whose name ends with "_" may be missing."""
    needed = [name for name in parts if not name.endswith("_")]
    properties = {name.removesuffix("_"): schema for name, schema in parts.items()}
    return {"type": "object", "properties": properties, "required": needed, "additionalProperties": False}


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of an address: its name, what it is for, what may stand in it."""

    name: str
    about: str
    schema: Schema = field(default_factory=lambda: TEXT)
    needed: bool = False

    def read(self, query: QueryDict) -> Any:
        """Its value, or its default; a refusal says what may stand there. For a list, all values."""
        values = [value.replace("\x00", "").strip() for value in query.getlist(self.name)]
        if self.schema.get("type") == "array":
            return [value for value in values if value][: self.schema["maxItems"]]
        value = values[-1] if values else ""
        if not value:
            if self.needed:
                raise Refusal(f"Please say “{self.name}”: {self.about}", facts={"problems": [self.problem()]})
            return self.schema.get("default", "")
        if "enum" in self.schema and value not in self.schema["enum"]:
            raise Refusal(self.sentence(), facts={"problems": [self.problem()]})
        if self.schema.get("type") == "integer":
            return self._number(value)
        return value[: self.schema.get("maxLength", len(value))]

    def _number(self, value: str) -> int:
        least, most = self.schema["minimum"], self.schema["maximum"]
        if value.isascii() and value.isdecimal() and len(value) < 10 and least <= int(value) <= most:
            return int(value)
        raise Refusal(self.sentence(), facts={"problems": [self.problem()]})

    def sentence(self) -> str:
        """What may stand in it."""
        if "enum" in self.schema:
            return f"“{self.name}” is one of {', '.join(self.schema['enum'])}."
        return f"“{self.name}” is a number from {self.schema['minimum']} to {self.schema['maximum']}."

    def problem(self) -> dict[str, Any]:
        """What is wrong with it, as an answer says it."""
        said = self.sentence() if {"enum", "minimum"} & set(self.schema) else self.about
        return {"parameter": self.name, "sentence": said, "near": []}

    def openapi(self) -> dict[str, Any]:
        """As the OpenAPI document says it."""
        return {
            "name": self.name,
            "in": "query",
            "description": self.about,
            "required": self.needed,
            "schema": self.schema,
            **({"explode": True} if self.schema.get("type") == "array" else {}),
        }


KINDS: Final = ", ".join(one.value for one in Field)
_RANGE: Final = "a number, or a range such as 10-20, 5- or <100"
_DAYS: Final = "a date or range such as 2011, 2011-04..2012 or last-30-days"
_ABOUT: Final = {
    "q": "The search line: words, “phrases”, and everything else of docs/searching.md, in one text.",
    "in": f"What a story must have, as kind:name, such as fandom:Smallville. Kinds: {KINDS}.",
    "out": "What it must not have, as kind:name.",
    "any": "Of these it must have at least one: fandom:Smallville|genre:Humour.",
    "rating": "One of these ratings, by its code.",
    "language": "One of these languages, by code or name.",
    "words_from": "At least so many words.",
    "words_to": "At most so many words.",
    "chapters": f"How many chapters: {_RANGE}.",
    "length": f"How many words a chapter has on average: {_RANGE}.",
    "crossover": "Whether fandoms that are not related meet: any, only or none.",
    "only": "“yes”: no fandoms but those asked for.",
    "fandoms": f"How many fandoms: {_RANGE}.",
    "relationships": f"How many relationships: {_RANGE}.",
    "complete": "How far it is: any, yes, no or one-shot.",
    "published": f"When it was first published: {_DAYS}.",
    "updated": f"When it was last updated: {_DAYS}.",
    "hits": f"How many readers: {_RANGE}.",
    "reviews": f"How many reviews: {_RANGE}.",
    "recommended": f"“yes”, or how many recommendations: {_RANGE}.",
    "sort": f"The order: {', '.join(Sort)}; with a minus before it, backwards.",
    "seed": "Which random order; the same number gives the same.",
    "page": "Which page, from 1. Beyond the last there are no results.",
    "per_page": f"Results on a page: {', '.join(map(str, PER_PAGE_CHOICES))}.",
}
_EXAMPLES: Final[Mapping[str, tuple[str, ...]]] = {
    "crossover": tuple(one.value or "any" for one in Crossover),
    "complete": tuple(one.value or "any" for one in State),
    "per_page": tuple(map(str, PER_PAGE_CHOICES)),
}
FACETS_TOO: Final = Parameter(
    "facets",
    "“no” leaves the facets out, which is quicker.",
    {"type": "string", "enum": ["yes", "no"], "default": "yes"},
)
STORIES: Final = (
    *(
        Parameter(
            name,
            _ABOUT[name],
            listed(TEXT) if name in REPEATED else {**TEXT, **({"examples": list(_EXAMPLES[name])} if name in _EXAMPLES else {})},
        )
        for name in PARAMETERS
    ),
    FACETS_TOO,
)  # fmt: skip
KIND: Final = Parameter(
    "kind", "The kind of name.", {"type": "string", "enum": [one.value for one in SUGGESTED]}, needed=True
)
PREFIX: Final = Parameter(
    "prefix",
    "How the name, or any word in it, begins. Accents and case do not matter.",
    {**TEXT, "maxLength": 150},
)
FANDOM: Final = Parameter(
    "fandom",
    "Names that stand in stories of this fandom come first; may be repeated. One that nobody knows is left aside.",
    {**listed(TEXT), "maxItems": 10},
)
LIMIT: Final = Parameter(
    "limit", "How many at the most.", {"type": "integer", "minimum": 1, "maximum": 50, "default": 10}
)
TAGS: Final = (KIND, PREFIX, FANDOM, LIMIT)

NAMED: Final = shaped(name=TEXT, url=ADDRESS)
STORY: Final = shaped(
    id=NUMBER, url=ADDRESS, title=TEXT, rating=TEXT, language=TEXT,
    summary={**TEXT, "description": "HTML, cleaned."},
    words=NUMBER, chapters=NUMBER, planned={"type": ["integer", "null"]}, complete=YES_NO, crossover=YES_NO,
    hits=NUMBER, reviews=NUMBER, recommendations=NUMBER, published=MOMENT, updated=MOMENT, authors=listed(NAMED),
    fandoms=listed(TEXT), characters=listed(TEXT), relationships=listed(TEXT), genres=listed(TEXT),
    warnings=listed(TEXT), tags=listed(TEXT), categories=listed(TEXT),
    series=listed(shaped(id=NUMBER, title=TEXT, position=NUMBER, url=ADDRESS)),
    snippet_=listed(shaped(text=TEXT, match=YES_NO)),
)  # fmt: skip
VALUES: Final = listed(shaped(name=TEXT, count=NUMBER))
FOUND: Final = shaped(
    count=NUMBER, hidden=NUMBER, page=NUMBER, per_page=NUMBER, pages=NUMBER,
    stale={**YES_NO, "description": "The search index is being made: some stories may be missing."},
    understood=listed(TEXT), results=listed(STORY),
    facets_=shaped(**{f"{one.value}_": VALUES for one in FACETS}),
)  # fmt: skip
SUGGESTIONS: Final = shaped(
    results=listed(
        shaped(
            name=TEXT, kind={"type": "string", "enum": [one.value for one in SUGGESTED]}, count=NUMBER,
            canonical={**TEXT, "description": "The name that stories are counted under; mostly the same."},
            typed={**TEXT, "description": "The synonym that fitted, or empty."},
        )
    )
)  # fmt: skip
TROUBLE: Final = shaped(
    error=TEXT,
    problems_=listed(shaped(parameter=TEXT, sentence=TEXT, near=listed(TEXT))),
    understood_=listed(TEXT),
)


def refuse_unknown(query: QueryDict, known: tuple[Parameter, ...]) -> None:
    """Refuse a parameter that does not exist: a slip of the pen must not quietly widen a search."""
    names = {one.name for one in known}
    strays = [name for name in query if name not in names]
    if strays:
        problems = [
            {"parameter": name[:80], "sentence": f"There is no parameter “{name[:80]}”.", "near": []}
            for name in strays[:10]
        ]
        raise Refusal(
            f"{problems[0]['sentence']} There are: {', '.join(one.name for one in known)}.",
            facts={"problems": problems},
        )
