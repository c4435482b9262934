"""The head of a story file of ours: everything but the chapters' text, for people and for machines.

A Markdown file carries it as TOML between two `+++` lines, an HTML file as JSON in
`<script type="application/json" id="fanthology">`. docs/importing.md describes both; what the
exporters write with the first half of this file, the importers read with the second.
"""

import json
import re
import tomllib
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from fanthology.formats.manuscript import Manuscript, Misshapen

# Raised when the meaning of a key changes; readers take any version they know keys of.
VERSION = 1
FENCE = "+++"
SCRIPT_ID = "fanthology"

# A manuscript's own names are kept, but for this one: people know freeform tags as "tags".
_RENAMED = {"freeforms": "tags"}
# Characters that a text file may lose on its way (controls, other line ends, marks for machines).
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufdd0-\ufdef\ufeff\ufffe\uffff]")


def head(manuscript: Manuscript) -> dict[str, Any]:
    """The manuscript as plain data without the chapters' text, empty fields left out."""
    plain = manuscript.to_json()
    for transient in ("questions", "gaps"):
        del plain[transient]
    chapters = [_full(each) for each in plain.pop("chapters")]
    for chapter in chapters:
        chapter.pop("source", None)
    provenance = plain.pop("provenance")
    kept = _full(plain)
    if provenance is not None:
        kept["provenance"] = _full(provenance)
    return {"fanthology": VERSION, **kept, "chapters": chapters}


def from_head(data: Mapping[str, Any]) -> Manuscript:
    """The manuscript that `head` described; its chapters are still without text."""
    named = dict(data)
    for ours, public in _RENAMED.items():
        if public in named:
            named.setdefault(ours, named.pop(public))
    return Manuscript.from_json(named)


def to_toml(manuscript: Manuscript) -> str:
    """The head as TOML between its two fences, ending with a line break."""
    plain = head(manuscript)
    chapters, provenance = plain.pop("chapters"), plain.pop("provenance", None)
    lines = [FENCE]
    lines += [_toml_line(_RENAMED.get(key, key), value) for key, value in plain.items()]
    if provenance is not None:
        lines += ["", "[provenance]", *(_toml_line(key, value) for key, value in provenance.items())]
    for chapter in chapters:
        chapter.pop("markup", None)  # the file says it: a Markdown file holds Markdown
        lines += ["", "[[chapters]]", *(_toml_line(key, value) for key, value in chapter.items())]
    return "\n".join([*lines, FENCE, ""])


def from_toml(text: str) -> dict[str, Any]:
    """The TOML between the fences as plain data; `Misshapen` when it is not TOML."""
    try:
        read = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as problem:
        raise Misshapen(f"the lines between “{FENCE}” are not TOML ({problem}).") from None
    dated: dict[str, Any] = _dated(read)
    return dated


def to_script(manuscript: Manuscript) -> str:
    """The head as JSON that may stand inside a `<script>` element of an HTML file."""
    written = json.dumps(head(manuscript), ensure_ascii=False, indent=1)
    return _escaped(written.replace("<", "\\u003c"))


def from_script(text: str) -> dict[str, Any]:
    """The JSON of such a `<script>` as plain data; `Misshapen` when it is something else."""
    try:
        read = json.loads(text)
    except (ValueError, RecursionError):
        raise Misshapen("the description inside the page is not JSON.") from None
    if not isinstance(read, dict):
        raise Misshapen("the description inside the page should be a set of named values.")
    return read


def _full(plain: Mapping[str, Any]) -> dict[str, Any]:
    """Without the fields that are empty or unknown."""
    return {key: value for key, value in plain.items() if value not in (None, "", [])}


def _toml_line(key: str, value: object) -> str:
    return f"{key} = {_toml_value(value, key)}"


def _toml_value(value: object, key: str = "") -> str:
    """One value in TOML; days are written as TOML's own dates, long texts over several lines."""
    if isinstance(value, bool | int | float):
        return repr(value).lower()
    if isinstance(value, list):
        return f"[{', '.join(_toml_value(each) for each in value)}]"
    if isinstance(value, Mapping):
        pairs = (f"{name} = {_toml_value(each)}" for name, each in value.items() if each is not None)
        return f"{{ {', '.join(pairs)} }}"
    text = str(value)
    escaped = _escaped(text.replace("\\", "\\\\").replace('"', '\\"'))
    if key in ("published", "updated"):
        return text
    if key and "\n" in text:
        return f'"""\n{escaped}"""'
    return f'"{escaped}"'.replace("\n", "\\n")


def _escaped(text: str) -> str:
    """Unsafe characters as escapes, which JSON and TOML write alike."""
    return _UNSAFE.sub(lambda found: f"\\u{ord(found.group()):04x}", text)


def _dated(value: Any) -> Any:
    """TOML's dates as the strings that a manuscript is described with."""
    if isinstance(value, dict):
        return {key: _dated(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_dated(each) for each in value]
    if isinstance(value, datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date) else value
