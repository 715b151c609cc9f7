"""A gradebook as nbgrader 0.9 makes it, in plain SQL: a test in tests/notebooks holds it to the real one."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

NAME = "build-network"
DUE = "2026-11-20 12:00:00.000000"
#: Cells with points: name -> points, kind of cell, kind of row.
GRADED = {
    "check-reasons": (10.0, "code", "GradeCell"),
    "check-route": (6.0, "code", "GradeCell"),
    "my-route": (15.0, "markdown", "GradeCell"),
    "connect-task": (25.0, "markdown", "TaskCell"),
}
#: Cells with comments; the last is a place to write without points.
COMMENTED = {"my-route": "SolutionCell", "connect-task": "TaskCell", "aside": "SolutionCell"}

SCHEMA = """
CREATE TABLE student (id VARCHAR(128) NOT NULL, first_name VARCHAR(128), last_name VARCHAR(128), email VARCHAR(128),
    lms_user_id VARCHAR(128), PRIMARY KEY (id));
CREATE TABLE course (id VARCHAR(128) NOT NULL, PRIMARY KEY (id), UNIQUE (id));
CREATE TABLE assignment (id VARCHAR(32) NOT NULL, name VARCHAR(128) NOT NULL, duedate DATETIME,
    course_id VARCHAR(128) NOT NULL, PRIMARY KEY (id), UNIQUE (name), FOREIGN KEY(course_id) REFERENCES course (id));
CREATE TABLE notebook (id VARCHAR(32) NOT NULL, name VARCHAR(128) NOT NULL, assignment_id VARCHAR(32),
    kernelspec VARCHAR(1024), PRIMARY KEY (id), UNIQUE (name, assignment_id),
    FOREIGN KEY(assignment_id) REFERENCES assignment (id));
CREATE TABLE submitted_assignment (id VARCHAR(32) NOT NULL, assignment_id VARCHAR(32), student_id VARCHAR(128),
    timestamp DATETIME, extension DATETIME, PRIMARY KEY (id), UNIQUE (assignment_id, student_id),
    FOREIGN KEY(assignment_id) REFERENCES assignment (id), FOREIGN KEY(student_id) REFERENCES student (id));
CREATE TABLE base_cell (id VARCHAR(32) NOT NULL, name VARCHAR(128) NOT NULL, notebook_id VARCHAR(32) NOT NULL,
    type VARCHAR(50), PRIMARY KEY (id), UNIQUE (name, notebook_id, type),
    FOREIGN KEY(notebook_id) REFERENCES notebook (id));
CREATE TABLE source_cell (id VARCHAR(32) NOT NULL, name VARCHAR(128) NOT NULL, cell_type VARCHAR(8) NOT NULL,
    locked BOOLEAN NOT NULL, source TEXT, checksum VARCHAR(128), notebook_id VARCHAR(32), PRIMARY KEY (id),
    UNIQUE (name, notebook_id), FOREIGN KEY(notebook_id) REFERENCES notebook (id));
CREATE TABLE submitted_notebook (id VARCHAR(32) NOT NULL, assignment_id VARCHAR(32), notebook_id VARCHAR(32),
    flagged BOOLEAN, late_submission_penalty FLOAT, PRIMARY KEY (id), UNIQUE (notebook_id, assignment_id),
    FOREIGN KEY(assignment_id) REFERENCES submitted_assignment (id),
    FOREIGN KEY(notebook_id) REFERENCES notebook (id));
CREATE TABLE grade_cells (id VARCHAR(32) NOT NULL, max_score FLOAT NOT NULL, cell_type VARCHAR(8) NOT NULL,
    PRIMARY KEY (id), FOREIGN KEY(id) REFERENCES base_cell (id));
CREATE TABLE solution_cells (id VARCHAR(32) NOT NULL, PRIMARY KEY (id), FOREIGN KEY(id) REFERENCES base_cell (id));
CREATE TABLE task_cells (id VARCHAR(32) NOT NULL, max_score FLOAT NOT NULL, cell_type VARCHAR(8) NOT NULL,
    PRIMARY KEY (id), FOREIGN KEY(id) REFERENCES base_cell (id));
