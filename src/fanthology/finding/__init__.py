"""Finding: wishes, the search index, facets, standing exclusions, saved searches, and what is crossed with what."""
