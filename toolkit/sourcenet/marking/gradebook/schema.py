"""Which gradebooks can be written directly: those whose every column is known."""

from __future__ import annotations

import sqlite3

__all__ = ["KNOWN", "is_known"]

#: Version of the schema, as nbgrader's own upgrades (alembic) stamp it -> table -> its columns.
KNOWN = {
    "e43177bfe90b": {
        "student": "id first_name last_name email lms_user_id",
        "assignment": "id name duedate course_id",
        "notebook": "id name assignment_id kernelspec",
        "source_cell": "id name cell_type source checksum locked notebook_id",
        "base_cell": "id name notebook_id type",
        "grade_cells": "id max_score cell_type",
        "solution_cells": "id",
        "task_cells": "id max_score cell_type",
        "submitted_assignment": "id assignment_id student_id timestamp extension",
        "submitted_notebook": "id assignment_id notebook_id flagged late_submission_penalty",
        "grade": "id notebook_id cell_id auto_score manual_score extra_credit needs_manual_grade",
        "comment": "id notebook_id cell_id auto_comment manual_comment",
    }
}


def is_known(base: sqlite3.Connection) -> bool:
    """Tell whether a gradebook is laid out in a way that we know to the last column.

    Parameters
    ----------
    base
        The gradebook, open.
    """
    if not base.execute("select 1 from sqlite_master where name = 'alembic_version'").fetchone():
        return False
    versions = [version for (version,) in base.execute("select version_num from alembic_version")]
    tables = KNOWN.get(versions[0]) if len(versions) == 1 else None
    if tables is None:
        return False
    return all(
        {name for (name,) in base.execute("select name from pragma_table_info(?)", (table,))} == set(columns.split())
        for table, columns in tables.items()
    )