CREATE TABLE grade (id VARCHAR(32) NOT NULL, notebook_id VARCHAR(32), cell_id VARCHAR(32), auto_score FLOAT,
    manual_score FLOAT, extra_credit FLOAT, needs_manual_grade BOOLEAN NOT NULL, PRIMARY KEY (id),
    UNIQUE (cell_id, notebook_id), FOREIGN KEY(notebook_id) REFERENCES submitted_notebook (id),
    FOREIGN KEY(cell_id) REFERENCES base_cell (id));
CREATE TABLE comment (id VARCHAR(32) NOT NULL, notebook_id VARCHAR(32), cell_id VARCHAR(32), auto_comment TEXT,
    manual_comment TEXT, PRIMARY KEY (id), UNIQUE (cell_id, notebook_id),
    FOREIGN KEY(notebook_id) REFERENCES submitted_notebook (id), FOREIGN KEY(cell_id) REFERENCES base_cell (id));
CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL);
INSERT INTO alembic_version VALUES ('e43177bfe90b');
"""


def make_gradebook(course: Path) -> Path:
    """Make a course's gradebook with one assignment of one notebook, due on a day."""
    course.mkdir(parents=True, exist_ok=True)
    path = course / "gradebook.db"
    with closing(sqlite3.connect(path)) as base:
        base.executescript(SCHEMA)
        base.execute("insert into course values ('default_course')")
        base.execute("insert into assignment values ('a', ?, ?, 'default_course')", (NAME, DUE))
        base.execute("insert into notebook values ('n', ?, 'a', '{}')", (NAME,))
        for name, (points, kind, row) in GRADED.items():
            table = "grade_cells" if row == "GradeCell" else "task_cells"
            base.execute("insert into base_cell values (?, ?, 'n', ?)", (f"{row}-{name}", name, row))
            base.execute(f"insert into {table} values (?, ?, ?)", (f"{row}-{name}", points, kind))
        for name, row in COMMENTED.items():
            if row == "SolutionCell":
                base.execute("insert into base_cell values (?, ?, 'n', ?)", (f"{row}-{name}", name, row))
                base.execute("insert into solution_cells values (?)", (f"{row}-{name}",))
        base.commit()
    return path


_ASK = {
    "submissions": "select student_id, timestamp, extension from submitted_assignment order by 1",
    "notebooks": (
        "select student_id, notebook.name, flagged, late_submission_penalty from submitted_notebook s"
        " join submitted_assignment a on a.id = s.assignment_id join notebook on notebook.id = s.notebook_id order by 1, 2"
    ),
    "grades": (
        "select student_id, base_cell.name, base_cell.type, auto_score, manual_score, extra_credit, needs_manual_grade,"
        " typeof(auto_score), typeof(needs_manual_grade) from grade"
        " join submitted_notebook s on s.id = grade.notebook_id join submitted_assignment a on a.id = s.assignment_id"
        " join base_cell on base_cell.id = grade.cell_id order by 1, 2, 3"
    ),
    "comments": (
        "select student_id, base_cell.name, base_cell.type, auto_comment, manual_comment from comment"
        " join submitted_notebook s on s.id = comment.notebook_id join submitted_assignment a on a.id = s.assignment_id"
        " join base_cell on base_cell.id = comment.cell_id order by 1, 2, 3"
    ),
    "students": "select * from student order by 1",
}


def rows_of(course: Path) -> dict[str, list[tuple]]:
    """Read everything that a gradebook says of submissions, whatever the rows' own ids."""
    with closing(sqlite3.connect(course / "gradebook.db")) as base:
        return {name: base.execute(ask).fetchall() for name, ask in _ASK.items()}


def change(course: Path, sql: str, *values: object) -> None:
    """Change a gradebook as a person or another program does."""
    with closing(sqlite3.connect(course / "gradebook.db")) as base:
        base.execute(sql, values)
        base.commit()
