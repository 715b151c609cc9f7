"""Between an LMS and a course: its zip of hand-ins comes in, feedback pages and its grading sheet go out.

``collect`` and ``give_back`` are the two ways; everything else is for them. Layouts were verified in the source of
Moodle (4.1 and before) and Canvas, and for Blackboard, whose source is closed, in programs of others that read its
files; each file says what it rests on.
"""

from __future__ import annotations
