"""Judging: a course run through nbgrader, marks in and out of its gradebook, a rehearsal of the whole."""
