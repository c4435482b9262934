"""The door of feed readers: Atom."""
