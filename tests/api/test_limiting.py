"""How often an address may ask."""

from dataclasses import replace

import pytest

from fanthology.api.limiting import Left, Limiter, asker


def test_a_bucket_gives_what_it_holds_then_refuses_then_fills_again():
    limiter = Limiter(per_minute=60, burst=2)
    assert limiter.take("a", 0) == Left(2, 1, 1)
    assert limiter.take("a", 0) == Left(2, 0, 2)
    assert limiter.take("a", 0.5) == Left(2, 0, 2, wait=1)
    assert limiter.take("b", 0.5).wait == 0
    assert limiter.take("a", 1.5).wait == 0
    assert limiter.take("a", 100) == Left(2, 1, 1)


def test_a_refusal_costs_nothing():
    limiter = Limiter(per_minute=60, burst=1)
    limiter.take("a", 0)
    for tenth in range(9):
        assert limiter.take("a", tenth / 10).wait == 1
    assert limiter.take("a", 1.1).wait == 0


def test_only_so_many_addresses_are_remembered():
    limiter = Limiter(per_minute=60, burst=1, remembered=3)
    for who in "abcda":
        assert limiter.take(who, 0).wait == 0
    assert len(limiter) == 3
    assert limiter.take("d", 0).wait == 1


@pytest.mark.parametrize(
    ("told", "proxied", "who"),
    [
        ("203.0.113.7", False, "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", False, "20010db800010002/64"),
        ("2001:db8:1:2::1", False, "20010db800010002/64"),
        ("::ffff:203.0.113.7", False, "203.0.113.7"),
        ("", False, ""),
        ("unix", False, ""),
        ("203.0.113.7", True, "198.51.100.9"),
    ],
)
def test_whose_bucket_it_is(rf, settings, told, proxied, who):
    settings.CONFIG = replace(settings.CONFIG, trust_proxy=proxied)
    request = rf.get("/", REMOTE_ADDR=told, HTTP_X_FORWARDED_FOR="192.0.2.1, 198.51.100.9")
    assert asker(request) == who.removeprefix("0")


@pytest.mark.parametrize(
    ("header", "who"), [("[2001:db8::1]:443", "20010db800000000/64"), ("198.51.100.9:80", "198.51.100.9"), ("?", "")]
)  # fmt: skip
def test_a_proxy_may_name_a_port(rf, settings, header, who):
    settings.CONFIG = replace(settings.CONFIG, trust_proxy=True)
    assert asker(rf.get("/", HTTP_X_FORWARDED_FOR=header)) == who
