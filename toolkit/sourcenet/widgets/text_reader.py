"""Read a text: what in it could be a source, each filed with a kind and a reason, or skipped; the passage stays."""

from __future__ import annotations

from typing import Any, ClassVar

from sourcenet.errors import BadValue
from sourcenet.formats.passages import find_candidates
from sourcenet.model.network import ME, SourceNetwork
from sourcenet.widgets import blocks as b
from sourcenet.widgets.places import source_choices
from sourcenet.widgets.sheet import Done, Form, Sheet
from sourcenet.words import _, many

__all__ = ["STEP", "TextReader"]

#: The step under which is kept what was read: how many were filed, and how many skipped.
STEP = "read-text"


class TextReader(Sheet):
    """Paste a text, and decide about each source in it: file it with a reason, or skip it. Nothing leaves the machine.

    Parameters
    ----------
    network
        The network in which sources are filed.
    text
        A text to begin with.
    task
        What to do, in a sentence above everything.
    still
        False where nothing is to be left beside it.

    Examples
    --------
    >>> import sourcenet as sn
    >>> network = sn.SourceNetwork.in_memory(question="Is it worth studying late at night?", learner="learner-07")
    >>> sheet = sn.TextReader(network, "See https://www.nhs.uk for advice on sleep.")
    >>> sheet.candidates[0].url
    'https://www.nhs.uk'
    """

    title: ClassVar[str] = "Read a text"

    def __init__(self, network: SourceNetwork, text: str = "", *, task: str = "", still: bool = True) -> None:
        self.candidates: list[Any] = []
        self.note = ""
        self.at = 0
        self.filed: list[str] = []
        self.skipped = 0
        super().__init__(network, task=task, still=still)
        if text:
            self._read(text)

    # -- what stands there

    def blocks(self, network: SourceNetwork) -> list[b.Block]:
        """Return a place for the text, or the candidate whose turn it is."""
        if not self.candidates:
            return self._pasting()
        if self.at >= len(self.candidates):
            return self._finished(network)
        return self._one(network, self.candidates[self.at])

    def still_blocks(self, network: SourceNetwork) -> list[b.Block]:
        """Return what was filed from texts, with the passage."""
        ties = [one for one in network.connections if one.evidence]
        if not ties:
            return [b.text(_("Nothing was filed from a text yet."))]
        rows = [[f"{one.start_label} {one.relation} {one.end_label}", one.why, one.evidence] for one in ties]
        return [b.table(_("Filed from a text"), [_("Connection"), _("Why"), _("Passage")], rows)]

    def _pasting(self) -> list[b.Block]:
        hint = _(
            "A page, an abstract, your notes. People, organisations, works and addresses in it come up one by one."
        )
        return b.listing(
            [
                b.heading(_("Paste a text"), key="top"),
                b.note(self.note, kind="plain") if self.note else None,
                b.form("read", [b.area("text", _("The text"), hint=hint, rows=8)], _("Look for sources"), key="read"),
                b.text(
                    _("It stays on this machine: nothing is sent anywhere, and the text itself is not kept."),
                    kind="muted",
                ),
            ]
        )

    def _one(self, network: SourceNetwork, one: Any) -> list[b.Block]:
        n = _("{n} of {all}").format(n=self.at + 1, all=len(self.candidates))
        key = f"file-{self.at}"
        ends = [(ME, _("me")), *source_choices(network)]
        known = network.vocabulary
        fields = [
            b.line("name", _("Name"), value=one.name),
            b.select("kind", _("Kind"), [(name, _(name)) for name in known.kinds], value=one.kind),
            b.select("start", _("Directly, or through whom?"), ends, value=ME),
            b.line("relation", _("How"), value="reads", suggestions=list(known.relations)),
            b.area("why", _("Why does it belong here?"), hint=_("What would you ask it, for your question?")),
        ]
        if one.kind == "person":
            known_one = [("no", _("no, a public person"), ""), ("yes", _("yes: then by a role or initials"), "")]
            fields.insert(2, b.choice("known", _("Do you know them?"), known_one, value="no"))
        here = b.note(_("This is in your network already. File it to add a connection, or skip it."), kind="plain")
        return b.listing(
            [
                b.heading(one.name, key="top", about=f"{n} · {one.why}", kind=one.kind),
                b.text(one.passage, kind="quote"),
                here if one.known else None,
                b.form(
                    "file",
                    fields,
                    _("File it"),
                    key=key,
                    more=[b.act("skip", _("Skip it")), b.act("stop", _("Stop here"), kind="quiet")],
                ),
            ]
        )

    def _finished(self, network: SourceNetwork) -> list[b.Block]:
        filed = many("{n} source filed", "{n} sources filed", len(self.filed))
        skipped = many("{n} skipped", "{n} skipped", self.skipped)
        return [
            b.heading(_("That was the text"), key="top"),
            b.text(
                _("{filed}, {skipped}. The passage stands as evidence on each connection.").format(
                    filed=filed, skipped=skipped
                )
            ),
            b.buttons(b.act("new", _("Another text"), kind="main")),
        ]

    # -- what is done

    def _read(self, text: str) -> None:
        found = find_candidates(text, self.network)
        self.candidates = list(found)
        self.note = getattr(found, "note", "")
        self.at, self.filed, self.skipped = 0, [], 0
        if not self.candidates:
            self.note = _(
                "No people, organisations, works or addresses were seen in this text. Add a source by hand in the Builder."
            )

    def act_read(self, form: Form) -> Done:
        """Look for sources in a text."""
        text = str(form.get("text") or "")
        if not text:
            raise BadValue(_("Paste a text first: a page, an abstract, your notes."), field="text")
        self._read(text)
        if not self.candidates:
            return Done(self.note, focus="top", kept=False)
        return Done(many("{n} possible source.", "{n} possible sources.", len(self.candidates)), focus="top")

    def act_file(self, form: Form) -> Done:
        """File a candidate: the source, a connection with the reason, and the passage as evidence."""
        one = self.candidates[self.at]
        said = {name: str(form.get(name) or "") for name in ("name", "kind", "start", "relation", "why", "known")}
        if not said["why"]:
            raise BadValue(_("Say in a sentence why it belongs here, or skip it."), field="why")
        given = {name: text for name in ("url", "doi", "authors", "year") if (text := getattr(one, name, ""))}
        if said["kind"] == "person":
            given["known"] = said["known"] == "yes"
        network = self.network
        with network.group("read"):
            held = one.known and next((s for s in network.sources if s.id == one.known), None)
            source = held or network.add(said["name"], kind=said["kind"] or one.kind, **given)
            start = said["start"] or ME
            if start == source.id:
                raise BadValue(_("It cannot lead to itself. Choose who or what sent you there."), field="start")
            network.connect(start, source, relation=said["relation"] or "reads", why=said["why"], evidence=one.passage)
        self.filed.append(source.id)
        return self._next(_("Filed: {name}.").format(name=source.label))

    def act_skip(self) -> Done:
        """Leave a candidate."""
        self.skipped += 1
        return self._next(_("Skipped."))

    def act_stop(self) -> Done:
        """Leave all that are left."""
        self.skipped += len(self.candidates) - self.at
        self.at = len(self.candidates) - 1
        return self._next("")

    def act_new(self) -> Done:
        """Take another text."""
        self.candidates, self.note = [], ""
        return Done(focus="top")

    def _next(self, said: str) -> Done:
        self.at += 1
        if self.at < len(self.candidates):
            return Done(f"{said} {self.candidates[self.at].name}".strip(), focus="top")
        counts = {"filed": len(self.filed), "skipped": self.skipped}
        self.network.post(STEP, answers=counts, refers=self.filed)
        return Done(f"{said} {_('That was the text.')}".strip(), focus="top")
