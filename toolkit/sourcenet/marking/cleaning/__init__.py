"""Cleaning what a learner wrote before a marker's browser sees it: the words stay, nothing in them runs or loads.

Markdown is rendered here, once, and what is rendered is cleaned. The result is one line of HTML in a ``div``, which
every later reader (nbconvert, formgrader, JupyterLab) hands through as it is: there is no second reader of Markdown
that could disagree on what is markup.
"""

from sourcenet.marking.cleaning.answers import ANSWER, markdown, written
from sourcenet.marking.cleaning.attached import MOST_PICTURES, attachments
from sourcenet.marking.cleaning.plain import CODE, code, html_text, said

__all__ = [
    "ANSWER",
    "CODE",
    "MOST_PICTURES",
    "attachments",
    "code",
    "html_text",
    "markdown",
    "said",
    "written",
]
