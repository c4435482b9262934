"""The one-time link works once, also for two who open it at the same moment."""

import threading

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from fanthology.people.actions import make_owner, owner_token
from fanthology.people.models import Account, Role
from tests.make import PASSWORD


@pytest.mark.django_db(transaction=True)
def test_two_at_once_make_one_owner():
    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        pytest.skip("SQLite in memory has one connection only; its files have one writer at a time")
    start, refused = threading.Barrier(4), []

    def try_it(number: int) -> None:
        start.wait()
        try:
            make_owner(
                token=owner_token(),
                email=f"olga{number}@example.org",
                password=PASSWORD,
                pen_name=f"Olga {number}",
            )
        except PermissionDenied:
            refused.append(number)
        finally:
            connection.close()

    threads = [threading.Thread(target=try_it, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Account.objects.filter(role=Role.OWNER).count() == 1
    assert len(refused) == 3
