"""Worlds that belong to everybody: the fandoms that a made-up archive has most stories of.

World | what it is part of | other names, by commas | people in it, by commas
"""

WORLDS = """
Sherlock Holmes||Holmes, Sherlock Holmes Stories|Sherlock Holmes, John Watson, Irene Adler, Mary Morstan, Mrs. Hudson
Alice in Wonderland|Wonderland|AiW, Alice's Adventures in Wonderland|Alice Liddell, The Cheshire Cat, The Mad Hatter
Dracula||Dracula (Novel)|Mina Harker, Jonathan Harker, Lucy Westenra, Count Dracula, Abraham Van Helsing
The Wonderful Wizard of Oz|Oz|Wizard of Oz|Dorothy Gale, The Scarecrow, The Tin Woodman, The Cowardly Lion
Le Morte d'Arthur|Arthurian Legend|Morte d'Arthur|Arthur, Guinevere, Lancelot, Merlin, Morgan le Fay
The Odyssey|Greek Mythology|Odyssey|Odysseus, Penelope, Telemachus, Athena, Circe
Pride and Prejudice||P&P, Pride & Prejudice|Elizabeth Bennet, Fitzwilliam Darcy, Jane Bennet, Charles Bingley
Les Misérables||Les Mis|Jean Valjean, Javert, Cosette, Enjolras, Grantaire
Frankenstein||Frankenstein (Novel)|Victor Frankenstein, The Creature, Elizabeth Lavenza
Twenty Thousand Leagues under the Seas|Extraordinary Voyages|20,000 Leagues|Captain Nemo, Pierre Aronnax, Ned Land
Hamlet|Shakespeare||Hamlet, Horatio, Ophelia, Gertrude
The Iliad|Greek Mythology|Iliad|Achilles, Patroclus, Hector, Helen
The Three Musketeers||Musketeers|Athos, Porthos, Aramis, d'Artagnan
Peter Pan||Peter and Wendy|Peter Pan, Wendy Darling, Captain Hook
Treasure Island|||Jim Hawkins, Long John Silver, Doctor Livesey
Sir Gawain and the Green Knight|Arthurian Legend|SGGK|Gawain, The Green Knight, Lady Bertilak
Through the Looking-Glass|Wonderland|Looking-Glass|Alice Liddell (Looking-Glass), The Red Queen, The White Queen
Around the World in Eighty Days|Extraordinary Voyages|80 Days|Phileas Fogg, Passepartout, Aouda, Inspector Fix
Macbeth|Shakespeare|The Scottish Play|Macbeth, Lady Macbeth, Banquo
The Marvelous Land of Oz|Oz|Land of Oz|Ozma, Jack Pumpkinhead, Mombi
Robin Hood||Robin Hood Legends|Robin Hood, Marian, Little John, Guy of Gisborne
The Phantom of the Opera||Phantom|Erik, Christine Daaé, Raoul de Chagny
Argonautica|Greek Mythology|Jason and the Argonauts|Jason, Medea, Atalanta
Jane Eyre|||Jane Eyre, Edward Rochester, Bertha Mason
Wuthering Heights|||Heathcliff, Catherine Earnshaw, Nelly Dean
The Tempest|Shakespeare||Prospero, Miranda, Ariel, Caliban
Carmilla|||Carmilla Karnstein, Laura
The Count of Monte Cristo||Monte Cristo|Edmond Dantès, Mercédès, Haydée
Norse Mythology||Eddas|Loki, Thor, Odin, Freyja
The War of the Worlds||WotW|The Narrator, The Artilleryman
Little Women|||Jo March, Amy March, Beth March, Theodore Laurence
The Picture of Dorian Gray||Dorian Gray|Dorian Gray, Basil Hallward, Henry Wotton
Journey to the West||Xiyouji|Sun Wukong, Tang Sanzang, Zhu Bajie
The Mysterious Island|Extraordinary Voyages||Cyrus Smith, Gideon Spilett, Pencroff
Twelfth Night|Shakespeare||Viola, Orsino, Olivia
One Thousand and One Nights||Arabian Nights|Scheherazade, Aladdin, Sinbad
Strange Case of Dr Jekyll and Mr Hyde||Jekyll & Hyde|Henry Jekyll, Edward Hyde, Gabriel Utterson
Beowulf|||Beowulf, Grendel, Wiglaf
The Nutcracker|||Clara Stahlbaum, Drosselmeyer
The Snow Queen|||Gerda, Kai, The Snow Queen
"""


def worlds() -> list[tuple[str, str, list[str], list[str]]]:
    """The table: name, whole, other names, people."""
    found = []
    for line in WORLDS.strip().splitlines():
        name, whole, others, people = line.split("|")
        found.append((name, whole, _listed(others), _listed(people)))
    return found


def _listed(text: str) -> list[str]:
    return [word for word in text.split(", ") if word]
