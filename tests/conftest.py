"""What every test stands on: a data folder of its own, and passwords that need not withstand anybody."""

import pytest


@pytest.fixture(autouse=True)
def quick_and_tidy(settings, tmp_path):
    """Hash passwords the quick way, and keep what is uploaded out of the real data folder."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.MEDIA_ROOT = tmp_path / "media"
