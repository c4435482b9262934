"""Names, titles and prose from word lists of our own: nothing here is anybody's work."""

from itertools import count
from random import Random

from fanthology.text.names import fold

STARTS = (
    "Ash Bel Cal Dor El Fen Gal Har Is Jor Kel Lor Mar Nor Or Pel Quin Ros Sel Tam Ul Var Wen Yor Zan Bram Cor Dun"
).split()
MIDDLES = "a e i o u an en in or ar el il ith und ere amo ova ili oro enna".split()
ENDS = (
    "dale mere ford wick holm stone ton by gate moor ra lis dor neth mar vale reach port fell mouth".split()
)
FIRST = (
    "Ada Bram Clara Dorian Edith Felix Greta Hugo Iris Jonas Klara Leo Mabel Nils Olive Piers Quentin Rosa Silas Tessa"
    " Ulric Vera Wilfred Xenia Yara Zeno Agnes Basil Cecily Dmitri Elias Flora Gideon Hester Ivo Judith Kaspar Lydia"
    " Magnus Nell Oswin Petra Ruben Sibyl Tobias Una Viola Walter Ysolde Zora"
).split()
LAST = "er son wright ley man smith wood well field croft more ling hurst ard ick ham".split()
ADJECTIVES = (
    "silver hidden broken silent borrowed crooked distant drowned early empty faithful forgotten frozen gentle golden"
    " hollow hungry idle last lonely lost northern patient quiet restless ruined salt scarlet second secret seventh"
    " slow small stolen strange sunken thirsty unfinished wandering winter wild"
).split()
NOUNS = (
    "lantern river orchard mirror harbour letter garden clock tower bridge crown candle island forest harvest violin"
    " compass kingdom lighthouse marsh meadow moon needle ocean paper raven road rose season shadow ship song staircase"
    " station storm thread tide train voice wall well window wolf key map door winter feather promise secret"
).split()
VERBS = (
    "waited listened remembered laughed wondered hesitated answered whispered lied slept wept sang promised turned"
    " stopped worked smiled hurried argued agreed"
).split()

PEOPLE = (
    "the captain|the stranger|his sister|her brother|the old doctor|the librarian|the youngest of them|the clerk"
    "|nobody in the room|the ferryman|the detective|an unexpected guest|the gardener|the girl with the key"
    "|the king’s messenger|everybody who had stayed"
).split("|")
PLACES = (
    "by the river|in the empty house|behind the chapel|at the edge of the map|under the stairs|on the last train"
    "|in the captain’s cabin|beyond the garden wall|at the bottom of the well|in the market square|on the long bridge"
    "|near the old lighthouse"
).split("|")
WHENS = (
    "That evening|Long before the war|On the third day|When the lamps were lit|After the funeral|In the morning"
    "|Between two storms|Years later|At the stroke of nine|Towards the end of winter"
).split("|")
SAYINGS = (
    "It was never about the money|You might have written|We cannot stay here|Tell me what you saw|Nobody will believe it"
    "|There is always another door|I have been here before|Ask me again tomorrow|You are late|That is not my name"
).split("|")
LINKS = "and yet|because|although|so that|while|until|but".split("|")
FREEFORMS = (
    "Slow Burn|Fluff|Angst with a Happy Ending|Found Family|Alternate Universe|Enemies to Lovers|Friends to Lovers|Pining"
    "|Canon Divergence|Post-Canon|Pre-Canon|Missing Scene|Time Travel|Fix-It|Established Relationship|First Kiss|Case Fic"
    "|Hurt/Comfort|Epistolary|Crack|Letters|Dreams|Ghosts|Magic|Winter|Holidays|Drabble|Outsider POV|Unreliable Narrator"
    "|Coffee Shop|Bed Sharing|Amnesia|Road Trip|Masquerade|Fake Marriage|Cooking|Rain|Nightmares|Pirates|Dragons"
).split("|")
FREEFORM_SHAPES = (
    "{A} {N}", "{N}s", "POV {F}", "Mentions of {N}s", "{A} {N}s", "{F} Needs a Hug", "{N} and {N2}", "Not Beta Read: {N}",
    "{F} Is a {N}", "Implied {A} {N}", "Past {N}", "{A} and {A2}", "Year of the {N}", "{N} Week, Day of the {N2}",
    "No {N}s Were Harmed", "{F} Never Left {P}",
)  # fmt: skip
FANDOM_SHAPES = (
    "The {A} {N}", "{A} {N}s", "The {N}s of {P}", "{P}", "Tales of {P}", "The {N} and the {N2}", "{F} {L}", "{P} Rising",
    "Chronicles of {P}", "The {A} {N} of {P}", "{F} and the {A} {N}", "House of {N}s", "{A} {P}", "{P} {N}",
)  # fmt: skip
TITLES = (
    "The {A} {N}", "{N}s of {P}", "What the {N} Knew", "A {A} {N}", "The {N} and the {N2}", "{A}, {A2}", "No More {N}s",
    "Before the {N}", "{F}’s {N}", "All the {A} {N}s", "How {F} Lost the {N}", "Letters from {P}", "One {A} {N}",
    "Under a {A} {N}", "Where the {N} Ends", "{P} by Night", "{N}, Interrupted", "The {A} {N} of {P}",
)  # fmt: skip
PENS = ("{a}{n}", "{n}of{p}", "{F}{n}", "{A} {N}", "{f}_{l}", "the{a}{n}", "{F} {L}", "{p}{n}")


