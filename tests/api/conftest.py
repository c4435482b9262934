"""What tests of the API need: nobody has asked before."""

import pytest

from fanthology.api.door import limiter


@pytest.fixture(autouse=True)
def full_buckets():
    """Every test begins with full buckets."""
    limiter.cache_clear()
