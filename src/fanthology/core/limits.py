"""Every limit on what a person may write or send, in one place.

All meet or beat the Archive of Our Own's. Text over a limit is refused with a sentence and stays in the form; nothing
is ever cut.
"""

TITLE = 255
SUMMARY = 5_000
NOTE = 20_000
FIELD = 5_000
CANON_POINT = 500
CHAPTER_TEXT = 1_000_000
INTRODUCTION = 100_000
HOUSE_TEXT = 100_000
ABOUT = 10_000
REASON = 2_000
PEN_NAME = 80
PEN_NAMES_PER_ACCOUNT = 50
TAG = 150
TAGS_PER_STORY = 100
CATEGORIES_PER_STORY = 12
CHAPTERS_PER_STORY = 5_000
SERIES_PER_STORY = 20
ALT_TEXT = 500

BANNER_BYTES = 10 * 1024 * 1024
BANNER_PIXELS = 40_000_000
BANNER_WIDTHS = (640, 1280)
