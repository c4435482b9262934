"""What an address asks for: its strings as they came, and the one usual way of writing them. docs/searching.md.

Nothing is looked up here; `reading.read` does that.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final, Self
from urllib.parse import quote

from django.http import QueryDict

from fanthology.core import limits
from fanthology.core.paging import PER_PAGE
from fanthology.finding.wishes import Field
from fanthology.text.names import fold
from fanthology.text.search_clauses import PICKED, Picked, Placed, Set, write
from fanthology.text.search_line import plain
from fanthology.text.search_line import read as read_line

PARAMETERS: Final = {
    "q": "q",
    "in": "included",
    "out": "excluded",
    "any": "any_of",
    "rating": "rating",
    "language": "language",
    "words_from": "words_from",
    "words_to": "words_to",
    "chapters": "chapters",
    "length": "length",
    "crossover": "crossover",
    "only": "only",
    "fandoms": "fandoms",
    "relationships": "relationships",
    "complete": "complete",
    "published": "published",
    "updated": "updated",
    "hits": "hits",
    "reviews": "reviews",
    "recommended": "recommended",
    "sort": "sort",
    "seed": "seed",
    "page": "page",
    "per_page": "per_page",
}
"""The parameters in the order in which an address has them, and what each is called in `Asked`."""
REPEATED: Final = ("in", "out", "any", "rating", "language")
LONGEST_VALUE: Final = 800
LONGEST_GROUP: Final = 4_000
_DEFAULTS: Final = {"page": ("1",), "per_page": (str(PER_PAGE),), "crossover": ("any",), "complete": ("any",)}
_SAFE: Final = ":/,()!*'@~;"
_OWN: Final = {Field.RATING: "rating", Field.LANGUAGE: "language"}


@dataclass(frozen=True, slots=True)
class Asked:
    """The strings of an address, cleaned of what is never printed and bounded. `cut` names where something was dropped."""

    q: str = ""
    included: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    any_of: tuple[str, ...] = ()
    rating: tuple[str, ...] = ()
    language: tuple[str, ...] = ()
    words_from: str = ""
    words_to: str = ""
    chapters: str = ""
    length: str = ""
    crossover: str = ""
    only: str = ""
    fandoms: str = ""
    relationships: str = ""
    complete: str = ""
    published: str = ""
    updated: str = ""
    hits: str = ""
    reviews: str = ""
    recommended: str = ""
    sort: str = ""
    seed: str = ""
    page: str = ""
    per_page: str = ""
    cut: tuple[str, ...] = ()

    @classmethod
    def read(cls, query: QueryDict) -> Self:
        """The strings of an address, of a form, or of what a saved search keeps."""
        return cls().taking({name: query.getlist(name) for name in PARAMETERS if name in query})

    def taking(self, given: dict[str, list[str]]) -> Self:
        """The same with other values for some parameters; over the limits the rest is dropped."""
        changes: dict[str, object] = {}
        cut = [name for name in self.cut if name not in given]
        for name, values in given.items():
            longest = {"q": limits.SEARCH_LINE, "any": LONGEST_GROUP}.get(name, LONGEST_VALUE)
            most = limits.SEARCH_CHOICES if name in REPEATED else 1
            chosen = values[: most + 1] if name in REPEATED else values[-1:]
            tidied = [plain(value[:longest]).strip() for value in chosen]
            kept = tuple(dict.fromkeys(value for value in tidied if value))
            if len(kept) > most or len(values) > most + 1 > 2 or any(len(one) > longest for one in chosen):
                cut.append(name)
            changes[PARAMETERS[name]] = kept[:most] if name in REPEATED else "".join(kept)
        return replace(self, **changes, cut=tuple(cut))  # type: ignore[arg-type]

    def values(self, name: str) -> tuple[str, ...]:
        """The values of a parameter."""
        found = getattr(self, PARAMETERS[name])
        return found if isinstance(found, tuple) else (found,) if found else ()

    @property
    def address(self) -> str:
        """The query string without its "?": parameters in a fixed order, without empty ones and defaults."""
        return "&".join(
            f"{name}={quote(value, safe=_SAFE).replace('%20', '+')}" for name, value in self.pairs()
        )

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Each parameter with each of its values, as the address has them; forms keep them in hidden fields."""
        for name in PARAMETERS:
            values = self.values(name)
            if values != _DEFAULTS.get(name):
                yield from ((name, value) for value in values)

    def __str__(self) -> str:
        return self.address

    def with_(self, **parameters: object) -> Self:
        """The same with other values: `with_(sort="hits")`; an empty one takes it out. It begins at page 1 again."""
        given = {name: _listed(value) for name, value in {"page": "", **parameters}.items()}
        asked = self.taking(given)
        return replace(asked, q=_without_setting(asked.q, "sort")) if "sort" in parameters else asked

    def including(self, field: Field, name: str) -> Self:
        """The same, and also this."""
        asked = self.without(field, name)
        if field in _OWN:
            return asked.with_(**{_OWN[field]: [*asked.values(_OWN[field]), name]})
        return asked.with_(**{"in": [*asked.included, f"{field}:{name}"]})

    def excluding(self, field: Field, name: str) -> Self:
        """The same, but without what has this."""
        asked = self.without(field, name)
        return asked.with_(out=[*asked.excluded, f"{field}:{name}"])

    def without(self, field: Field, name: str) -> Self:
        """The same, saying nothing about this any more, wherever it is said."""
        key = (field, fold(name))
        groups = (join(part for part in split(group) if _key(part) != key) for group in self.any_of)
        changes: dict[str, object] = {
            "in": [one for one in self.included if _key(one) != key],
            "out": [one for one in self.excluded if _key(one) != key],
            "any": list(groups),
        }
        if field in _OWN:
            changes[_OWN[field]] = [one for one in self.values(_OWN[field]) if fold(one) != key[1]]
        return self.with_(**changes, q=_without_name(self.q, key))


