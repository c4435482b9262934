"""Which lines are scene breaks: the marks that writers set between two scenes."""

import re

_MARKS = re.compile(r"[\s*#~§⁂❦•·◊_=+\-–—oOxX0.]{1,80}")
_ORNAMENT = re.compile(r"[*#~§⁂❦•◊]|[-–—=_+]{2}|- -|[oO]0?[oO]|[xX][xX]|x")


def is_scene_break(line: str) -> bool:
    """Tell whether a line holds nothing but the mark of a scene break."""
    line = line.strip()
    return bool(line) and bool(_MARKS.fullmatch(line)) and bool(_ORNAMENT.search(line))
