"""Scene breaks: what writers set between scenes, and what only looks like it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fanthology.text.scenes import is_scene_break

BREAKS = """
*
**
***
* * *
*****
*~*~*
~*~
~
~~~
---
--
- - -
-----------------
— — —
———
– – –
___
=====
-=-=-
+++
#
###
# # #
⁂
❦
§
• • •
···
★
<><><>
>>><<<
:::
///
^^^
♥ ♥ ♥
-x-
- x -
~x~
-o-
-xXx-
-oOo-
--o--O--o--
o-o-o
0-0-0-0
x-x-x-x
xXx
XxX
XXX
xxxxx
xXxXxX
oooooo
x x x
o o o
oOo
oOoOo
OoO
ooOoo
xXxXx
xoOox
.oOo.oOo.
~oOo~
( * )
[***]
* x *
scene break
Scene Break
linebreak
--- page break ---
~LINE BREAK~
[break]
-scene change-
""".strip().splitlines()

STORY = """
-
—
–
=
+
...
…
. . .
......
?
?!
!!!
""
()
x
X
XX
xo
xoxo
XOXO
xox
x o x o
Ooo
ooo
O
Oo.
Ooooooooo
ooooo
"Ooooooo."
"Oo."
o_O
O.O
x_x
-_-
^_^
>.<
:-)
:-/
:/
=)
:*
♥
<3
0
000
00:00
0:00
0.00
100
1
I
The End
***Warning***
*gasp*
* Later *
"Line change!"
Break
*break*
He took a break.
""".strip().splitlines()


@pytest.mark.parametrize("line", BREAKS)
def test_marks_of_a_scene_break(line):
    assert is_scene_break(line)
    assert is_scene_break(f"  \u00a0{line}\t\n")


@pytest.mark.parametrize("line", ["", " ", "\u00a0", "*" * 121, *STORY])
def test_what_belongs_to_the_story(line):
    assert not is_scene_break(line)


@given(st.text(max_size=40))
def test_any_line_gets_an_answer(line):
    assert is_scene_break(line) in {True, False}


@given(st.text(st.characters(categories=["Ll", "Nd"], exclude_characters="ox0"), min_size=1, max_size=12))
def test_a_word_is_never_a_scene_break(word):
    assert not is_scene_break(word) or "break" in word
    assert not is_scene_break(f"*{word}*") or "break" in word
