"""The shapes by which a text is searched for sources. Every one has an upper bound, so that each reads the text once."""

from __future__ import annotations

import re

__all__ = [
    "APPOSED",
    "ARXIV",
    "AUTHOR",
    "BODY",
    "BOOKISH",
    "CITED",
    "COMMON",
    "DOI",
    "FORUM",
    "HALF",
    "HOUSE",
    "HOUSE_SAYS",
    "ISBN",
    "LETTERS",
    "ORGANISATION",
    "PERIODICAL",
    "PERSON_BEFORE",
    "PERSON_OF",
    "PERSON_SAYS",
    "PRESS",
    "REFERENCE",
    "SAID_PERSON",
    "SORTS",
    "TITLE",
    "TITLED",
    "TRAIL",
    "TWO_BEFORE",
    "TWO_PERSONS",
    "URL",
    "VOLUME",
]

URL = re.compile(
    r"https?://[^\s<>\"'`\\^{|}]{2,1500}|(?<![\w.@])www\.[a-z0-9-]{1,60}\.[^\s<>\"'`\\^{|}]{2,1000}", re.IGNORECASE
)
FORUM = re.compile(r"(?<![\w/])r/[A-Za-z0-9_]{3,21}(?!\w)")
DOI = re.compile(r"(?<![\w/])(?:doi:?\s{0,2})?10\.\d{4,9}/[^\s\"<>]{1,200}", re.IGNORECASE)
ISBN = re.compile(r"(?<!\w)ISBN(?:-1[03])?:?\s{0,2}([\d][\d\s-]{8,20}[\dXx])", re.IGNORECASE)
ARXIV = re.compile(r"(?<!\w)arXiv:\s{0,2}\d{4}\.\d{4,5}(?:v\d{1,2})?", re.IGNORECASE)
W = r"[A-Z][A-Za-z\u00c0-\u024f'’-]{1,30}"
# "Wineburg and McGrew (2019)", "Mackness, Mak and Williams (2010)", "Brodsky et al. (2021)", "(Kop & Hill, 2008)"
CITED = re.compile(
    rf"(?<![\w-])({W}(?:(?:, {W}){{0,4}},? (?:and|&) {W}| et al\.)?)(?:,? \((\d{{4}})[a-z]?(?:, [^()]{{0,40}})?\)|, (\d{{4}})[a-z]?(?=[);,]))"
)
TWO_BEFORE = re.compile(r"[A-Z][\w'’-]+ [A-Z][\w'’-]+ $")
TITLED = re.compile(r"[\"“‘]([A-Z][^\"”’“\n]{8,180})[\"”’]")
BOOKISH = re.compile(
    r"(?:book|novel|volume|chapter|author of|wrote)\W{0,3}(?:called|titled|entitled)?\W{0,3}$", re.IGNORECASE
)
HOUSE = (
    r"University|Institute|Institution|Foundation|Association|Society|Council|Commission|Committee|Agency|Authority|Centre|Center"
    r"|Organisation|Organization|Ministry|Department|Office|Trust|Union|Federation|Network|College|School|Library|Museum|Press|Bank"
    r"|Hospital|Laboratory|Academy|Consortium|Initiative|Group|Project|Archive|Times|Post|Guardian|Herald|Journal|Review|News"
)
CAP = r"(?:[A-Z][\w\u00c0-\u024f'’&-]{0,40}|[A-Z][a-z]{0,2}\.|(?:[A-Z]\.){2,4})"
ORGANISATION = re.compile(
    rf"(?<![\w-])(?:the )?((?:{CAP} ){{0,4}}(?:{HOUSE})(?: (?:of|for|on|in) (?:the )?{CAP}(?: (?:and |of )?{CAP}){{0,4}})?)(?: \(([A-Z]{{2,8}})\))?(?!\w)"
)
# "International Review of Research in Open and Distributed Learning": such a name goes on where others would end.
PERIODICAL = re.compile(
    rf"(?<![\w-])((?:{CAP} ){{0,4}}(?:Journal|Review|Quarterly|Bulletin|Annals|Record|Letters)(?: (?:of|for|on|in|and) {CAP}(?: {CAP}){{0,3}}){{0,4}})(?!\w)"
)
# "the Guardian reports", "that Ofcom fined"
REPORTS = r"reports|reported|fined|ruled|announced|estimates|estimated|published figures|published a"
HOUSE_SAYS = re.compile(rf"(?:\b[Tt]he |(?<=[a-z] ))({CAP}(?: {CAP}){{0,3}})(?= (?:{REPORTS})\b)")
# "Half an Hour, a blog": what it is stands behind it.
SORTS = {
    "blog": "site", "website": "site", "site": "site", "encyclopedia": "site", "podcast": "feed", "newsletter": "feed", "channel": "feed",
    "magazine": "feed", "newspaper": "organisation", "forum": "community", "mailing list": "community", "app": "tool", "tool": "tool",
    "database": "database", "archive": "database", "library": "library", "charity": "organisation", "company": "organisation",
    "think tank": "organisation", "fact checker": "organisation", "regulator": "organisation", "conference": "event", "textbook": "book",
}  # fmt: skip
APPOSED = re.compile(
    rf"(?<![\w-])({CAP}(?: (?:an?|the|of|and|in|for|{CAP})){{0,6}}),? (?:which )?(?:is )?(?:an?|the) (?:[a-z-]{{1,20}} ){{0,2}}({'|'.join(SORTS)})\b"
)
# "Bell, F. (2011). Connectivism: Its place in ..."
AUTHOR = rf"{W}(?: {W})?, (?:[A-Z]\.[ -]?){{1,4}}+"
REFERENCE = re.compile(
    rf"(?<![\w-])({AUTHOR}(?:(?:,? ?(?:&|and) |[,;] ){AUTHOR}){{0,7}}+(?:,? et al\.)?) ?\(?((?:1[5-9]|20)\d\d)[a-z]?\)?[.,:]? [\"“‘]?([A-Z][^.\n]{{7,220}}?)[\"”’]?[.?\n]([^\n]{{0,120}})"
)
PRESS = re.compile(r"Press|Publish|Books|Routledge|Springer|Wiley|Sage|Penguin|Verlag|Suhrkamp|Palgrave|McGraw|Pearson")
VOLUME = re.compile(r"\d+ ?\(\d+\)|, \d+, \d+|\bvol\.|\bpp?\. ?\d|Journal|Review")
LETTERS = re.compile(rf"(?<![\w-])((?:{CAP} (?:of |for |and |the |on )?){{1,6}}{CAP}) \(([A-Z]{{2,8}})\)")
TITLE = r"Dr|Prof|Professor|Mr|Mrs|Ms|Sir|Dame|Judge|Senator|Minister"
GIVEN = rf"{W}(?: [A-Z]\.)?(?: (?:van|von|de|der|den|da|di|bin|al|la|le))?"
PERSON_BEFORE = re.compile(rf"(?<![\w-])(?:{TITLE})\.? ((?:{GIVEN} )?{W})(?!\w)")
SAYS = r"published|studied|watched|showed|shows|teaches|taught|works|worked|leads|led|edited|founded|says|said|argues|argued|writes|wrote|explains|explained|told|notes|noted|claims|claimed|suggests|suggested|found|asks|warns|warned|believes"
PERSON_SAYS = re.compile(rf"(?<![\w-])({GIVEN} {W})(?=,? (?:{SAYS}|who|an? [a-z]+(?: [a-z]+)? (?:at|of|from|in))\b)")
SAID_PERSON = re.compile(
    rf"\b(?:according to|says|said|by|interview with|quoted|asked|professor|researcher|author|journalist|teacher|colleague) ({GIVEN} {W})(?!\w)"
)
TWO_PERSONS = re.compile(rf"(?<![\w-])({GIVEN} {W}) and (?={GIVEN} {W}(?:,? (?:{SAYS})\b| (?:of|at|from) ))")
PERSON_OF = re.compile(rf"(?<![\w-])({GIVEN} {W})(?=,? (?:of|at|from) (?:the )?(?:{CAP} ){{0,3}}(?:{HOUSE})\b)")
# What the name of a public body begins with, and no given name does.
BODY = frozenset(
    [
        "Statistics",
        "National",
        "Royal",
        "International",
        "World",
        "Global",
        "European",
        "United",
        "Public",
        "Open",
        "Health",
        "Federal",
        "Amnesty",
    ]
)
TRAIL = ".,;:!?)]}'\"’”>"
# Words that begin a sentence, or a month, or a place in a text, and are nobody's name.
COMMON = frozenset(
    ["The", "This", "That", "These", "Those", "There", "Then", "When", "Where", "While", "What", "Who", "Why", "How", "However", "Although", "Because", "If", "It", "Its", "In", "On", "At", "As", "A", "An", "And", "But", "Or", "For", "From", "With", "Without", "Of", "To", "By", "He", "She", "They", "We", "You", "I", "His", "Her", "Their", "Our", "My", "Your", "One", "Two", "Three", "Some", "Many", "Most", "All", "No", "Not", "Yes", "Also", "After", "Before", "During", "Since", "Under", "Over", "Between", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December", "Figure", "Table", "Chapter", "Section", "Page", "Appendix", "Read", "See", "Even", "Only", "Each", "Every", "Both", "Such", "Here", "Now", "Today", "Yesterday", "Recently", "Late", "Early", "First", "Second", "Last", "Next", "Another", "Other"]
)  # fmt: skip
#: What a name may begin with, and is no name by itself.
HALF = frozenset(["English", "French", "German", "Spanish", "American", "British", "European", "Chinese", "New"])
