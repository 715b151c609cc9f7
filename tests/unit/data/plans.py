"""The plan of the example networks, as the teaching plan has it: the shipped journals must come to the same.

A line of a table: name | kind | viewpoint | subject | access, setting | origin | what leads to it, how much it is
relied on, when it was last used. A line of reasons: start -> end | relation | why.
"""

TABLES = {
    "first-steps": """
friend on my course|person|yes|student life|open, informal|brought|me 5 2026-09
study group chat|community|yes|student life|login, informal|brought|me 4 2026-09; friend on my course 3
Reddit|community|yes|student life|open, informal|brought|me 3 2026-09; study group chat 3
AI assistant|AI assistant|-|general|login, informal|brought|me 4 2026-09; friend on my course 3; Reddit 2
my sleep diary|object|it depends|student life|open, informal|brought|me 3 2026-09; friend on my course 2; NHS website 2
course tutor|person|no|education|open, formal|brought|me 2 2026-06; friend on my course 1
Wikipedia|site|it depends|reference|open, informal|brought|me 4 2026-09; course tutor 2; AI assistant 1
NHS website|site|no|health|open, formal|added|me 2 2026-09; Wikipedia 2
library guide|site|-|information|open, formal|added|course tutor 1
subject librarian|person|-|information|open, formal|added|library guide 3
PubMed|database|-|health|open, formal|added|library guide 3; subject librarian 4
Cochrane Library|database|-|health|open, formal|added|library guide 3; subject librarian 4
""",
    "busy": """
course tutor|person|trust experts|education|open, formal|brought|me 3 2026-09
friend on my course|person|-|student life|open, informal|brought|me 5 2026-09
family group chat|community|-|home|login, informal|brought|me 4 2026-09
Google Search|tool|-|technology|open, informal|brought|me 5 2026-09; family group chat 2
YouTube|site|trust the crowd|general|open, informal|brought|me 5 2026-09; Google Search 4; friend on my course 3; family group chat 3
BBC News|site|trust experts|journalism|open, informal|brought|me 4 2026-09; family group chat 3
Full Fact|organisation|trust experts|journalism|open, informal|added|me 3 2026-08; BBC News 2; International Fact-Checking Network 3
Snopes|site|trust experts|journalism|open, informal|added|me 2 2026-06; International Fact-Checking Network 3
AFP Fact Check|site|trust experts|journalism|open, informal|added|International Fact-Checking Network 3; Full Fact 2
PolitiFact|site|trust experts|journalism|open, informal|added|International Fact-Checking Network 3; Snopes 2
FactCheck.org|site|trust experts|journalism|open, informal|added|International Fact-Checking Network 3; PolitiFact 2
Reuters Fact Check|site|trust experts|journalism|open, informal|added|International Fact-Checking Network 3; AFP Fact Check 2
Science Feedback|organisation|trust experts|science|open, informal|added|International Fact-Checking Network 3; Full Fact 1
International Fact-Checking Network|organisation|trust experts|journalism|open, formal|added|me 2 2026-08; Full Fact 3
Bellingcat|organisation|trust the crowd|journalism|open, informal|added|me 2 2026-07; Internet Archive 2; AFP Fact Check 1
library guide|site|teach readers|information|open, formal|added|me 2 2026-09; course tutor 3
subject librarian|person|teach readers|information|open, formal|added|me 2 2026-05; library guide 4
SIFT (The Four Moves)|idea|teach readers|information|open, informal|added|me 4 2026-09; library guide 3; subject librarian 4
CRAAP test|idea|teach readers|information|open, formal|added|library guide 4; subject librarian 2
Wineburg & McGrew 2019|paper|teach readers|education|login, formal|added|SIFT (The Four Moves) 4; Civic Online Reasoning 5
Civic Online Reasoning|site|teach readers|education|open, formal|added|me 3 2026-09; subject librarian 2; SIFT (The Four Moves) 2
UNESCO Media and Information Literacy|organisation|teach readers|education|open, formal|added|library guide 2; News Literacy Project 1
Jisc digital capabilities|organisation|teach readers|education|open, formal|added|library guide 2; course tutor 2
Net Smart (Rheingold)|book|teach readers|technology|paid, informal|added|me 2 2026-03; SIFT (The Four Moves) 1; elearnspace 2
News Literacy Project|organisation|teach readers|education|open, formal|added|Civic Online Reasoning 3; Snopes 1
university login|tool|-|information|login, formal|added|library guide 4
library catalogue|database|trust experts|information|login, formal|added|university login 5
JSTOR|database|trust experts|research|login, formal|added|university login 5; library catalogue 3
Scopus|database|trust experts|research|login, formal|added|university login 4; library catalogue 2
Web of Science|database|trust experts|research|login, formal|added|university login 3; Scopus 2
Nexis|database|trust experts|journalism|login, formal|added|university login 3; library catalogue 2
Oxford Reference|database|trust experts|reference|login, formal|added|university login 3; library catalogue 3
Hacker News|community|build tools|technology|open, informal|brought|me 5 2026-09; GitHub 2
GitHub|tool|build tools|technology|open, informal|brought|me 4 2026-09; Hacker News 4; Stack Overflow 3; arXiv 2
Stack Overflow|community|build tools|technology|open, informal|brought|me 4 2026-09; GitHub 4; Hacker News 3; Google Search 3
arXiv|database|build tools|technology|open, formal|brought|me 3 2026-09; Hacker News 4; GitHub 3
Ars Technica|site|build tools|technology|open, informal|brought|me 4 2026-09; Hacker News 4; Wired 2
Wired|site|build tools|technology|paid, informal|brought|me 3 2026-09; Hacker News 3; The Verge 2
The Verge|site|build tools|technology|open, informal|brought|me 4 2026-09; Hacker News 3; Ars Technica 3
MIT Technology Review|site|build tools|technology|paid, informal|brought|me 3 2026-08; Hacker News 3; arXiv 2
Electronic Frontier Foundation|organisation|set rules|law|open, informal|added|me 2 2026-07; Hacker News 3; Ars Technica 2
Half an Hour|site|trust the crowd|education|open, informal|added|me 3 2023-11; elearnspace 4; gRSShopper 3
elearnspace|site|trust the crowd|education|open, informal|added|me 3 2023-10; Half an Hour 4
Siemens 2005|paper|trust the crowd|education|open, formal|added|elearnspace 5; Half an Hour 3; CCK08 4
Downes 2012|book|trust the crowd|education|open, informal|added|Half an Hour 5; CCK08 3
gRSShopper|tool|trust the crowd|education|open, informal|added|me 1 2023-09; Half an Hour 4
mooc.ca|site|trust the crowd|education|open, informal|added|gRSShopper 3; CCK08 3
CCK08|event|trust the crowd|education|open, informal|added|Half an Hour 3; elearnspace 4
Wikipedia|site|trust the crowd|reference|open, informal|brought|me 5 2026-09; Google Search 4; SIFT (The Four Moves) 3
AI assistant|AI assistant|-|technology|login, informal|added|me 4 2026-09; Hacker News 2; GitHub 1
Internet Archive|library|trust the crowd|reference|open, informal|added|me 2 2026-06; Wikipedia 3; Snopes 2
Reddit|community|trust the crowd|general|open, informal|brought|me 4 2026-09; Hacker News 2; YouTube 2; friend on my course 2
Skeptics Stack Exchange|community|trust the crowd|science|open, informal|added|Reddit 1; Stack Overflow 2
flatmate in nursing|person|trust experts|health|open, informal|brought|friend on my course 1
NHS website|site|trust experts|health|open, formal|added|flatmate in nursing 4; Cochrane Library 2
PubMed|database|trust experts|health|open, formal|added|flatmate in nursing 3; Cochrane Library 4
Cochrane Library|database|trust experts|health|open, formal|added|flatmate in nursing 3; World Health Organization 2
World Health Organization|organisation|trust experts|health|open, formal|added|flatmate in nursing 2; NHS website 3
Ofcom|organisation|set rules|law|open, formal|added|BBC News 2; Full Fact 2
The Filter Bubble (Pariser)|book|set rules|technology|paid, informal|added|me 2 2026-02; Wired 2; Electronic Frontier Foundation 1
""",
    "debate": """
George Siemens|person|proponent|education|open, formal|-|me 3 2026-09; Stephen Downes 5
Stephen Downes|person|proponent|education|open, formal|-|me 3 2026-09; George Siemens 5
elearnspace|site|proponent|education|open, informal|-|George Siemens 5; Half an Hour 4
Half an Hour|site|proponent|education|open, informal|-|Stephen Downes 5; elearnspace 3
Siemens 2005a (digital age)|paper|proponent|education|open, formal|-|me 4 2026-09; George Siemens 5; elearnspace 4; Downes 2007 (what connectivism is) 3; CCK08 (the 2008 course) 4
Siemens 2005b (network-creation)|paper|proponent|education|open, formal|-|George Siemens 5; Siemens 2005a (digital age) 4; Learning in the Network Age (course) 3
Downes 2006 (connective knowledge)|paper|proponent|education|login, formal|-|Stephen Downes 5; Siemens 2005a (digital age) 2; Learning in the Network Age (course) 3
Downes 2007 (what connectivism is)|site|proponent|education|open, informal|-|me 3 2026-09; Half an Hour 5; Stephen Downes 5
Downes 2012 (collected essays)|book|proponent|education|open, informal|-|Stephen Downes 5; Downes 2006 (connective knowledge) 3; Downes 2007 (what connectivism is) 3
Downes 2014 (as learning theory)|site|proponent|education|open, informal|-|Half an Hour 5; Downes 2007 (what connectivism is) 4
Weller 2011 (The Digital Scholar)|book|proponent|education|open, formal|-|me 2 2026-08; Siemens 2005a (digital age) 2
gRSShopper|tool|-|technology|open, informal|-|Stephen Downes 5; mooc.ca 3
mooc.ca|site|proponent|education|open, informal|-|Stephen Downes 4; CCK08 (the 2008 course) 4
CCK08 (the 2008 course)|event|proponent|education|open, informal|-|George Siemens 4; Stephen Downes 4; gRSShopper 3
Verhagen 2006|paper|critic|education|open, informal|-|Kop & Hill 2008 4
Kop & Hill 2008|paper|critic|education|open, formal|-|me 3 2026-09; IRRODL 4; Siemens 2005a (digital age) 2
Bell 2011|paper|critic|technology|open, formal|-|IRRODL 4; Kop & Hill 2008 3; Verhagen 2006 1
Clara & Barbera 2013|paper|critic|psychology|login, formal|-|Bell 2011 2; social constructivism 3
Mackness, Mak & Williams 2010|paper|weighs both|education|open, formal|-|me 2 2026-09; CCK08 (the 2008 course) 3; Kop 2011 3
Kop 2011|paper|weighs both|education|open, formal|-|IRRODL 4; Kop & Hill 2008 3
Tschofen & Mackness 2012|paper|weighs both|psychology|open, formal|-|IRRODL 4; Mackness, Mak & Williams 2010 4
Goldie 2016|paper|weighs both|health|login, formal|-|me 2 2026-07; Kop & Hill 2008 2
Barnett, McPherson & Sandieson 2013|paper|uses it|education|open, formal|-|me 3 2026-09; Siemens 2005a (digital age) 2
Garcia et al. 2015|paper|uses it|education|login, formal|-|me 1 2026-06; Kop 2011 1
Guerin, Carter & Aitchison 2015|paper|uses it|education|login, formal|-|Garcia et al. 2015 1; Wenger 1998 (Communities of Practice) 3
IRRODL|site|weighs both|education|open, formal|-|me 2 2026-08; Kop & Hill 2008 4
social constructivism|idea|-|psychology|open, formal|-|Verhagen 2006 2; Wenger 1998 (Communities of Practice) 3
Wenger 1998 (Communities of Practice)|book|-|sociology|paid, formal|-|social constructivism 3
Latour 2005 (Reassembling the Social)|book|-|sociology|paid, formal|-|Bell 2011 3; Clara & Barbera 2013 1
Learning in the Network Age (course)|site|weighs both|education|login, formal|-|me 3 2026-09
""",
}

