"""The table that `finding.py` writes."""

import os
import platform
from pathlib import Path
from typing import Any

from finding import KINDS, TEXT_STORIES, TEXT_WORDS

DOORS = ("engine", "engine, nothing kept", "find", "API", "page", "PostgreSQL, GIN", "SQLite + FTS5")
PG, LITE = "PostgreSQL, GIN", "SQLite + FTS5"
MB = 1_000_000
Measured = dict[int, dict[str, Any]]


def table(found: Measured, texts: dict[str, Any]) -> str:
    """Everything in Markdown."""
    parts = [
        "# Finding, measured\n",
        (
            f"Made by `python bench/finding.py` (its head says what each query is) on {os.cpu_count()} cores,"
            f" {memory_gb():.0f} GB, Python {platform.python_version()}; other work may have shared the machine, so trust"
            " factors of two, not 20 %. Milliseconds; *first* is a query nobody has asked since the index was opened,"
            " *again* the median of the ones after it, when the facets of large answers are kept. “Nothing kept” counts them"
            f" every time. Words are looked for in an archive of {TEXT_STORIES:,} stories of {TEXT_WORDS} words each,"
            " the same in every table. PostgreSQL and SQLite count seven facets, Fanthology eleven; PostgreSQL has 2 GB of"
            " buffers and keeps its parallel plans, and both answer from tables made for this alone, without asking"
            " who may see what. Their edit is one changed row that the same connection sees at once.\n"
        ),
    ]
    for size, told in found.items():
        parts.append(one_size(size, told))
    parts.append(bars(found))
    return "\n".join(parts)


def memory_gb() -> float:
    """Of this machine."""
    return int(Path("/proc/meminfo").read_text().split()[1]) / 1_000_000


def one_size(size: int, told: dict[str, Any]) -> str:
    """Times, ratios and facts of one archive."""
    times, facts = told["times"], told["facts"]
    doors = [door for door in DOORS if door in times]
    lines = [
        f"## {size:,} stories\n",
        "| query | found | "
        + " | ".join(doors)
        + " | API ÷ engine | PostgreSQL ÷ engine | SQLite ÷ engine |",
    ]
    lines.append("|---|--:|" + "--:|" * (len(doors) + 3))
    for kind in KINDS:
        number = facts.get("found", {}).get(kind)
        cells = [
            kind,
            f"{number:,}" if number is not None else "",
            *(cell(times[door].get(kind)) for door in doors),
        ]
        own = again(times, "engine", kind)
        cells += [ratio(again(times, door, kind), own) for door in ("API", PG, LITE)]
        lines.append("| " + " | ".join(cells) + " |")
    rates = [(times[door].get("mix") or {}).get("rate") for door in doors]
    lines.append(
        "| mix, queries/s | | " + " | ".join(f"{rate:,.1f}" if rate else "–" for rate in rates) + " | | | |"
    )
    edits = [cell(times[door].get("edit")) for door in doors]
    lines.append("| edit → visible (slowest · median) | | " + " | ".join(edits) + " | | | |\n")
    return "\n".join([*lines, *facts_of(size, facts)]) + "\n"


def facts_of(size: int, facts: dict[str, Any]) -> list[str]:
    """What it took to make, and how much room."""
    lines = []
    for name, word in (("populate", "filled"), ("index", "index made")):
        if facts.get(name):
            took, used = facts[name]
            lines.append(
                f"- {word} in {took:,.1f} s, {used:,.1f} s of a core: {size / took:,.0f} stories/s, {size / used:,.0f}"
                " a second of a core, start included"
            )
    lines.append(f"- index: {facts.get('index_bytes', 0) / MB:,.0f} MB")
    for rival in (PG, LITE):
        if f"{rival} built" in facts:
            lines.append(
                f"- {rival}: made in {facts[f'{rival} built']:,.1f} s, {facts[f'{rival} bytes'] / MB:,.0f} MB"
            )
    if "memory" in facts:
        each = ", ".join(f"{whole} ({own})" for whole, own in facts["memory"].values())
        lines.append(
            f"- memory of the server's processes after the queries, MB of PSS (of it anonymous): {each}"
        )
    return lines


def cell(one: dict[str, float] | None) -> str:
    """First and again."""
    return f"{short(one['first'])} · {short(one['again'])}" if one else "–"


def short(number: float) -> str:
    """With as many digits as mean something."""
    return f"{number:,.0f}" if number >= 100 else f"{number:.1f}" if number >= 1 else f"{number:.2f}"


def again(times: dict[str, Any], door: str, kind: str) -> float | None:
    """The median of one."""
    one = times.get(door, {}).get(kind)
    return one["again"] if one else None


