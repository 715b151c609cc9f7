"""How nbgrader is to run this course. It stands in the course's own folder and means that folder, wherever it lies."""

from pathlib import Path

from nbconvert.preprocessors import ClearMetadataPreprocessor
from nbgrader.preprocessors import (
    AssignLatePenalties,
    CheckCellMetadata,
    Execute,
    IgnorePattern,
    LimitOutput,
)

from sourcenet.marking.guards import AsHandedIn, HeldAgainstOurs
from sourcenet.marking.words_as_text import WordsAsText

c = get_config()  # noqa: F821 - nbgrader gives it to this file

# Said here, because a folder named in a person's own nbgrader settings would win over the one they stand in.
c.CourseDirectory.root = str(Path(__file__).resolve().parent)
c.CourseDirectory.course_id = "sourcenet"

# What stands where a student writes. courses/release.py says the same to those who have no nbgrader.
c.ClearSolutions.text_stub = "*Write here.*"

# Whoever starts autograding: every cell runs whatever its tags say; a check's figure is held against the one worked
# out from the network that was handed in; what students write, and what their code gives, reaches a marker as text.
c.Autograde.autograde_preprocessors = [
    AsHandedIn,
    Execute,
    IgnorePattern,
    ClearMetadataPreprocessor,
    LimitOutput,
    HeldAgainstOurs,  # nbgrader's SaveAutoGrades, and more
    AssignLatePenalties,
    CheckCellMetadata,
    WordsAsText,
]
