"""A made-up archive of any size, for measuring and for trying things out: the same numbers give the same rows."""
