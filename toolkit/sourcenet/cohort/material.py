"""What simulated learners have to draw on: questions, sources, and sentences that no two of them share."""

from __future__ import annotations

import random
from collections.abc import Iterator

__all__ = ["PLACEHOLDERS", "PLACES", "QUESTIONS", "answers", "sentences"]

QUESTIONS = (
    "Is it worth studying late at night?",
    "How can I tell what is true online?",
    "Do group projects teach more than lectures?",
    "Should a city close its centre to cars?",
    "How would I know whether a food label is honest?",
    "Does learning a language need a teacher?",
    "Who decides what a museum keeps?",
    "Is a degree worth what it costs?",
)

# name, kind, address; people by role, as the lessons ask.
PLACES = (
    ("my aunt, pharmacist", "person", ""),
    ("flatmate on the same course", "person", ""),
    ("course tutor", "person", ""),
    ("subject librarian", "person", ""),
    ("neighbour who drives a bus", "person", ""),
    ("study group chat", "community", ""),
    ("evening choir", "community", ""),
    ("town library", "library", ""),
    ("university library guide", "site", "https://library.example.org/guide"),
    ("Wikipedia", "site", "https://en.wikipedia.org"),
    ("Half an Hour", "site", "https://halfanhour.blogspot.com"),
    ("local newspaper", "site", "https://news.example.org"),
    ("podcast from the radio", "feed", "https://radio.example.org/feed"),
    ("PubMed", "database", "https://pubmed.ncbi.nlm.nih.gov"),
    ("Cochrane Library", "database", "https://www.cochranelibrary.com"),
    ("lecture notes of last year", "object", ""),
    ("my own notebook", "object", ""),
    ("the textbook of the course", "book", ""),
    ("a paper from the reading list", "paper", ""),
    ("AI assistant", "AI assistant", ""),
    ("map on my phone", "tool", ""),
    ("student union", "organisation", "https://union.example.org"),
    ("public talk in the museum", "event", ""),
    ("learning by connecting", "idea", ""),
)

#: Names of people who only want to be done.
PLACEHOLDERS = ("test", "asdf", "aaaa", "xxx", "source 1", "foo", "new source", "untitled")

_WHEN = (
    "On Tuesday before the seminar", "Twice last week, late in the evening,", "When the lecture had lost me",
    "The day before the essay was due", "On the bus home", "After the argument at the kitchen table",
    "In the first week, when I knew nobody,", "While I was writing the second page", "Between two shifts at work",
    "When two sites told me opposite things", "At the weekend, with time to read,", "During the revision week",
    "When I did not dare to ask in class", "After the tutor had named it", "Last month, by chance,",
    "In the queue for lunch", "When my own notes had run out", "On the phone, walking the dog,",
)  # fmt: skip
_DID = (
    "it gave me the one word I was missing", "it showed me who disagrees and why",
    "it sent me on to somebody who could answer", "it told me what to leave out",
    "it made me doubt a figure I had believed", "it explained the graph in two sentences",
    "it answered faster than any search", "it reminded me where the data came from",
    "it let me hear how people there talk about it", "it stopped me from citing an advert",
    "it gave an example from my own town", "it helped me to say it in my own words",
    "it asked me back a better question", "it kept what I would have forgotten",
    "it pointed at the weak spot of my plan", "it named two people worth reading",
)  # fmt: skip


def sentences(chance: random.Random) -> Iterator[str]:
    """Return reasons that are sentences of one's own, in an order of chance, none twice: 288 of them."""
    when, did = list(_WHEN), list(_DID)
    chance.shuffle(when)
    chance.shuffle(did)
    # The two lists are read at different speeds of return, so that neither half comes again soon.
    turns = [(a, (a + shift) % len(did)) for shift in range(len(did)) for a in range(len(when))]
    return (f"{when[a]} {did[b]}." for a, b in turns)


def answers(names: list[str], sentence: Iterator[str], assignment: str = "build-network") -> dict[str, str]:
    """Return the written pieces of somebody who looked at their own network.

    Parameters
    ----------
    names
        Names of sources, at least three.
    sentence
        Where fresh sentences come from.
    assignment
        For which assignment.

    Returns
    -------
    dict
        Name of the assignment's cell -> text.
    """
    first, second, third = names[0], names[1], names[2]
    ai = {"ai-declaration": "I used an AI assistant for first ideas; I checked each against another source."}
    if assignment == "appraise-and-critique":
        return {
            "my-verdict": (
                f"I had taken {first} for granted. {next(sentence)} Then {second} said the opposite, and had counted. "
                "My mistake was to trust what I meet often; next time I look first who could be hurt by a wrong answer."
            ),
            "my-voice": (
                f"Whoever works at night would say: you speak of {third} as if we could go there. {next(sentence)} "
                "They see what it costs to be asked only in the daytime."
            ),
            "my-position": (
                "I hold it for a way of looking. Siemens shows what it lets one see, Verhagen what it does not explain. "
                f"The strongest case against me is that older theories explain as much. {next(sentence)} "
                "A finding that only it predicts would move me."
            ),
            **ai,
        }
    if assignment == "grow-and-prune":
        return {
            "my-changes": (
                f"I connected {first} and {second}; it cost me an afternoon. {next(sentence)} I set the forum aside, and "
                f"with it lost the only quick answer. I kept {third}, although another was open to me. {next(sentence)}"
            ),
            "my-decision": (
                f"I had decided to keep {first}. {next(sentence)} The route of last week showed that it holds, "
                "except at night. Now I ask somebody before I decide alone."
            ),
            "my-plan": (
                f"In six months {second} is no longer my only way to figures. First step: I ask the librarian to show me "
                "the table, and offer to write down for others how it is read."
            ),
            **ai,
        }
    return {
        "my-network": (
            f"What my network does well is that {first} and {second} check each other. {next(sentence)} "
            f"What it does not let me see is the view of people who were there: {third} speaks about them, not with "
            f"them. The number that misleads is how often I turn to {first}; I go there out of habit. {next(sentence)} "
            "I left out the things I only know of, because I could not say what they would do for me."
        ),
        "my-route": (
            f"I started from my own doubt, went to {first} for the word, and from there to {second} for the figures. "
            f"If {second} were shut I would ask {third} in person."
        ),
        "my-offer": (
            f"I would offer {third} to a neighbour who asks where such figures come from; it would not help with an opinion."
        ),
        **ai,
    }
