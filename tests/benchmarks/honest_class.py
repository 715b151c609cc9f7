"""A course with a class of honest submissions whose journals have 300 to 1,000 events: what the benchmarks mark."""

from __future__ import annotations

import random
import shutil
from datetime import datetime, timedelta
from pathlib import Path

from sourcenet.cohort.simulate import Learner, simulate
from sourcenet.marking.course import Course
from sourcenet.marking.rehearsal import _set
from sourcenet.marking.scripts import write_answers

NAME = "build-network"
DUE = datetime(2026, 11, 20, 12)
# A class is made of so many different learners; more are the same work under other names.
DISTINCT = 60
_DISHONEST = {"broken notebook", "damaged journal", "hostile text", "empty"}


def make_course(folder: Path) -> Course:
    """Make a course whose assignment is due on a day."""
    course = Course.make(folder)
    course.generate(NAME, due=DUE)
    return course


def make_class(course: Course, n: int, *, seed: int = 1, own: Path) -> list[str]:
    """Hand in n honest submissions, one in five of them late; ``own`` is where the learners work."""
    made = [one for one in simulate(2 * min(n, DISTINCT) + 13, seed=seed, folder=own) if one.habit not in _DISHONEST]
    made = made[: min(n, DISTINCT)]
    folders = [_work(course, learner, own / learner.id, random.Random(f"{seed} {learner.id}")) for learner in made]
    width = max(2, len(str(n)))
    learners = [f"learner-{number:0{width}}" for number in range(1, n + 1)]
    for number, learner in enumerate(learners):
        at = DUE + timedelta(hours=5 if number % 5 == 4 else -5, minutes=number)
        course.place(NAME, learner, sorted(folders[number % len(folders)].iterdir()), at=at)
    return learners


def work_on(learner: Learner, chance: random.Random, events: int) -> None:
    """Let a learner go on for weeks: notes written and rewritten, strengths changed, in as many events as asked for."""
    network = learner.network
    while len(network.events) < events:
        missing = events - len(network.events)
        with network.group("a week"):
            for _turn in range(min(missing, 40)):
                if network.connections and chance.random() < 0.5:
                    network.edit(chance.choice(network.connections), strength=chance.randint(1, 5))
                elif network.sources:
                    days = chance.randint(1, 10_000)
                    network.edit(chance.choice(network.sources), notes=f"Looked at it again, page {days}.")
                else:
                    return


def _work(course: Course, learner: Learner, own: Path, chance: random.Random) -> Path:
    work_on(learner, chance, chance.randint(300, 1000))
    folder = own / NAME
    shutil.copytree(course.folder / "release" / NAME, folder)
    for notebook in folder.glob("*.ipynb"):
        write_answers(notebook, learner.answers)
    with _set(SOURCENET_FOLDER=str(own)):
        learner.network.hand_in(NAME)
    return folder
