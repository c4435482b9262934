"""The search line: its grammar, where it is wrong, and that nothing breaks it."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from fanthology.text.ranges import LARGEST, Dates, Numbers, Unclear, dates, number, numbers
from fanthology.text.search_clauses import (
    FIELDS,
    MEASURED,
    PARTS,
    PICKED,
    SORTS,
    Dated,
    Measured,
    Picked,
    Set,
    Sought,
    write,
)
from fanthology.text.search_line import LONGEST, MOST_MISTAKES, read


def clauses(line: str) -> list:
    """What a line in which nothing is wrong says."""
    found = read(line)
    assert found.mistakes == ()
    return list(found.clauses)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("", []),
        ("  \t & × - — … ", []),
        ("lantern", [Sought(text="lantern")]),
        ("well-known O’Neill", [Sought(text="well-known"), Sought(text="O’Neill")]),
        ('"wolfram & hart"', [Sought(text="wolfram & hart")]),
        ("“wolfram & hart”", [Sought(text="wolfram & hart")]),
        ('-"character death" -angst', [Sought(text="character death", excluded=True), Sought(text="angst", excluded=True)]),
        ('moon* "full moo*"', [Sought(text="moon", prefix=True), Sought(text="full moo", prefix=True)]),
        ("title:moon -text:wolf", [Sought(text="moon", part="title"), Sought(text="wolf", part="text", excluded=True)]),
        ('summary:"a smile"', [Sought(text="a smile", part="about")]),
        ('"say ""yes"" now"', [Sought(text='say "yes" now')]),
        ("fandom:smallville", [Picked(field="fandom", names=("smallville",))]),
        ('-fandom:"X-Files, The"', [Picked(field="fandom", names=("X-Files, The",), excluded=True)]),
        ("FANDOM:„Les Misérables“", [Picked(field="fandom", names=("Les Misérables",))]),
        ("ship:Clark/Lex", [Picked(field="relationship", names=("Clark/Lex",))]),
        ("genre:(humour|science fiction)", [Picked(field="genre", names=("humour", "science fiction"))]),
        ('tag:a|"b c"|a', [Picked(field="freeform", names=("a", "b c"))]),
        ("fandom:Alice_(2009)", [Picked(field="fandom", names=("Alice_(2009)",))]),
        ("words>10000", [Measured(name="words", numbers=Numbers(10_001))]),
        ("words>=10k", [Measured(name="words", numbers=Numbers(10_000))]),
        ("words<1,000", [Measured(name="words", numbers=Numbers(None, 999))]),
        ("words≤1.5m", [Measured(name="words", numbers=Numbers(None, 1_500_000))]),
        ("words:1000-5000", [Measured(name="words", numbers=Numbers(1_000, 5_000))]),
        ("recs:1.. chapters=1", [Measured(name="recommendations", numbers=Numbers(1)), Measured(name="chapters", numbers=Numbers(1, 1))]),
        ("updated>2020-01-01", [Dated(name="updated", dates=Dates(since=date(2020, 1, 2)))]),
        ("published:2011", [Dated(name="published", dates=Dates(date(2011, 1, 1), date(2011, 12, 31)))]),
        ("published:2011-12", [Dated(name="published", dates=Dates(date(2011, 12, 1), date(2011, 12, 31)))]),
        ("published:2012-02..", [Dated(name="published", dates=Dates(since=date(2012, 2, 1)))]),
        ('updated:"last 30 days" updated:2w', [Dated(name="updated", dates=Dates(days=30)), Dated(name="updated", dates=Dates(days=14))]),
        ("complete:one-shot sort:-words", [Set(name="complete", value="one-shot"), Set(name="sort", value="-words")]),
        ("crossover:yes only:yes", [Set(name="crossover", value="only"), Set(name="only", value="yes")]),
    ],
)  # fmt: skip
def test_the_grammar(line, said):
    assert clauses(line) == said


@pytest.mark.parametrize(
    ("line", "sentence", "said"),
    [
        ("a fandm:smallville", "At character 3, “fandm:smallville” is left out: there is nothing called “fandm”. Did you mean “fandom:”", "a"),
        ("see http://example.org", "At character 5, “http://example.org” is taken as words", 'see "http://example.org"'),
        ("remark:read", "is taken as words: “remark” is no field", '"remark:read"'),
        ('a "b c', "At character 3, “\"b c” has no closing quotation mark", 'a "b c"'),
        ("genre:(a|b", "has no closing “)”", "genre:(a|b)"),
        ("fandom: x", "nothing stands after it", "x"),
        ("words:many", "“words:many” is left out: “many” is no number. Write for example words>1000", ""),
        ("words:9-1", "9 is more than 1", ""),
        ("words<0", "nothing is less than 0", ""),
        (f"words>{LARGEST}", "larger than any", ""),
        ("words:2.5", "no whole number", ""),
        ("words:(1|2)", "one value only", ""),
        ("-words>5", "before words and names only", ""),
        ("updated:soon", "“soon” is no date. Write for example updated:2011", ""),
        ("updated:2011-02-30", "no day “2011-02-30”", ""),
        ("updated>2999", "the year has to be", ""),
        ("complete:maybe", "after “complete:” there can be yes, no, one-shot, any", ""),
        ("sort:best", "after “sort:” there can be updated, published", ""),
        ("title:(a|b)", "cannot have “|”", ""),
        ("x*", "at least two letters", "x"),
        ("fandom>x", "Did you mean “fandom:”", ""),
    ],
)  # fmt: skip
def test_a_mistake_says_where_and_what_to_write(line, sentence, said):
    found = read(line)
    assert sentence in found.mistakes[0].sentence
    assert write(found.clauses) == said


@pytest.mark.parametrize("line", ["3:10 to Yuma", "a<b", "<b>x</b>", "x=y", "a:", "10:30", ":)", "a::b|(c"])
def test_what_is_no_field_is_words(line):
    assert all(isinstance(clause, Sought) for clause in read(line).clauses)


def test_a_long_line_is_read_as_far_as_it_goes():
    found = read("a " * 50_000)
    assert len(found.clauses) == LONGEST // 2
    assert "up to 2,000 characters" in found.mistakes[0].sentence


def test_there_are_not_more_mistakes_than_anybody_reads():
    assert len(read("words:x " * 200).mistakes) == MOST_MISTAKES


pieces = st.sampled_from(
    [
        *(f"{field}:" for field in FIELDS),
        *'"“”-|()*:<>=≥ .,',
        "\x00",
        "\ud800",
        "..",
        "10k",
        "2011",
        "30d",
        "yes",
        "hits",
    ]
)
lines = st.one_of(st.text(), st.lists(st.one_of(pieces, st.text(max_size=5)), max_size=30).map("".join))


@given(lines)
@example('"""')
@example('"a""')
@example("-")
@example("fandom:(")
def test_any_line_is_read(line):
    found = read(line)
    for piece in (*found.clauses, *found.mistakes):
        assert 0 <= piece.start <= piece.end <= len(line)
    assert [piece.start for piece in found.clauses] == sorted(piece.start for piece in found.clauses)
    for mistake in found.mistakes:
        assert "\n" not in mistake.sentence
        assert len(mistake.sentence) < 400


@given(lines)
@example('"say ""yes"" now" tag:("a""b"|c)')
def test_what_is_written_is_read_as_the_same(line):
    said = read(line).clauses
    assert read(write(said), longest=10**6).clauses == said


@given(lines)
def test_a_piece_of_the_line_says_what_its_clause_says(line):
    for clause in read(line).clauses:
        assert clause in read(line[clause.start : clause.end]).clauses


@given(st.text(max_size=80))
def test_any_range_is_read_or_unclear(text):
    for way in (numbers, dates):
        found = None
        with suppress(Unclear):
            found = way(text)
        assert found is None or way(str(found)) == found


@pytest.mark.parametrize(
    ("text", "value"), [("10,000", 10_000), ("1.5k", 1_500), ("0", 0), (" 7 ", 7), ("2M", 2_000_000)]
)
def test_numbers_as_people_write_them(text, value):
    assert number(text) == value


def test_every_field_means_one_thing():
    assert len(FIELDS) == len(set(FIELDS))
    assert set(SORTS) >= {"updated", "relevance", "random"}
    assert not set(PICKED) & set(MEASURED) & set(PARTS)
