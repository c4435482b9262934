"""The search index: derived from the database, never the truth, never the judge of who may see a story."""
