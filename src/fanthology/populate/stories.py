"""Stories of a made-up archive, in batches of rows that are ready for the database."""

import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import chain
from random import Random
from typing import Any

from fanthology.catalogue.models import Rating
from fanthology.populate.phrases import Phrases
from fanthology.populate.texts import Texts
from fanthology.populate.world import Fandom, World
from fanthology.text.names import fold

BATCH = 10_000
"""Stories in a transaction. Part of what decides the rows: chance is asked for a batch at a time."""
FIRST_DAY = date(2006, 1, 1)
DAYS = 20 * 365
"""From the first day to the last on which anything is published; days are never counted from now."""
CROSSOVERS = 0.2
LANGUAGES = ("en", "es", "fr", "de", "pt", "ru", "zh", "it", "pl", "ja", "fi", "sv")
LANGUAGE_ODDS = (82, 3, 3, 3, 1.5, 2, 2, 1, 1, 0.7, 0.4, 0.4)
HIDDEN_REASON = "Posted twice by mistake."


@dataclass(slots=True)
class Batch:
    """Rows of each table, and how many stories are to be counted under what: (visitors, members)."""

    stories: list[tuple[Any, ...]] = field(default_factory=list)
    chapters: list[tuple[Any, ...]] = field(default_factory=list)
    tags: list[tuple[int, int, int, int]] = field(default_factory=list)
    categories: list[tuple[int, int, int, int]] = field(default_factory=list)
    authorships: list[tuple[int, int, int, int]] = field(default_factory=list)
    series: list[tuple[Any, ...]] = field(default_factory=list)
    places: list[tuple[int, int, int, int]] = field(default_factory=list)
    under_tags: list[tuple[bool, set[int]]] = field(default_factory=list)
    under_categories: list[tuple[bool, set[int]]] = field(default_factory=list)
    under_authors: list[tuple[bool, set[int]]] = field(default_factory=list)


class Counts:
    """How many stories stand under each row, for visitors and for members."""

    def __init__(self) -> None:
        self.public: Counter[int] = Counter()
        self.members: Counter[int] = Counter()

    def add(self, under: list[tuple[bool, set[int]]]) -> None:
        """Count the stories of a batch: whether each is public, and the ids it stands under."""
        self.public.update(chain.from_iterable(ids for public, ids in under if public))
        self.members.update(chain.from_iterable(ids for _, ids in under))

    def rows(self) -> Iterator[tuple[int, int, int]]:
        """For `tables.keep_counts`."""
        return ((self.public[id_], number, id_) for id_, number in self.members.items())


@dataclass(slots=True)
class Ids:
    """The next id of each table that stories fill."""

    story: int
    chapter: int
    tag: int
    category: int
    authorship: int
    series: int
    place: int


