"""Where the finder's links lead: the address of the page with one thing changed."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse

from fanthology.finding.asking import Asked
from fanthology.finding.found import Suggestion
from fanthology.finding.reading import Problem
from fanthology.finding.wishes import Choice, Field

SHOW_ALL = ("show", "all")


@dataclass(frozen=True, slots=True)
class Places:
    """The present address, and the ways from it. `everything`: standing exclusions are not applied here."""

    asked: Asked
    path: str
    everything: bool = False

    def to(self, asked: Asked, *, everything: bool | None = None) -> str:
        """The address of the finder with other wishes."""
        parts = [asked.address] if asked.address else []
        if self.everything if everything is None else everything:
            parts.append("=".join(SHOW_ALL))
        return f"{self.path}?{'&'.join(parts)}" if parts else self.path

    def elsewhere(self, route: str) -> str:
        """The address of another page that is about the same search; nothing where there is no such page."""
        try:
            path = reverse(route)
        except NoReverseMatch:
            return ""
        address = self.asked.with_().address
        return f"{path}?{address}" if address else path

    def kept(self, *, but: tuple[str, ...] = ()) -> list[tuple[str, str]]:
        """What a form must send along for the rest of the search to stay; it begins at page 1 again."""
        pairs = [pair for pair in self.asked.pairs() if pair[0] not in {"page", *but}]
        return [*pairs, SHOW_ALL] if self.everything else pairs

    def instead(self, problem: Problem, meant: Suggestion) -> str:
        """The address with what may have been meant in the place of what nobody could read."""
        asked = self.asked.without(meant.field, problem.name)
        change = asked.excluding if problem.param == "out" else asked.including
        return self.to(change(meant.field, meant.name))

    def without_pair(self, name: str, value: str) -> Asked:
        """The wishes without one value of one parameter."""
        return self.asked.with_(**{name: [one for one in self.asked.values(name) if one != value]})


def written(choice: Choice) -> str:
    """A choice as an address names it."""
    return str(choice.keys[0]) if choice.field == Field.LANGUAGE or not choice.name else choice.name


def finder_address(*choices: Choice) -> str:
    """The finder, with these things chosen."""
    asked = Asked()
    for choice in choices:
        asked = asked.including(choice.field, written(choice))
    return f"{reverse('story_list')}?{asked.address}" if choices else reverse("story_list")
