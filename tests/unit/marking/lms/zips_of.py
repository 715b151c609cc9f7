"""Zips of hand-ins laid out as each LMS lays them out, of a class in which files are renamed, doubled, wrong and missing."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field
from pathlib import Path

from sourcenet.cohort.simulate import simulate
from sourcenet.courses.release import release

ROOT = Path(__file__).parents[4]
ASSIGNMENT = "build-network"
NOTEBOOK, JOURNAL = f"{ASSIGNMENT}.ipynb", "my-network.jsonl"


@dataclass
class Someone:
    """Somebody of the class: a number, an odd thing about their files, the files as they called them."""

    number: int
    odd: str
    files: list[tuple[str, bytes]] = field(default_factory=list)

    @property
    def name(self) -> str:
        return f"Learner {chr(65 + self.number % 26)}O'Test_{self.number}"

    @property
    def key(self) -> str:
        return str(1_200_000 + self.number)


ODD = (
    "", "renamed", "in a folder", "in a zip", "two attempts", "no journal", "no notebook", "a picture instead",
    "nothing but text", "control name",
)  # fmt: skip


def a_class(n: int = 30) -> list[Someone]:
    """Make a class whose members hand in as people do."""
    notebook = release(ROOT / "assignments" / "source" / ASSIGNMENT)[NOTEBOOK]
    learners = simulate(4, seed=3)
    journals = [_journal(one) for one in learners]
    everybody = []
    for number in range(n):
        odd = ODD[number % len(ODD)]
        journal = journals[number % len(journals)]
        everybody.append(Someone(number, odd, _files(odd, notebook, journal)))
    return everybody


def _journal(learner: object) -> bytes:
    from sourcenet.model.events import Event, encode

    lines, head = [], ""
    for one in learner.network.events:  # type: ignore[attr-defined]
        event = Event(one.id, one.at, one.by, one.do, one.fields, group=one.group)
        lines.append(encode(event, head))
        head = event.sum
    return b"".join(lines)


def _files(odd: str, notebook: bytes, journal: bytes) -> list[tuple[str, bytes]]:
    whole = [(NOTEBOOK, notebook), (JOURNAL, journal)]
    if odd == "renamed":
        return [("final (2) really.ipynb", notebook), ("export.txt", journal)]
    if odd == "in a folder":
        return [(f"week 3/{name}", data) for name, data in whole]
    if odd == "in a zip":
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as inside:
            for name, data in whole:
                inside.writestr(name, data)
        return [("hand in.zip", packed.getvalue())]
    if odd == "two attempts":
        return [(NOTEBOOK, notebook), ("build-network (1).ipynb", notebook), (JOURNAL, journal)]
    if odd == "no journal":
        return whole[:1]
    if odd == "no notebook":
        return whole[1:]
    if odd == "a picture instead":
        return [("screenshot.png", b"\x89PNG\r\n\x1a\n" + bytes(64))]
    if odd == "nothing but text":
        return [("essay.docx", b"PK\x03\x04" + bytes(64))]
    if odd == "control name":
        return [("build\u202enetwork.ipynb", notebook), (JOURNAL, journal)]
    return whole


def moodle(people: list[Someone], *, blind: bool = False, flat: bool = False, newer: bool = True) -> dict[str, bytes]:
    """Return the members of Moodle's zip."""
    found = {}
    for one in people:
        who = f"Participant_{one.key}" if blind else f"{one.name.replace('_', ' ')}_{one.key}"
        folder = f"{who}_assignsubmission_file" + ("" if newer else "_")
        for name, data in one.files:
            found[f"{folder}_{name.rpartition('/')[2]}" if flat else f"{folder}/{name}"] = data
    return found


def canvas(people: list[Someone], *, late: bool = False) -> dict[str, bytes]:
    """Return the members of Canvas's zip."""
    found = {}
    for one in people:
        for number, (name, data) in enumerate(one.files):
            mark = "LATE_" if late and one.number % 5 == 0 else ""
            own = f"testlearner{one.number}_{mark}{one.key}_{9_000 + one.number * 10 + number}"
            found[f"{own}_{name.rpartition('/')[2]}"] = data
    return found


def blackboard(people: list[Someone]) -> dict[str, bytes]:
    """Return the members of Blackboard's zip."""
    found = {}
    for one in people:
        head = f"Map what you use_user{one.number:02}_attempt_2026-11-20-10-{one.number:02}-00"
        slip = f"Name: Test Learner (user{one.number:02})\nAssignment: Map\nDate Submitted: Friday, 20 November 2026 10:{one.number:02}:00 o'clock GMT\n"
        found[f"{head}.txt"] = slip.encode()
        for name, data in one.files:
            found[f"{head}_{name.rpartition('/')[2]}"] = data
    return found


def pack(path: Path, members: dict[str, bytes]) -> Path:
    """Write a zip."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for name, data in members.items():
            out.writestr(name, data)
    return path


def moodle_sheet(people: list[Someone], *, most: str = "100.00") -> bytes:
    """Return Moodle's grading worksheet, with the byte order mark it begins with and one row that may not be changed."""
    lines = [
        "Identifier,\"Full name\",\"Email address\",Status,Grade,\"Maximum Grade\",\"Grade can be changed\","
        "\"Last modified (submission)\",\"Last modified (grade)\",\"Feedback comments\""
    ]
    for one in people:
        change = "No" if one.number == 1 else "Yes"
        lines.append(
            f'"Participant {one.key}","=HYPERLINK(1) {one.name}",learner@example.org,"Submitted for grading",,{most},'
            f'{change},"Friday, 20 November 2026, 10:00 AM",-,'
        )
    return "\ufeff".encode() + "\r\n".join(lines).encode() + b"\r\n"