REASONS = {
    "first-steps": """
me -> friend on my course | asks | We revise on the phone after eleven; she knows what comes up in this course.
me -> study group chat | reads | Fastest answer at night, but everybody in it is awake for the same reason as I am.
study group chat -> Reddit | passes on | Half of what we post is a screenshot from there.
friend on my course -> my sleep diary | compares | She keeps one too; on Sundays we put them side by side.
me -> my sleep diary | keeps | The only source that is about me: four weeks of hours slept and marks in the quiz.
me -> course tutor | asks | Told me in June that he plans by weeks, not nights; I have not asked since.
me -> AI assistant | asks | Quick and polite at two in the morning; it agreed with me both times, whichever way I asked.
course tutor -> Wikipedia | recommends | As a first map of words, he said, never as the last stop.
Wikipedia -> NHS website | cites | The article on sleep hands over to it for advice.
NHS website -> my sleep diary | gave the form for | The table that I fill in is theirs, printed in June.
me -> NHS website | reads | Says the opposite of my chat, without shouting.
course tutor -> library guide | showed once | In induction week; I kept the address and have not been back.
library guide -> subject librarian | names | Bottom of the page: a name, a photo, office hours.
subject librarian -> Cochrane Library | teaches | Twenty-minute drop-in on reading a review, every second Tuesday.
""",
    "busy": """
library guide -> university login | goes through | Opens everything the library pays for; ends with my degree.
university login -> Scopus | lets in | Asked for every time; no other way that I know.
friend on my course -> flatmate in nursing | shares a flat with | Twice this year, in their kitchen; each time she sent me somewhere I would never have gone.
me -> AI assistant | asks | For first ideas; of five papers that it named for me, two could not be found anywhere.
flatmate in nursing -> Cochrane Library | sends me to | "Read the plain summary first", and she was right.
me -> Hacker News | reads | Daily since school; I notice that we all like the same solutions.
Hacker News -> Ars Technica | passes on | Most of what I open there ends here.
Full Fact -> AFP Fact Check | compares | Same claim, two offices, two languages: they do not always agree.
International Fact-Checking Network -> PolitiFact | same owner | Both belong to the Poynter Institute, so two badges are one voice here.
SIFT (The Four Moves) -> Civic Online Reasoning | agrees | Both say leave the page; one gives moves, the other three questions.
Civic Online Reasoning -> Wineburg & McGrew 2019 | rests on | The lessons come from watching fact checkers in that study.
me -> Half an Hour | read | Weekly until November 2023; I no longer know whether it still moves.
elearnspace -> Siemens 2005 | holds | Where the paper was first put up, by its author.
Wikipedia -> Internet Archive | keeps copies at | Dead references lead there; saved me twice.
Electronic Frontier Foundation -> The Filter Bubble (Pariser) | disagrees in part | One wants fewer rules on speech, the other more on sorting.
""",
    "debate": """
Siemens 2005a (digital age) -> Kop & Hill 2008 | is questioned by | They take his claim at its word and test it against what a theory has to do.
Kop & Hill 2008 -> Verhagen 2006 | reports | The earliest doubt: principles of what to learn, not of how.
Bell 2011 -> Latour 2005 (Reassembling the Social) | prefers | Offers actor-network theory among the tools for what connectivism alone does not explain.
social constructivism -> Clara & Barbera 2013 | is built on by | Cultural psychology, they say, explains learning on the web with fewer problems.
Downes 2007 (what connectivism is) -> Downes 2014 (as learning theory) | same author | Seven years later, the same blog: development, not a second opinion.
elearnspace -> Siemens 2005a (digital age) | holds | The author's own site: good for what he said, no evidence that he is right.
CCK08 (the 2008 course) -> Mackness, Mak & Williams 2010 | was studied in | Asked people who took part: freedom and diversity at a price in support.
Kop & Hill 2008 -> Kop 2011 | same author | Three years on, from "is it a theory?" to "what does it ask of learners?".
Mackness, Mak & Williams 2010 -> Tschofen & Mackness 2012 | same author | From the course to the person: not everybody wants to be seen connecting.
Siemens 2005a (digital age) -> Barnett, McPherson & Sandieson 2013 | was tried by | A teacher and two former students looked back at a course run on it.
IRRODL -> Bell 2011 | published | A special issue on connectivism that also printed its critics.
Wenger 1998 (Communities of Practice) -> Guerin, Carter & Aitchison 2015 | is used by | Blogging as a community of practice, with connectivism beside it: what does the newer word add?
Learning in the Network Age (course) -> Siemens 2005b (network-creation) | reads | A course that lists it among the learning theories and says that its standing is debated.
""",
}

