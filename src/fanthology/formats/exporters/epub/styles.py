"""The e-book's two style sheets.

`PLAIN` is CSS 2.1 and nothing else: some reading systems drop a whole sheet for one line they cannot read. What newer ones can
do besides stands in the second sheet. No fonts are embedded, no text colours set but the inks: face, size, margins and
night are the reader's choice.
"""

from collections.abc import Sequence

from fanthology.formats.book import Book
from fanthology.text.inks import HUES, hex_colour

BOTH = (0.55, 0.11)
"""Lightness and chroma of inks that can be read on white and on black (contrast at least 4.5 and 4.0)."""

PLAIN = """\
body{margin:0;padding:0 3%}
h1,h2,h3,h4,h5,h6{font-weight:bold;line-height:1.2;text-align:inherit;page-break-after:avoid;page-break-inside:avoid}
h1{font-size:2em;margin:.4em 0}
h2{font-size:1.5em;margin:0}
h3{font-size:1.2em;margin:1.4em 0 .5em}
h4,h5,h6{font-size:1em;margin:1.2em 0 .4em}
p{margin:0 0 .6em}
a{text-decoration:underline}
img{max-width:100%}
dl,dd{margin:0}
.cover{text-align:center;margin:0;padding:0}
.cover img{max-width:100%;max-height:100%}
.title-page{text-align:center;margin-top:8%}
.banner{margin:0 0 2em}
.banner img{width:100%}
.fandoms{font-weight:bold;margin:0 0 1.2em;line-height:1.5}
.cross{font-weight:normal;padding:0 .15em}
.by{font-style:italic;font-size:1.1em;margin:.8em 0 0}
.summary{margin:1.8em 4% 0;text-align:center}
.band{margin:1.9em 0;line-height:0;font-size:1em}
.band span{display:inline-block;width:3.2em;border-top:.4em solid}
.row{margin:0 0 1.2em;font-size:.85em;line-height:1.35}
.row div{display:inline-block;vertical-align:top;margin:0 .65em .8em;text-align:center}
.row dt{font-size:.82em;text-transform:uppercase;letter-spacing:.06em}
.series,.from{font-size:.85em;margin:.4em 0}
.fields dd p{margin:0 0 .3em}
.about h2,nav h2{text-align:center;margin:1em 0 1.2em}
.fields dt{font-size:.85em;font-weight:bold;margin:1.2em 0 .2em;page-break-after:avoid}
.copy{margin:2em 0 0;border-top:1px solid;padding:1em 0 0;font-size:.85em}
.chapter header{text-align:center;margin:1em 0 2.2em;page-break-inside:avoid;page-break-after:avoid}
.chapter{padding-top:1em}
.when{font-size:.85em;margin:.3em 0}
.remark{text-align:center;font-size:.9em;font-weight:bold;margin:0 0 1.5em}
.note{margin:1.5em 0 2em;border:1px solid;border-left-width:0;border-right-width:0;padding:.8em 0 .3em;font-size:.9em}
.note .label{font-weight:bold;margin:0 0 .3em}
.text p{margin:0;text-indent:1.25em}
.text p:first-child,.text hr+p,.text h2+p,.text h3+p,.text h4+p,.text .align-center,.text .align-right{text-indent:0}
.text blockquote,.text ul,.text ol,.text dl,.text table,.text pre,.text figure,.text details{margin-top:1em;margin-bottom:1em}
.text h2{font-size:1.25em;margin:1.6em 0 .6em;text-align:center}
hr{width:22%;margin:1.8em auto;border:0;border-top:2px solid}
blockquote{margin-left:6%;margin-right:6%}
q{quotes:none}
pre{white-space:pre-wrap;font-size:.9em}
table{border-collapse:collapse}
td,th{border:1px solid;padding:.2em .5em;vertical-align:top}
figure{margin-left:0;margin-right:0;text-align:center}
.align-left{text-align:left}
.align-center{text-align:center}
.align-right{text-align:right}
.align-justify{text-align:justify}
.smallcaps{font-variant:small-caps}
.letter{margin:1.2em 6%;font-style:italic}
.letter em,.letter i{font-style:normal}
.chat{margin:1.2em 6%;font-family:sans-serif;font-size:.92em}
.poem{margin:1.2em 6%}
.sign{margin:1.2em 6%;text-align:center;font-variant:small-caps}
.letter p,.chat p,.poem p,.sign p{margin:0 0 .5em;text-indent:0}
.end{text-align:center;font-style:italic;margin:2.5em 0 1em}
nav ol{list-style:none;margin:0;padding:0}
nav li{margin:0 0 .7em}
nav a{color:inherit;text-decoration:none}
"""

NEWER = """\
h1,h2{text-wrap:balance}
.cover img{height:96vh;width:auto;object-fit:contain}
.text{hyphens:auto;-webkit-hyphens:auto;font-variant-numeric:oldstyle-nums}
.row{font-variant-numeric:tabular-nums}
.copy,.note{border-color:rgba(128,118,106,.5)}
.align-left{text-align:start}
.align-right{text-align:end}
[dir=rtl] em,[dir=rtl] i{font-style:normal;font-weight:bold}
:lang(zh) em,:lang(ja) em,:lang(zh) i,:lang(ja) i{font-style:normal;text-emphasis:filled dot}
"""


def inks_css(book: Book) -> str:
    """The inks of this book's fandoms, and the scene break of two rings where it can be drawn."""
    used = sorted({fandom.ink for fandom in book.fandoms})
    inks = "".join(f".ink-{ink:02}{{color:{_colour(ink)}}}\n" for ink in used)
    pair = ([fandom.ink for fandom in book.fandoms[:2]] * 2)[:2]
    return f"{inks}{NEWER}{_rings(pair) if pair else ''}"


def _colour(ink: int) -> str:
    """Between day and night: a page cannot know whether the reader has made it dark."""
    return hex_colour(*BOTH, ink * 360 / HUES)


def _rings(pair: Sequence[int]) -> str:
    """Two interlaced rings, as on the archive's pages."""
    ring = "radial-gradient(circle at {at}% 50%,transparent 0 .5em,{colour} .52em .6em,transparent .62em)"
    both = ",".join(ring.format(at=at, colour=_colour(ink)) for at, ink in zip((38, 62), pair, strict=True))
    can = "@supports (background-image:radial-gradient(circle,red,blue))"
    return f"{can}{{hr{{border:0;width:3.2em;height:1.6em;background-image:{both}}}}}\n"
