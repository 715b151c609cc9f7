"""What a student gets back: one page that opens anywhere, asks nothing of anybody and says what to do next.

Three minutes with it. The student opens the file on a phone, on the bus. First stands what to do next: what the person
who marked wrote, one connection to try, one thing that a check did not find. Then each part of the work with its points
(only once a person has marked all of it; until then, who is waited for). Then what each check looked for and found, the
picture of the network, what changed since the last hand-in, and the student's own words with the comments beside them.
What could not be read stands above everything, with what to do about it.

The page is built of two things: the facts that marking left in the marked notebook, and the marks in the gradebook.
Neither is believed: each text is cleaned and escaped, and the answers and the picture are taken over only in the few
tags that cleaning and drawing write. No script is in the page, and its own policy allows none.
"""

from sourcenet.marking.feedback.marks import CellMark, FeedbackMarks, NotebookMarks
from sourcenet.marking.feedback.page import page
from sourcenet.marking.feedback.reading import read_marks
from sourcenet.marking.feedback.store import write_page, write_pages

__all__ = ["CellMark", "FeedbackMarks", "NotebookMarks", "page", "read_marks", "write_page", "write_pages"]
