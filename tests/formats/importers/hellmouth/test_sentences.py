"""The archive's own sentences on a story page."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fanthology.formats.importers.hellmouth import sentences
from fanthology.formats.importers.hellmouth.sentences import Address, End
from fanthology.formats.manuscript import SeriesPlace


@pytest.mark.parametrize(
    ("line", "end"),
    [
        ('You have reached the end of "Fog". This story is complete.', End("Fog", complete=True)),
        ("You have reached the end of “Fog”. This story is complete.", End("Fog", complete=True)),
        (
            '  You have reached the end of "The "Fog" Cycle". This story is complete. ',
            End('The "Fog" Cycle', complete=True),
        ),
        (
            "You have reached the end of “Fog” – so far. This story is incomplete and the last chapter was posted on 26\u00a0May\u00a009.",
            End("Fog", complete=False, last_posted=date(2009, 5, 26)),
        ),
        (
            'You have reached the end of "Fog" - so far. This story is incomplete and the last chapter was posted on 1 Jan 12.',
            End("Fog", complete=False, last_posted=date(2012, 1, 1)),
        ),
        ('You have reached the end of "Fog" – so far.', End("Fog", complete=False)),
        ("You have reached the end of the pier.", None),
        ("He said: You have reached the end of “Fog”. This story is complete.", None),
        ("", None),
    ],
)
def test_end_markers(line, end):
    assert sentences.end_marker(line) == end


@pytest.mark.parametrize(
    ("line", "place"),
    [
        (
            'This story is No. 13 in the series "The "On" Series". You may wish to read the series introduction and the preceeding stories first.',
            SeriesPlace('The "On" Series', 13),
        ),
        ('This story is No. 1 in the series "Fog".', SeriesPlace("Fog", 1)),
        (
            "This story is No. 1 in the series “Fog”. You may wish to read the series introduction first.",
            SeriesPlace("Fog", 1),
        ),
        ("This story is the first in my series.", None),
    ],
)
def test_series_sentences(line, place):
    assert sentences.series_sentence(line) == place


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("http://www.tthfanfic.org/Story-12/Inkwell+Fog.htm", Address("12", 1, "Inkwell+Fog")),
        ("/Story-12-3/Inkwell+Fog+and+Rain.htm", Address("12", 3, "Inkwell+Fog+and+Rain")),
        ("https://www.tthfanfic.org/T-99999999/Story-12-1/Inkwell+Fog.htm", Address("12", 1, "Inkwell+Fog")),
        ("/story.php?no=12&chapter=4", Address("12", 4, "")),
        ("/story.php?no=12", Address("12", 1, "")),
        ("Story-12", Address("12", 1, "")),
        ("Story-12-3_Inkwell+Fog.html", Address("12", 3, "Inkwell+Fog")),
        ("/Series-9", None),
        ("a story", None),
    ],
)
def test_addresses(text, address):
    assert sentences.address(text) == address


@pytest.mark.parametrize(
    ("line", "rating"),
    [
        ("NOTE: This chapter is rated FR15", "FR15"),
        ("NOTE: This chapter is rated FR7 which is below the story's rating.", "FR7"),
        ("NOTE: This chapter is rated PG", ""),
        ("This chapter is rated FR15", ""),
    ],
)
def test_ratings_of_chapters(line, rating):
    assert sentences.chapter_rating(line) == rating


@pytest.mark.parametrize(
    "line",
    [
        "Large PrintHandheldAudioRating",
        "Twisting The Hellmouth Crossing Over Awards - Results",
        "StoryReviewsStatisticsRelated StoriesTracking",
        "Categories Author Rating Chapters Words Recs Reviews Hits Published Updated Complete",
        "Rules for Challenges",
    ],
)
def test_furniture(line):
    assert sentences.is_furniture(line)


@pytest.mark.parametrize(
    "line", ["", "Twist", "The rating of the captain", "Audio was what he wanted, not video."]
)
def test_no_furniture(line):
    assert not sentences.is_furniture(line)


@given(st.text())
def test_any_line_is_asked_without_harm(line):
    for question in (
        sentences.end_marker,
        sentences.series_sentence,
        sentences.chapter_rating,
        sentences.awards,
        sentences.is_furniture,
        sentences.address,
    ):
        question(line)
