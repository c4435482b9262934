"""Is it well?"""

import pytest
from django.db import connection


@pytest.mark.django_db
def test_it_is_well_when_the_database_answers(client):
    answer = client.get("/health")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.django_db
def test_it_says_so_when_the_database_does_not(client):
    def silent(*_words):
        from django.db import OperationalError

        raise OperationalError

    with connection.execute_wrapper(silent):
        answer = client.get("/health")
    assert answer.status_code == 503
    assert "does not answer" in answer.json()["status"]
