"""Header lines that a page writes as a list of definitions, or as a heading above a quotation.

`<dl><dt>Rating:</dt><dd>Teen</dd> …` and `<p>Summary</p><blockquote>…` say the same as `Rating: Teen`
and `Summary: …`, and are read so.
"""

from collections.abc import Iterator, Sequence

from fanthology.formats.importers.passages import Passage
from fanthology.text.blocks import Block, Run, texts
from fanthology.text.headers import fields_named

_LONGEST_LABEL = 60


def with_labels(passages: Sequence[Passage]) -> list[Passage]:
    """The passages with definitions and headed quotations as labelled paragraphs."""
    found: list[Passage] = []
    for passage in passages:
        block = passage.block
        above = found[-1] if found else None
        if block is not None and block.tag == "dl" and _is_head(block):
            found += list(_defined(block, passage.gap))
        elif block is not None and block.tag == "blockquote" and above is not None and _is_label(above.text):
            joined = _labelled(above.text, [run for each in _parts(block) for run in each], above.gap)
            found[-1:] = [joined]
        else:
            found.append(passage)
    return found


def _is_label(text: str) -> bool:
    """Whether a short paragraph is a label and nothing else."""
    return len(text) <= _LONGEST_LABEL and fields_named(text.strip().rstrip(":")) != ()


def _is_head(block: Block) -> bool:
    """Whether most terms of a list of definitions are labels that we know."""
    terms = [child.text for child in block.children if child.tag == "dt"]
    return bool(terms) and sum(map(_is_label, terms)) * 2 >= len(terms)


def _defined(block: Block, gap: int) -> Iterator[Passage]:
    """One labelled paragraph for each term; several values are parted by commas."""
    label = ""
    runs: list[Run] = []
    for child in [*block.children, Block("dt")]:
        if child.tag != "dt":
            runs += [Run(", ")] if runs else []
            runs += [run for part in _parts(child) for run in part]
            continue
        if label or runs:
            yield _labelled(label, runs, gap)
        label, runs = child.text, []


def _labelled(label: str, runs: Sequence[Run], gap: int) -> Passage:
    block = Block("p", runs=[Run(f"{label.strip().rstrip(':')}: "), *runs])
    return Passage(block.text, gap, block)


def _parts(block: Block) -> Iterator[list[Run]]:
    """The runs of a block's paragraphs, each after the first on a line of its own."""
    first = True
    for part in [block] if block.runs else block.children:
        runs = part.runs or [Run("\n".join(texts([part])))]
        yield runs if first else [Run("\n"), *runs]
        first = False