def capital(text: str) -> str:
    """The text with a capital letter at its beginning."""
    return text[:1].upper() + text[1:]


class Phrases:
    """Makes phrases; how each comes out follows from the generator of chance that it is given."""

    def __init__(self, chance: Random) -> None:
        self.chance = chance
        self._pick = chance.random

    def one(self, words: tuple[str, ...] | list[str]) -> str:
        """One of the words, each as likely as the other."""
        return words[int(self._pick() * len(words))]

    def place(self) -> str:
        """A place that is on no map."""
        middle = self.one(MIDDLES) if self._pick() < 0.6 else ""
        return self.one(STARTS) + middle + self.one(ENDS)

    def surname(self) -> str:
        """A family's name."""
        return self.one(STARTS) + (self.one(MIDDLES) if self._pick() < 0.3 else "") + self.one(LAST)

    def shaped(self, shape: str) -> str:
        """A shape such as “The {A} {N}” with its blanks filled."""
        if "P}" in shape or "p}" in shape or "L}" in shape or "l}" in shape:
            place, last = self.place(), self.surname()
        else:
            place = last = ""
        adjective, noun, first = self.one(ADJECTIVES), self.one(NOUNS), self.one(FIRST)
        return shape.format(
            A=capital(adjective), A2=capital(self.one(ADJECTIVES)), N=capital(noun), N2=capital(self.one(NOUNS)),
            P=place, F=first, L=last, a=adjective, n=noun, p=place.lower(), f=first.lower(), l=last.lower(),
        )  # fmt: skip

    def title(self) -> str:
        """A story's title."""
        return self.shaped(self.one(TITLES))

    def noun(self) -> str:
        """One thing, with a capital letter."""
        return capital(self.one(NOUNS))

    def sentence(self) -> str:
        """One sentence, of 6 to 30 words."""
        turn = self._pick()
        deed = f"{self.one(PEOPLE)} {self.one(VERBS)} {self.one(PLACES)}"
        if turn < 0.3:
            return f"{self.one(WHENS)}, {deed}."
        if turn < 0.55:
            return f"{capital(deed)}, {self.one(LINKS)} {self.one(PEOPLE)} {self.one(VERBS)}."
        if turn < 0.75:
            return f"“{self.one(SAYINGS)},” said {self.one(FIRST)}, and {deed}."
        what = f"the {self.one(ADJECTIVES)} {self.one(NOUNS)}"
        return f"{self.one(WHENS)}, {what} was gone, {self.one(LINKS)} {deed}."

    def summary(self) -> str:
        """A story's summary: one or two sentences."""
        return self.sentence() if self._pick() < 0.5 else f"{self.sentence()} {self.sentence()}"


def once_each(taken: set[str], name: str) -> str:
    """`name`, or with a number behind it where something is called so already. The key is taken then."""
    key = fold(name)
    if key in taken:
        base = name
        name = next(new for number in count(2) if fold(new := f"{base} {number}") not in taken)
        key = fold(name)
    taken.add(key)
    return name
