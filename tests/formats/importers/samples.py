"""Story pages for tests, in the shape of the archive's, with texts of our own about people in the public domain."""

from tests.formats.importers.hellmouth.glue import NBSP

SCENES = [
    [
        "The lamp in Baker Street had burned for three nights, and Holmes had not slept in any of them.",
        "“A whaler,” he said at last, “does not come to London for his health.”",
        "You‘re certain it is the captain, I asked him, and he only smiled.",
    ],
    [
        "Ahab stood at the rail of the ferry and counted the lights of the southern bank, one after the other.",
        "He had lost the whale in the fog, and in the fog he meant to find it again, whatever it might cost.",
    ],
    [
        "They met under the clock. Nobody spoke for the space of a full minute, and then both of them did.",
        "I ought to have stayed at home with a good book.",
    ],
]
STORY = [paragraph for scene in SCENES for paragraph in scene]

ROW = f"Moby-Dick{NBSP}> Buffy-CenteredSlowLanternFR151146031,2049{NBSP}May{NBSP}099{NBSP}May{NBSP}09Yes"

TOP = """Large PrintHandheldAudioRating
Twisting The Hellmouth Crossing Over Awards - Results
Rules for Challenges

The Lamp and the Whale

StoryReviewsStatisticsRelated StoriesTracking

This story is No. 3 in the series "The "Fog" Cycle". You may wish to read the series introduction and the preceeding stories first.

Summary: Two hunters meet in the fog; one of them is sorry for it. (Buffy/Ahab)

Categories Author Rating Chapters Words Recs Reviews Hits Published Updated Complete
"""

HEAD = """Here’s the thing- I wrote this in one night on a train. *yawns* Be kind.

Timeline- Post Graduation- Pt 2 for Buffy and Pre-Nantucket for Ahab.

Pairings/Warnings/Rating- Mostly a Buffy/Ahab story. No warnings, but the captain swears at the weather. It is rated PG.

Art creds- Banner made with ink and patience.

Disclaimer- The whale belongs to Melville. The lamp is mine."""

END = 'You have reached the end of "The Lamp and the Whale". This story is complete.'


def text_page(*, top=TOP, row=ROW, head=HEAD, scenes=SCENES, end=END, break_lines=2, begin_lines=4):
    """The page as an extractor leaves it."""
    story = ("\n" * (break_lines + 1)).join("\n\n".join(scene) for scene in scenes)
    return f"{top}{row}\n{head}{chr(10) * (begin_lines + 1)}{story}\n\nThe End\n\n{end}\n"


CELLS = (
    "<a href='/Category-7'>Moby-Dick</a>&nbsp;&gt; <a href='/Category-8'>Buffy-Centered</a>",
    "<a href='/AuthorStories-77/SlowLantern.htm'>SlowLantern</a>",
    "FR15",
    "3",
    "1,460",
    "0",
    "31",
    "12,049",
    "9&nbsp;May&nbsp;09",
    "26&nbsp;May&nbsp;09",
    "No",
)
CHAPTERS = ("1. Fog on the Thames", "2. The Brass Compass", "3. Home")
SERIES = (
    "This story is No. 3 in the series &quot;<a href='/Series-9'>The &quot;Fog&quot; Cycle</a>&quot;."
    " You may wish to read the series introduction and the preceeding stories first."
)


def html_page(
    chapter=2,
    *,
    story_id=4711,
    cells=CELLS,
    chapters=CHAPTERS,
    body=None,
    title="The Lamp and the Whale",
    end="",
):
    """The page as a browser saves it."""
    number = "" if chapter == 1 else f"-{chapter}"
    address = f"http://www.tthfanfic.org/Story-{story_id}{number}/SlowLantern+{title.replace(' ', '+')}.htm"
    options = "".join(
        f"<option value='/Story-{story_id}-{place}/x.htm'{' selected' if place == chapter else ''}>{name}</option>"
        for place, name in enumerate(chapters, 1)
    )
    navigation = f"<select name='chapnav'>{options}</select>" if len(chapters) > 1 else ""
    heading = f"<h3>{chapters[chapter - 1].split('. ')[1]}</h3>" if chapters else ""
    body = body or "".join(f"<p>{paragraph} <i>So be it.</i></p>" for paragraph in SCENES[chapter - 1])
    row = "".join(f"<td>{cell}</td>" for cell in cells)
    return f"""<!DOCTYPE html>
<!-- saved from url=(0072){address} -->
<html><head><title>TtH &bull; Story &bull; {title}</title><style>p {{}}</style></head><body>
<div class="topnav"><a href="/">Home</a> <form><input type="password" name="pw"></form></div>
<p style="margin-top:0px">{SERIES}</p>
<div class="storysummary"><p>Summary: Two hunters meet in the fog; one is sorry. (Buffy/Ahab)</p></div>
<table class="verticaltable"><tr><th>Categories</th><th>Author</th></tr><tr>{row}</tr></table>
{navigation}
<div id="storybody"><div id="storyinnerbody">{heading}{body}</div></div>
<p>{end}</p>
<div id="footer">Stories are copyright their authors.</div>
<script>var x = "<p>no</p>";</script>
</body></html>"""
