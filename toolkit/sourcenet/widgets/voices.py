"""Voices: where the sources stand, by count and by use; a voice that is missing; what a candidate would change."""

from __future__ import annotations

from typing import ClassVar

from sourcenet import measures
from sourcenet.errors import BadValue
from sourcenet.measures.voices import amounts, hill, shares
from sourcenet.model.dates import day_written
from sourcenet.model.network import ME, SourceNetwork
from sourcenet.model.rules import cleaned
from sourcenet.widgets import blocks as b
from sourcenet.widgets.sheet import Done, Form, Sheet
from sourcenet.words import _, many

__all__ = ["STEP", "Voices"]

#: The step under which a voice that is missing is kept.
STEP = "voice"
_ROWS = 12
_FIELDS = ("viewpoint", "subject", "kind", "language", "setting", "access")


class Voices(Sheet):
    """See where the sources stand, name a voice that is missing, and try a candidate before adding it.

    Parameters
    ----------
    network
        The network to look at.
    task
        What to do, in a sentence above everything.
    still
        False where nothing is to be left beside it.

    Examples
    --------
    >>> import sourcenet as sn
    >>> sheet = sn.Voices(sn.load_example("busy"))
    >>> sheet.act_turn("language")
    >>> sheet.by
    'language'
    """

    title: ClassVar[str] = "Voices"

    def __init__(self, network: SourceNetwork, *, task: str = "", still: bool = True) -> None:
        self.by = "viewpoint"
        self.tried: dict[str, str] = {}
        super().__init__(network, task=task, still=still)

    # -- what stands there

    def blocks(self, network: SourceNetwork) -> list[b.Block]:
        """Return the parts by one field, the missing voice, and the candidate."""
        if not network.sources:
            return [b.note(_("Nobody speaks here yet. Add sources in the Builder first, and say where each stands."))]
        names = {"viewpoint": _("Where they stand"), "subject": _("Subject"), "kind": _("Kind"),
                 "language": _("Language"), "setting": _("Setting"), "access": _("How one gets at them")}  # fmt: skip
        return [
            b.heading(_("Who speaks here?"), key="top"),
            b.tabs(_("Look at them by"), "turn", [(name, names[name]) for name in _FIELDS], self.by),
            *self._parts(network),
            b.heading(_("Who is missing?"), key="missing"),
            *_named(network),
            self._naming(),
            b.heading(_("What if?"), key="what-if"),
            b.text(_("Try a source before you add it. Read what changes, and what does not.")),
            *self._trying(network),
        ]

    def still_blocks(self, network: SourceNetwork) -> list[b.Block]:
        """Return where the sources stand, and the voices that were named."""
        return [*self._parts(network), *_named(network)]

    def _parts(self, network: SourceNetwork) -> list[b.Block]:
        parts = measures.composition(network, self.by)
        silent = len(network.sources) - sum(part.sources for part in parts)
        if not parts:
            return [b.text(_("No source says this yet. In the Builder, each has a place for it.")), *_affected(self.by)]
        rows = [[_(one.name), str(one.sources), _percent(one.share), _percent(one.use)] for one in parts[:_ROWS]]
        head = [_("What they say"), _("Sources"), _("Share"), _("Share of what I use")]
        lines = [self._balance(network)]
        if silent:
            lines.append(many("{n} source says nothing of this.", "{n} sources say nothing of this.", silent))
        if len(parts) == 1 and not silent:
            lines.append(
                _("All of them: {name}. What would another say, and where would you meet it?").format(
                    name=_(parts[0].name)
                )
            )
        return [
            b.table(_("Where the sources stand"), head, rows),
            b.text(" ".join(filter(None, lines))),
            *_affected(self.by),
        ]

    def _balance(self, network: SourceNetwork) -> str:
        count, use = measures.diversity(network, self.by), measures.diversity(network, self.by, weighted=True)
        if count is None:
            return _("It is too early to say how balanced they are.")
        said = _("As if about {n} in balance by count").format(n=f"{count:.1f}")
        return _("{said}, {n} by what you use.").format(said=said, n=f"{use:.1f}") if use is not None else f"{said}."

    def _naming(self) -> b.Block:
        fields = [
            b.area("voice", _("People who ... would say ..."), hint=_("Somebody whom this question touches, and what they would say."), rows=2),
            b.area("how", _("How do I know that nobody here says it?"), rows=2),
            b.choice("good", _("Is it missing for a good reason?"),
                     [("no", _("no, I want to hear it"), ""), ("yes", _("yes"), ""), ("unsure", _("I am not sure"), "")]),
            b.area("reason", _("Because ..."), rows=2),
        ]  # fmt: skip
        return b.form("voice", fields, _("Keep this voice in mind"), key="voice")

    def _trying(self, network: SourceNetwork) -> list[b.Block]:
        known = network.vocabulary
        view = [("", _("not said")), *((one.name, _(one.name)) for one in known.viewpoints)]
        fields = [
            b.line("name", _("Name"), value=self.tried.get("name", "")),
            b.select(
                "kind",
                _("Kind"),
                [(name, _(name)) for name in known.kinds],
                value=self.tried.get("kind", "organisation"),
            ),
            b.select("viewpoint", _("Where it stands on your question"), view, value=self.tried.get("viewpoint", "")),
            b.line("subject", _("Subject"), value=self.tried.get("subject", ""), suggestions=list(known.subjects)),
            b.line("language", _("Language"), value=self.tried.get("language", ""), suggestions=_languages(network)),
            b.line("url", _("Web address, if there is one"), value=self.tried.get("url", "")),
        ]
        form = b.form("try", fields, _("What if?"), key="try")
        return [form, *(self._tried(network) if self.tried else [])]

    def _tried(self, network: SourceNetwork) -> list[b.Block]:
        fields = [
            b.area("why", _("What does it see that you do not?"), hint=_("Go and read or ask first, if you can.")),
            b.line(
                "relation", _("How do you get to it?"), value="reads", suggestions=list(network.vocabulary.relations)
            ),
        ]
        name = self.tried.get("name", "")
        return [
            b.note(_what_if(network, self.tried), kind="plain", title=_("With {name}").format(name=name)),
            b.form(
                "add",
                fields,
                _("Add {name}").format(name=name),
                key="add-tried",
                cancel="drop",
                cancel_words=_("Leave it"),
            ),
        ]

    # -- what is done

    def act_turn(self, value: str) -> None:
        """Look at the sources by another field."""
        if value in _FIELDS:
            self.by = value

    def act_voice(self, form: Form) -> Done:
        """Keep a voice that is missing."""
        said = {name: str(form.get(name) or "") for name in ("voice", "how", "good", "reason")}
        needed = {
            "voice": _("Name the voice: who would say what?"),
            "how": _("Say how you know that nobody in your network says it."),
            "reason": _("Say in a sentence why it is missing, or why it should not be."),
        }
        for name, sentence in needed.items():
            if not said[name]:
                raise BadValue(sentence, field=name)
        self.network.post(STEP, said["voice"], answers={name: text for name, text in said.items() if text})
        return Done(_("Kept. Now find somebody who can say it."), focus="what-if")

    def act_try(self, form: Form) -> Done:
        """Try a candidate, without adding it."""
        tried = {
            name: str(form.get(name) or "") for name in ("name", "kind", "viewpoint", "subject", "language", "url")
        }
        said = _what_if(self.network, tried)
        self.tried = tried
        return Done(said, kept=False)

    def act_add(self, form: Form) -> Done:
        """Add the candidate that was tried, with the reason."""
        why, relation = str(form.get("why") or ""), str(form.get("relation") or "reads")
        if not why:
            raise BadValue(_("Say what it sees that you do not. That is why it belongs here."), field="why")
        given = {name: text for name, text in self.tried.items() if text}
        with self.network.group("voice"):
            source = self.network.add(given.pop("name"), **given)
            self.network.connect(ME, source, relation=relation, why=why)
        self.tried = {}
        return Done(_("Added: {name}.").format(name=source.label), focus="top")

    def act_drop(self) -> Done:
        """Leave the candidate."""
        self.tried = {}
        return Done(_("Left."), focus="what-if")


