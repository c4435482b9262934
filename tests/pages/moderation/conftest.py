"""Alice writes, Bob is another member, Mina moderates, Olga owns the archive."""

import pytest
from django.contrib.auth.models import AnonymousUser

from tests.make import a_moderator, an_account, an_owner


@pytest.fixture
def cast():
    return {
        "visitor": AnonymousUser(),
        "alice": an_account("Alice"),
        "bob": an_account("Bob"),
        "mina": a_moderator(),
        "olga": an_owner(),
    }


@pytest.fixture
def opens(client, cast):
    """What each of the cast gets when opening a page: its status, or where it leads."""

    def by_everyone(url: str) -> dict[str, int | str]:
        found = {}
        for who, account in cast.items():
            client.logout()
            if who != "visitor":
                client.force_login(account)
            answer = client.get(url)
            found[who] = (
                answer["Location"].partition("?")[0] if answer.status_code == 302 else answer.status_code
            )
        return found

    return by_everyone


@pytest.fixture
def for_moderators():
    return {"visitor": "/accounts/login/", "alice": 403, "bob": 403, "mina": 200, "olga": 200}


@pytest.fixture
def for_owners():
    return {"visitor": "/accounts/login/", "alice": 403, "bob": 403, "mina": 403, "olga": 200}
