"""Text as such: pure functions, strings in and strings out. Nothing here knows of Django or of a database."""
