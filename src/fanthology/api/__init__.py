"""The door of programs: a read-only API, without an account."""