def ratio(one: float | None, other: float | None) -> str:
    """How many times as long."""
    return f"{short(one / other)}×" if one and other else "–"


def bars(found: Measured) -> str:
    """Whether each bar of the issue is met, at the largest size."""
    size = max(found)
    times, facts = found[size]["times"], found[size]["facts"]
    rows = []
    shares = {kind: share for kind in KINDS if (share := quotient(times, "API", "engine", kind))}
    rows.append(
        (
            "HTTP ≤ 3 × the engine alone (again)",
            says(shares, "×"),
            all(share <= 3 for share in shares.values()),
        )
    )
    plain = {kind: share for kind in KINDS if (share := quotient(times, "API", "engine, nothing kept", kind))}
    rows.append(
        (
            "the same, against the engine with nothing kept",
            says(plain, "×"),
            all(share <= 3 for share in plain.values()),
        )
    )
    kept = {kind: again(times, "engine", kind) or 0 for kind in ("newest", "everything")}
    rows.append(
        (
            "newest and everything ≤ 20 ms in the engine, facets kept",
            says(kept, " ms"),
            all(0 < one <= 20 for one in kept.values()),
        )
    )
    against = {
        kind: share for kind in ("newest", "everything") if (share := quotient(times, PG, "engine", kind))
    }
    rows.append(
        (
            "≥ 20 × PostgreSQL on the facet queries, facets kept",
            says(against, "×"),
            bool(against) and all(share >= 20 for share in against.values()),
        )
    )
    bare = {
        kind: share
        for kind in ("newest", "everything")
        if (share := quotient(times, PG, "engine, nothing kept", kind))
    }
    rows.append(
        (
            "the same, with nothing kept",
            says(bare, "×"),
            bool(bare) and all(share >= 20 for share in bare.values()),
        )
    )
    rows += growth(found)
    if "reader" in facts:
        whole, own = facts["reader"]
        largest = max((each for each, _ in facts.get("memory", {}).values()), default=0)
        told = f"{whole} MB ({own} anonymous); the server's largest process as a whole {largest} MB"
        rows.append(("reader memory ≤ 250 MB", told, whole <= 250))
    edit = times.get("API", {}).get("edit")
    if edit:
        rows.append(
            ("an edit is findable within 2 s", f"slowest {short(edit['first'])} ms", edit["first"] <= 2000)
        )
    filled = [one for one in found if found[one]["facts"].get("populate")]
    if filled:
        most = max(filled)
        took, used = found[most]["facts"]["populate"]
        told = f"{most:,} stories: {most / took:,.0f} on the clock, {most / used:,.0f} a second of a core"
        rows.append(("populate ≥ 2,000 stories/s", told, most / took >= 2000))
    lines = [f"## The bars, at {size:,} stories\n", "| bar | measured | met |", "|---|---|---|"]
    return (
        "\n".join([*lines, *(f"| {bar} | {told} | {'yes' if met else 'no'} |" for bar, told, met in rows)])
        + "\n"
    )


def growth(found: Measured) -> list[tuple[str, str, bool]]:
    """From the size before the largest to the largest: time against what is found."""
    if len(found) < 2:
        return []
    small, large = sorted(found)[-2:]
    told, met = [], True
    for kind in ("newest", "filter", "crossover", "everything"):
        numbers = [found[size]["facts"].get("found", {}).get(kind) for size in (small, large)]
        took = [again(found[size]["times"], "engine, nothing kept", kind) for size in (small, large)]
        if all(numbers) and all(took):
            slower, more = took[1] / took[0], numbers[1] / numbers[0]  # type: ignore[operator]
            told.append(f"{kind} {slower:.1f}× for {more:.1f}× hits")
            met = met and slower <= more * 1.2
    rare = [again(found[size]["times"], "engine, nothing kept", "rare") for size in (small, large)]
    rows = [(f"{small:,} → {large:,}: at most linear in hits (20 % for noise)", ", ".join(told), met)]
    if all(rare):
        slower = rare[1] / rare[0]  # type: ignore[operator]
        rows.append(("the same: flat for a rare tag (≤ 1.5×)", f"{slower:.1f}×", slower <= 1.5))
    return rows


def quotient(times: dict[str, Any], one: str, other: str, kind: str) -> float | None:
    """How many times as long one door takes as another."""
    above, below = again(times, one, kind), again(times, other, kind)
    return above / below if above and below else None


def says(numbers: dict[str, float], unit: str) -> str:
    """One after the other."""
    return ", ".join(f"{kind} {short(number)}{unit}" for kind, number in numbers.items()) or "–"