def _without_name(line: str, key: tuple[Field, str]) -> str:
    """A search line with a name taken out of it."""
    for clause in reversed(read_line(line).clauses):
        if isinstance(clause, Picked) and clause.field == key[0]:
            names = tuple(name for name in clause.names if fold(name) != key[1])
            if names != clause.names:
                rest = write([replace(clause, names=names)]) if names else ""
                line = _spliced(line, clause, rest)
    return line.strip()


def _without_setting(line: str, name: str) -> str:
    """A search line that says nothing about a setting."""
    for clause in reversed(read_line(line).clauses):
        if isinstance(clause, Set) and clause.name == name:
            line = _spliced(line, clause, "")
    return line.strip()


def _spliced(line: str, clause: Placed, rest: str) -> str:
    after = line[clause.end :]
    return line[: clause.start] + rest + (after if rest else after.lstrip(" "))


def split(group: str) -> list[str]:
    """The alternatives of a group, "fandom:Smallville|genre:Humour"; `\\|` is a bar within a name, `\\\\` a backslash."""
    parts, current, escaped = [], list[str](), False
    for sign in group:
        if escaped:
            current.append(sign if sign in "|\\" else f"\\{sign}")
            escaped = False
        elif sign == "\\":
            escaped = True
        elif sign == "|":
            parts.append("".join(current).strip())
            current = []
        else:
            current.append(sign)
    parts.append("".join(current).strip() + ("\\" if escaped else ""))
    return [part for part in parts if part]


def join(parts: Iterable[str]) -> str:
    """A group of these alternatives."""
    return "|".join(part.replace("\\", "\\\\").replace("|", "\\|") for part in parts)


def field_and_name(text: str) -> tuple[Field, str] | None:
    """The two sides of "fandom:Smallville"; nothing where there is no such field, or no name."""
    kind, colon, name = text.partition(":")
    field = PICKED.get(kind.strip().casefold())
    return (Field(field), name.strip()) if colon and field and name.strip() else None


def _key(text: str) -> tuple[Field, str] | None:
    found = field_and_name(text)
    return (found[0], fold(found[1])) if found else None


def _listed(value: object) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list | tuple) else [str(value)]