class Writer:
    """Makes stories about a world."""

    def __init__(self, world: World, chance: Random, ids: Ids, words_per_story: int) -> None:
        self.world = world
        self.chance = chance
        self.ids = ids
        self.phrases = Phrases(chance)
        self.texts = Texts(self.phrases) if words_per_story else None
        self.words_per_story = words_per_story
        self.ratings = list(
            Rating.objects.filter(scheme__in_use=True).order_by("position").values_list("pk", flat=True)
        )
        self.rating_odds = [(1.5, 4.0, 2.5, 1.5, 1.0)[place % 5] for place in range(len(self.ratings))]
        self.days = [str(FIRST_DAY + timedelta(days=number)) for number in range(DAYS)]
        self.minutes = [f"{number // 60:02}:{number % 60:02}:00" for number in range(1440)]
        self.open_series: dict[int, list[int]] = {}
        """For an author, a series that is not at its end: its id, the next place, the last."""
        self._shares = [(place + 1) ** -1.1 for place in range(len(world.fandoms))]

    def batch(self, number: int) -> Batch:
        """The next so many stories."""
        chance, world = self.chance, self.world
        made = Batch()
        mains = chance.choices(world.fandoms, self._shares, k=number)
        others = chance.choices(world.fandoms, self._shares, k=number)
        freeforms = world.freeforms.pick(chance, 11 * number)
        genres = world.genres.pick(chance, 3 * number)
        warnings = world.warnings.pick(chance, 2 * number)
        authors = world.authors.pick(chance, 2 * number)
        languages = chance.choices(LANGUAGES, LANGUAGE_ODDS, k=number)
        ratings = chance.choices(self.ratings, self.rating_odds, k=number)
        for place in range(number):
            fandoms = self._fandoms(mains[place], others[place])
            common = [
                *genres[3 * place : 3 * place + 1 + int(chance.random() * 3)],
                *warnings[2 * place : 2 * place + int(chance.random() ** 2 * 3)],
                *freeforms[11 * place : 11 * place + 6 + int(chance.random() * 6)],
            ]
            self._story(
                made, fandoms, common, authors[2 * place : 2 * place + 2], languages[place], ratings[place]
            )
        return made

    def _fandoms(self, main: Fandom, other: Fandom) -> list[Fandom]:
        turn = self.chance.random()
        if turn < CROSSOVERS:
            if turn < CROSSOVERS * 0.6 and main.partners:
                other = self.world.fandoms[main.partners[int(self.chance.random() ** 2 * len(main.partners))]]
            if other.family == main.family:
                other = self._stranger(main)
            found = [main, other]
            if turn < CROSSOVERS * 0.08 and (third := self._stranger(main)) is not other:
                found.append(third)
            return found
        if turn < CROSSOVERS + 0.3 and main.kin:  # two of one franchise are no crossover
            return [main, self.world.fandoms[main.kin[int(self.chance.random() * len(main.kin))]]]
        return [main]

    def _stranger(self, main: Fandom) -> Fandom:
        fandoms = self.world.fandoms
        while True:
            found = fandoms[int(self.chance.random() ** 3 * len(fandoms))]
            if found.family != main.family:
                return found

    def _tags(self, fandoms: list[Fandom], common: list[int]) -> tuple[list[int], int, bool]:
        """A story's tags, each once; how many fandoms there are, and whether they are unrelated."""
        chance = self.chance.random
        tags = [fandom.id for fandom in fandoms]
        for fandom in fandoms:
            cast, pairs = fandom.characters, fandom.relationships
            tags += [cast[int(chance() ** 2.5 * len(cast))] for _ in range(3 + int(chance() * 5))]
            if pairs:
                tags += [pairs[int(chance() ** 2.5 * len(pairs))] for _ in range(1 + int(chance() * 3))]
        tags += common
        synonyms = self.world.synonyms
        named = [
            synonyms[tag][0] if tag in synonyms and chance() < 0.12 else tag for tag in dict.fromkeys(tags)
        ]
        return named, len(fandoms), len({fandom.family for fandom in fandoms}) > 1

    def _story(
        self,
        made: Batch,
        fandoms: list[Fandom],
        common: list[int],
        authors: list[int],
        language: str,
        rating: int,
    ) -> None:
        chance = self.chance.random
        story = self.ids.story
        self.ids.story += 1
        draft, members, hidden = chance() < 0.01, chance() < 0.06, chance() < 0.005
        openness = "draft" if draft else "members" if members else "public"
        first = int(chance() ** 0.7 * (DAYS - 1))
        complete, chapters, words, last = self._chapters(made, story, first, draft=draft)
        tags, fandom_count, crossover = self._tags(fandoms, common)
        title, summary = self.phrases.title(), self.phrases.summary()
        hits = int(math.exp(self.chance.normalvariate(5.5, 1.4)))
        reviews = int(hits * 0.02 * chance()) if chance() < 0.7 else 0
        made.stories.append(
            (
                story, title, fold(title), language, openness, rating, complete,
                chapters if complete and chance() < 0.5 else None,
                summary, f"<p>{summary}</p>", self._moment(first), None if draft else self._moment(first),
                self._moment(last), 0 if draft else chapters, 0 if draft else words, hits, reviews,
                int(reviews * 0.3 * chance()), fandom_count, crossover,
                self._moment(last) if hidden else None, HIDDEN_REASON if hidden else "",
            )
        )  # fmt: skip
        writers = set(authors) if chance() < 0.04 else {authors[0]}
        self._links(made, story, tags, fandoms[0], sorted(writers))
        if chance() < 0.13:
            self._series(made, story, authors[0], first)
        if not (draft or hidden):
            public = openness == "public"
            above = self.world.above
            made.under_tags.append((public, set(chain.from_iterable([above[tag] for tag in tags]))))
            made.under_authors.append((public, writers))
            self._count_shelves(made, story, public=public)

    def _moment(self, day: int) -> str:
        return f"{self.days[day]} {self.minutes[day * 7919 % 1440]}"

    def _chapters(self, made: Batch, story: int, first: int, *, draft: bool) -> tuple[bool, int, int, int]:
        """Add a story's chapters. Gives whether it is complete, their number, their words, and the last one's day."""
        chance = self.chance.random
        number = 1 if chance() < 0.62 else min(80, 2 + int(self.chance.expovariate(0.22)))
        complete = chance() < (0.95 if number == 1 else 0.6)
        if self.texts:
            number = min(number, max(1, self.words_per_story // 150))
        step = int(1 + chance() * 20)
        usual = self.chance.lognormvariate(7.4, 0.7)
        words = 0
        day = first
        for position in range(1, number + 1):
            source = html = ""
            if self.texts:
                source, html, length = self.texts.chapter(self._share(position, number))
            else:
                length = max(60, int(usual * (0.7 + 0.6 * chance())))
            words += length
            day = min(DAYS - 1, first + (position - 1) * step)
            moment = self._moment(day)
            title = f"The {self.phrases.noun()}" if number > 1 and chance() < 0.4 else ""
            made.chapters.append(
                (
                    self.ids.chapter, story, position, title, source, html, length,
                    moment, None if draft else moment, moment,
                )
            )  # fmt: skip
            self.ids.chapter += 1
        return complete, number, words, day

    def _share(self, position: int, number: int) -> int:
        """How many of a story's words this chapter gets, so that all together make them up."""
        each, rest = divmod(self.words_per_story, number)
        return each + (rest if position == number else 0)

    def _links(self, made: Batch, story: int, tags: list[int], fandom: Fandom, writers: list[int]) -> None:
        ids, chance = self.ids, self.chance.random
        made.tags += [(ids.tag + place, story, tag, place + 1) for place, tag in enumerate(tags)]
        ids.tag += len(tags)
        made.authorships += [
            (ids.authorship + place, story, pen, place + 1) for place, pen in enumerate(writers)
        ]
        ids.authorship += len(writers)
        if fandom.shelves and chance() < 0.8:
            shelves = {
                fandom.shelves[int(chance() * len(fandom.shelves))] for _ in range(1 + int(chance() * 2))
            }
            made.categories += [
                (ids.category + place, story, shelf, place + 1) for place, shelf in enumerate(sorted(shelves))
            ]
            ids.category += len(shelves)

    def _count_shelves(self, made: Batch, story: int, *, public: bool) -> None:
        above = self.world.shelf_above
        shelves: set[int] = set()
        for link in reversed(made.categories):
            if link[1] != story:
                break
            shelves.update(above[link[2]])
        made.under_categories.append((public, shelves))

    def _series(self, made: Batch, story: int, author: int, day: int) -> None:
        """Put a story into a series of its author's: the one begun last, or a new one."""
        found = self.open_series.get(author)
        if found is None:
            found = [self.ids.series, 1, 2 + int(self.chance.expovariate(0.4))]
            self.ids.series += 1
            self.open_series[author] = found
            made.series.append((found[0], self.phrases.title(), author, self._moment(day)))
        made.places.append((self.ids.place, found[0], story, found[1]))
        self.ids.place += 1
        found[1] += 1
        if found[1] > found[2]:
            del self.open_series[author]