def _languages(network: SourceNetwork) -> list[str]:
    return sorted({one.language for one in network.sources if one.language})


def _percent(share: float | None) -> str:
    return _("not used yet") if share is None else f"{round(100 * share)} %"


def _affected(by: str) -> list[b.Block]:
    if by != "viewpoint":
        return []
    return [b.note(_("A count of views does not say who is affected by your question. Is anybody of them here?"))]


def _named(network: SourceNetwork) -> list[b.Block]:
    kept = [post for post in network.posts if post.step == STEP]
    if not kept:
        return []
    lines = [
        _("{day}: {voice} I know it because: {how}").format(day=day_written(one.at), voice=one.answers.get("voice", one.text), how=one.answers.get("how", ""))
        for one in reversed(kept[-5:])
    ]  # fmt: skip
    return [b.items(*lines)]


def _what_if(network: SourceNetwork, tried: dict[str, str]) -> str:
    """Return what a candidate would change, in sentences.

    Raises
    ------
    SourcenetError
        It has no name, or cannot be added; the sentence says why.
    """
    given = cleaned("add", {name: text for name, text in tried.items() if text}, network.plain(), network.vocabulary)
    silent = {one.name for one in network.vocabulary.viewpoints if one.mark == "/"}
    said = []
    for by, words in (("viewpoint", _("where they stand")), ("subject", _("subjects")), ("language", _("languages"))):
        value = given.get(by, "")
        if not value or value in silent:
            continue
        counts = dict(amounts(network, by))
        before = hill(shares(counts), 1)
        after = hill(shares({**counts, value: counts.get(value, 0) + 1}), 1)
        if before is None or after is None:
            said.append(_("For {what} it is too early to say.").format(what=words))
        elif abs(after - before) < 0.005:
            said.append(_("Nothing changes in {what}.").format(what=words))
        else:
            told = _("In {what}: as if {before:.2f} in balance, then {after:.2f}.")
            said.append(told.format(what=words, before=before, after=after))
    if not said:
        said.append(_("Say where it stands, its subject or its language, and you see what it would change."))
    said.append(_("What it would say to you, no figure knows. It is no mark either: a new label alone moves it most."))
    return " ".join(said)