_FIRST = {
    "Reddit": "https://www.reddit.com",
    "Wikipedia": "https://en.wikipedia.org",
    "NHS website": "https://www.nhs.uk",
    "PubMed": "https://pubmed.ncbi.nlm.nih.gov",
    "Cochrane Library": "https://www.cochranelibrary.com",
}
_OF_DEBATE_TOO = {
    "elearnspace": "http://www.elearnspace.org",
    "Half an Hour": "https://halfanhour.blogspot.com",
    "gRSShopper": "http://grsshopper.downes.ca",
    "mooc.ca": "http://mooc.ca",
}
_SIEMENS = "http://www.itdl.org/Journal/Jan_05/article01.htm"
_DOWNES = "http://www.downes.ca/files/Connective_Knowledge-19May2012.pdf"
URLS = {
    "first-steps": _FIRST,
    "busy": {
        **_FIRST,
        **_OF_DEBATE_TOO,
        "Siemens 2005": _SIEMENS,
        "Downes 2012": _DOWNES,
        "YouTube": "https://www.youtube.com",
        "BBC News": "https://www.bbc.co.uk/news",
        "Full Fact": "https://fullfact.org",
        "Snopes": "https://www.snopes.com",
        "AFP Fact Check": "https://factcheck.afp.com",
        "PolitiFact": "https://www.politifact.com",
        "FactCheck.org": "https://www.factcheck.org",
        "Reuters Fact Check": "https://www.reuters.com/fact-check",
        "Science Feedback": "https://science.feedback.org",
        "International Fact-Checking Network": "https://www.poynter.org/ifcn",
        "Bellingcat": "https://www.bellingcat.com",
        "SIFT (The Four Moves)": "https://hapgood.us",
        "Civic Online Reasoning": "https://cor.inquirygroup.org",
        "News Literacy Project": "https://newslit.org",
        "JSTOR": "https://www.jstor.org",
        "Scopus": "https://www.scopus.com",
        "Web of Science": "https://www.webofscience.com",
        "Oxford Reference": "https://www.oxfordreference.com",
        "Hacker News": "https://news.ycombinator.com",
        "GitHub": "https://github.com",
        "Stack Overflow": "https://stackoverflow.com",
        "arXiv": "https://arxiv.org",
        "Ars Technica": "https://arstechnica.com",
        "Wired": "https://www.wired.com",
        "The Verge": "https://www.theverge.com",
        "MIT Technology Review": "https://www.technologyreview.com",
        "Electronic Frontier Foundation": "https://www.eff.org",
        "Internet Archive": "https://archive.org",
        "Skeptics Stack Exchange": "https://skeptics.stackexchange.com",
        "World Health Organization": "https://www.who.int",
        "Ofcom": "https://www.ofcom.org.uk",
    },
    "debate": {
        **_OF_DEBATE_TOO,
        "Siemens 2005a (digital age)": _SIEMENS,
        "Downes 2007 (what connectivism is)": "http://halfanhour.blogspot.com/2007/02/what-connectivism-is.html",
        "Downes 2012 (collected essays)": _DOWNES,
        "IRRODL": "http://www.irrodl.org",
        "Learning in the Network Age (course)": "https://www.futurelearn.com/courses/learning-network-age",
    },
}
