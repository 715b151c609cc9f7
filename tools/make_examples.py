"""Make the journals of the example networks from the readable tables in tools/examples.

Run it after a table has changed: ``python tools/make_examples.py``. The same table gives the same bytes: ids
come from what a line says, times from its day, so that lessons and tests can name them for good.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from hashlib import blake2b
from pathlib import Path
from typing import Any

from sourcenet.model.events import FORMAT, Event, encode

TABLES = Path(__file__).parent / "examples"
SHIPPED = Path(__file__).parent.parent / "toolkit" / "sourcenet" / "data" / "examples"
PACE = timedelta(seconds=70)


class Table:
    """A table of one example, read line by line into events."""

    def __init__(self, path: Path) -> None:
        self.name = path.stem
        self.learner = self.question = self.language = ""
        self.clock = datetime.min
        self.known: dict[str, str] = {"me": "me"}
        self.events: list[Event] = []
        for number, (verb, rest, more) in enumerate(_lines(path), 1):
            try:
                getattr(self, f"_{verb}")(rest, more)
            except (AttributeError, KeyError, ValueError) as error:
                raise SystemExit(f"{path.name}, entry {number} ({verb} {rest}): {error!r}") from error

    def journal(self) -> bytes:
        """Return the lines of the journal, each with its sum."""
        lines, prev = [], ""
        for event in self.events:
            lines.append(encode(event, prev))
            prev = event.sum
        return b"".join(lines)

    def _did(self, do: str, *, by: str = "", **fields: Any) -> str:
        seed = f"{self.name} {len(self.events)} {do}".encode()
        number, letters = int.from_bytes(blake2b(seed, digest_size=12).digest(), "big"), ""
        for _place in range(16):
            number, digit = divmod(number, 36)
            letters += "abcdefghijklmnopqrstuvwxyz0123456789"[digit]
        at = self.clock.strftime("%Y-%m-%dT%H:%M:%SZ")
        self.events.append(Event(letters, at, by or self.learner, do, {k: v for k, v in fields.items() if v or v is False}))
        self.clock += PACE
        return letters

    def _learner(self, rest: str, more: dict[str, str]) -> None:
        self.learner = rest

    def _question(self, rest: str, more: dict[str, str]) -> None:
        self.question = rest

    def _language(self, rest: str, more: dict[str, str]) -> None:
        self.language = rest

    def _day(self, rest: str, more: dict[str, str]) -> None:
        self.clock = datetime.strptime(rest, "%Y-%m-%d %H:%M")
        if not self.events:
            self._did("begin", format=FORMAT, question=self.question)

    def _source(self, rest: str, more: dict[str, str]) -> None:
        name, kind, viewpoint, subject, place, origin, *url = _parts(rest)
        called = name.removesuffix(", known").removesuffix(", public")
        access, setting = place.split(", ")
        self.known[called] = self._did(
            "add",
            name=called,
            kind=kind,
            url="".join(url),
            viewpoint=viewpoint,
            subject=subject,
            access=access,
            setting=setting,
            origin=origin,
            known=None if called == name else name.endswith(", known"),
            language=self.language,
            **more,
        )

    def _connect(self, rest: str, more: dict[str, str]) -> None:
        ends, relation, strength, used, why = _parts(rest)
        start, end = ends.split(" -> ")
        self.known[ends] = self._did(
            "connect",
            start=self.known[start],
            end=self.known[end],
            relation=relation,
            strength=int(strength),
            why=why,
            last_used=used,
        )

    def _change(self, rest: str, more: dict[str, str]) -> None:
        self.known[f"change of {rest}"] = self._did("reconnect", of=self.known[rest], set=more)

    def _edit(self, rest: str, more: dict[str, str]) -> None:
        self.known[f"change of {rest}"] = self._did("edit", of=self.known[rest], set=more)

    def _renew(self, rest: str, more: dict[str, str]) -> None:
        ends, used, what_for = _parts(rest)
        self._did("reconnect", of=self.known[ends], set={"last_used": used, "used_for": what_for})

    def _walk(self, rest: str, more: dict[str, str]) -> None:
        names, doing = zip(*(_parts(line) for line in more["do"].splitlines()), strict=True)
        steps = ["me", *(self.known[name] for name in names)]
        self._did("traverse", question=rest, steps=steps, doing=list(doing))

    def _undo(self, rest: str, more: dict[str, str]) -> None:
        self._did("undo", of=[self.known[rest]])

    def _setaside(self, rest: str, more: dict[str, str]) -> None:
        name, reason = _parts(rest)
        self._did("prune", of=self.known[name], reason=reason)

    def _appraise(self, rest: str, more: dict[str, str]) -> None:
        name, framework, others = _parts(rest)
        evidence, verdict = more.pop("because"), more.pop("verdict", "")
        said, seen = (dict(_parts(line) for line in more.pop(part, "").splitlines()) for part in ("said", "seen"))
        compared = [self.known[other] for other in others.split("; ") if other]
        answers = {asked: int(said) if said.isdigit() else said for asked, said in more.items()}
        fields = {"framework": framework, "answers": answers, "evidence": evidence, "compared_with": compared}
        fields |= {"seen": seen, "said": {self.known[other]: text for other, text in said.items()}, "verdict": verdict}
        self.known[f"card of {name}"] = self._did("appraise", of=self.known[name], **fields)

    def _decide(self, rest: str, more: dict[str, str]) -> None:
        again = {}
        if "revisits" in more:
            again = {"revisits": self.known[more["revisits"]], "outcome": more["outcome"], "event": self.known[more["event"]]}
        self.known[rest] = self._did("decide", what=rest, why=more["because"], change_my_mind=more["unless"], **again)

    def _comment(self, rest: str, more: dict[str, str]) -> None:
        place, kind, by = _parts(rest)
        of = "network" if place == "network" else self.known[place]
        self.known[kind] = self._did("comment", by=by, of=of, type=kind, text=more["text"], suggestion=more["suggest"])

    def _answer(self, rest: str, more: dict[str, str]) -> None:
        change = self.known[more["change"]] if "change" in more else ""
        self._did("answer", of=self.known[rest], change=change, reason=more.get("because", ""))


def _parts(rest: str) -> list[str]:
    return [part.strip() for part in rest.split("|")]


def _lines(path: Path) -> Iterator[tuple[str, str, dict[str, str]]]:
    """Verb, rest and indented lines below, of each entry of a table; lines that begin alike are kept as lines."""
    entry: tuple[str, str, dict[str, str]] | None = None
    for line in path.read_text("utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        word, _blank, rest = line.strip().partition(" ")
        if line.startswith(" ") and entry:
            entry[2][word] = "\n".join(filter(None, [entry[2].get(word), rest.strip()]))
            continue
        if entry:
            yield entry
        entry = (word, rest.strip(), {})
    if entry:
        yield entry


def main() -> int:
    """Write the journal of each table; say which changed."""
    for path in sorted(TABLES.glob("*.txt")):
        target = SHIPPED / path.stem / f"{path.stem}.jsonl"
        made = Table(path).journal()
        same = target.exists() and target.read_bytes() == made
        if not same:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(made)
        sys.stdout.write(f"{target.name}: {'as it was' if same else 'written'}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
