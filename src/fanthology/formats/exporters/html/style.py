"""The style inside a single HTML file: Two Inks by day and by night, with the reader's own serif."""

from fanthology.formats.book import Book
from fanthology.text.inks import FAMILIES, HUES, hex_colour

PAPER = "--bg:#fbf7ef;--ink:#241f1b;--muted:#655c53;--hair:#ddd2c1;--link:#7a1f3d;--warn:#8a3b00"
DUSK = "--bg:#1f1d24;--ink:#e6e0d6;--muted:#aaa2ac;--hair:#3b3743;--link:#f0a6b8;--warn:#ffb77a"
RULES = """\
*{box-sizing:border-box}
html{font-size:112.5%;-webkit-text-size-adjust:none;text-size-adjust:none}
body{margin:0;background:var(--bg);color:var(--ink);font:1rem/1.6 Literata,Georgia,"Noto Serif",serif;overflow-wrap:break-word}
main{max-width:31.4em;margin:0 auto;padding:3rem 1.25rem 5rem}
a{color:var(--link);text-underline-offset:.18em;text-decoration-thickness:1px}
a:focus-visible{outline:2px solid var(--link);outline-offset:2px}
header{text-align:center}
.banner{display:block;max-width:100%;max-height:24rem;margin:0 auto 2rem;border-radius:2px}
h1,h2,h3,h4,h5,h6{font-family:Fraunces,Literata,Georgia,serif;font-weight:600;line-height:1.15;text-wrap:balance}
h1{font-size:clamp(2rem,7vw,3rem);letter-spacing:-.015em;margin:1rem 0 0}
.fandoms{font-weight:600;margin:0}
.cross{font-weight:400;color:var(--muted);padding:0 .15em}
.by{font-style:italic;font-size:1.1rem;margin:.8rem 0 0}
.summary{margin:1.5rem auto 0}
.band{display:flex;height:6px;max-width:7rem;margin:1.9rem auto 0}
.band i{flex:1;background:currentColor}
.row{display:flex;flex-wrap:wrap;justify-content:center;gap:.6rem 1.45rem;margin:1.7rem 0 0;font:.84rem/1.45 system-ui,sans-serif;font-variant-numeric:tabular-nums}
.row div{text-align:start}
dd{margin:0}
dt{color:var(--muted);font:.8rem/1.5 system-ui,sans-serif}
.row dt{font-size:.72rem;letter-spacing:.06em;text-transform:uppercase}
.small{font-size:.9rem;font-style:italic;margin:1.2rem 0 0}
.fields{border-block:1px solid var(--hair);padding:1rem 0;margin:2.5rem 0 0;font-size:.95rem}
.fields dt+dd+dt,.fields dd+dt{margin-top:.8rem}
.fields p,.note p,footer p{margin:.2rem 0}
nav{margin:2rem 0 0;font-size:.95rem}
nav ol{margin:0;padding-inline-start:1.6em}
.chapter{margin-top:4rem}
.chapter>h2{font-size:1.6rem;text-align:center;margin:0 0 2rem}
.remark{color:var(--warn);font-weight:600;text-align:center;font-size:.92rem}
.note{border-inline-start:2px solid var(--hair);padding-inline-start:1rem;margin:2rem 0;font-size:.92rem}
.label{color:var(--muted);font:.8rem/1.5 system-ui,sans-serif}
.text{hyphens:auto;font-variant-numeric:oldstyle-nums}
.text>*{margin:0}
.text p+p{text-indent:1.25em}
.text p[class*=align-]:not(.align-left),.text blockquote p,.text li p{text-indent:0}
.text h2,.text h3,.text h4,.text h5,.text h6{font-size:1.2em;margin:1.8em 0 .7em}
.text blockquote{margin:1.1em 0;margin-inline-start:1.6em}
.text ul,.text ol,.text table,.text pre,.text details,.text figure,.text dl{margin-block:1em}
.text pre{overflow-x:auto;font-size:.86em}
td,th{border:1px solid var(--hair);padding:.2em .5em;vertical-align:top}
table{border-collapse:collapse}
hr{border:0;height:1.6rem;width:3.2rem;margin:1.7rem auto!important;background:
 radial-gradient(circle at 38% 50%,transparent 0 .5rem,var(--a,var(--muted)) .52rem .6rem,transparent .62rem),
 radial-gradient(circle at 62% 50%,transparent 0 .5rem,var(--b,var(--muted)) .52rem .6rem,transparent .62rem)}
.align-center{text-align:center}.align-right{text-align:end}.align-left{text-align:start}.align-justify{text-align:justify}
.smallcaps{font-variant-caps:small-caps}
.text .letter,.text .sign,.text .chat,.text .poem{margin-block:1.2em;margin-inline:1.6em 0}
.text .sign{text-align:center;font-variant-caps:small-caps;margin-inline:0}
.text .chat{font-family:system-ui,sans-serif;font-size:.94em}
.text .poem p,.text .letter p+p,.text .chat p+p{text-indent:0;margin-top:.5em}
q{quotes:none}
[dir=rtl] em,[dir=rtl] i{font-style:normal;font-weight:600}
.text em:lang(zh),.text em:lang(ja){font-style:normal;text-emphasis:filled dot}
.end{margin:3.5rem 0 0;text-align:center;font-style:italic;color:var(--muted)}
footer{margin:3rem 0 0;padding:1rem 0 0;border-top:1px solid var(--hair);font-size:.84rem;color:var(--muted)}
@media print{main{max-width:none;padding:0}.chapter{break-before:page}}
"""


def css(book: Book) -> str:
    """The rules, with the inks of this book's fandoms only."""
    return (
        f":root{{{PAPER};{_inks(book, 'light')}color-scheme:light dark}}\n"
        f"@media (prefers-color-scheme:dark){{:root{{{DUSK};{_inks(book, 'dusk')}}}}}\n"
        f"{_classes(book)}{RULES}"
    )


def _inks(book: Book, family: str) -> str:
    """The inks as variables; `--a` and `--b` are the two of the scene break."""
    used = sorted({fandom.ink for fandom in book.fandoms})
    named = {ink: hex_colour(*FAMILIES[family], ink * 360 / HUES) for ink in used}
    pair = ([fandom.ink for fandom in book.fandoms[:2]] * 2)[:2]
    rings = [f"--{name}:{named[ink]};" for name, ink in zip("ab", pair, strict=False)]
    return "".join([*(f"--ink-{ink:02}:{colour};" for ink, colour in named.items()), *rings])


def _classes(book: Book) -> str:
    used = sorted({fandom.ink for fandom in book.fandoms})
    return "".join(f".ink-{ink:02}{{color:var(--ink-{ink:02})}}\n" for ink in used)
