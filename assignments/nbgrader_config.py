"""How nbgrader is to run this course. It stands in the course's own folder and means that folder, wherever it lies.

Marks come from what was handed in, not from running it: see docs/mark-submissions.md. The same settings serve
``nbgrader autograde``, formgrader's Autograde button and JupyterHub. Lines of your own go at the end.
"""

from pathlib import Path

from nbgrader.converters import GenerateAssignment
from nbgrader.preprocessors import AssignLatePenalties

c = get_config()  # noqa: F821 - nbgrader gives it to this file

# Said here, because a folder named in a person's own nbgrader settings would win over the one they stand in.
c.CourseDirectory.root = str(Path(__file__).resolve().parent)
c.CourseDirectory.course_id = "sourcenet"

# What stands where a student writes. courses/release.py says the same to those who have no nbgrader.
c.ClearSolutions.text_stub = "*Write here.*"

# In the place of each submitted notebook: the document made of what was handed in. It is named and not imported, so that
# nbgrader stops here where sourcenet is missing; with settings that cannot be read it would go on with its own, which
# run students' code.
c.Autograde.exporter_class = "sourcenet.marking.preprocessors.FromTheData"
c.Autograde.sanitize_preprocessors = []
c.Autograde.autograde_preprocessors = []

try:
    from sourcenet.marking.preprocessors import DataOnly, SaveMarks
except ImportError:
    pass
else:
    # No Execute: nothing is run. What lateness costs is worked out as nbgrader does, by the plugin that is set for it.
    c.Autograde.autograde_preprocessors = [SaveMarks, AssignLatePenalties]
    # An assignment whose check cells could not be marked from the data is refused, with the cell and the line.
    # The whole list, not an insertion: formgrader reads this file anew with every page, and would insert each time.
    c.GenerateAssignment.preprocessors = [DataOnly, *GenerateAssignment.preprocessors.default()]
