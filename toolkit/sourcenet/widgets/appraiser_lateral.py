"""What the Appraiser does when one leaves the page: keep what is expected, what others say, whose they are."""

from __future__ import annotations

from typing import Any

from sourcenet.errors import BadValue
from sourcenet.model.dates import day_written
from sourcenet.model.frameworks import Framework
from sourcenet.model.network import SourceNetwork
from sourcenet.model.source import Appraisal, Source
from sourcenet.widgets import judgements, lateral
from sourcenet.widgets.lateral_verdict import verdict_words
from sourcenet.widgets.sheet import Done, Form, Sheet
from sourcenet.words import _

__all__ = ["ReadingLaterally"]


class ReadingLaterally(Sheet):
    """The acts of reading laterally; the sheet itself says which source and which card are open."""

    #: The id of the source that is open, and who says something about it next.
    source: str
    other: str

    def _card(self, network: SourceNetwork, source: Source) -> Framework:
        raise NotImplementedError

    def _standing(self, source: str = "") -> Source:
        """Return the source that a form was about, which may have gone meanwhile."""
        id = source or self.source
        if id not in self.network.plain().sources:
            raise BadValue(_("This source was set aside meanwhile. Bring it back in the Builder, or choose another."))
        return self.network.source(id)

    def _keep(self, source: Source, asked: str, answers: dict[str, Any], field: str, **given: Any) -> Appraisal:
        """Keep a card; one that says word for word what an older one said has to say what brought it back."""
        before = judgements.of_source(self.network, source.id)
        made = self.network.appraise(source, asked, answers, **given)
        last = judgements.last_of(self.network, before, asked) or made
        if made.id != last.id and made.id in {one.id for one in before}:
            words = _("Word for word you said so on {day}, and changed it since. Say what brought you back to it.")
            raise BadValue(words.format(day=day_written(made.at)), field=field)
        return made

    def act_expect(self, form: Form, source: str = "") -> Done:
        """Keep what one would expect to find, before leaving the page."""
        self.network.post(lateral.EXPECT, str(form.get("text") or ""), refers=[self._standing(source)])
        return Done(_("Kept. Now leave the page."))

    def act_bring(self, form: Form, source: str = "", other: str = "") -> Done:
        """Keep what another source says about this one; a new one is added with its connection."""
        about = self._standing(source)
        chosen = other or str(form.get("other") or self.other)
        speaks, said = lateral.brought(self.network, about, form, chosen)
        with self.network.group("lateral"):
            if speaks is None:
                speaks = lateral.add_other(self.network, about, form)
            self._keep_said(about, {**lateral.all_said(self.network, about.id), speaks.id: said})
        self.other = lateral.NEW
        found = verdict_words(self.network, about, speaks)
        return Done(_("Kept: what {name} says. {verdict}").format(name=speaks.label, verdict=found), focus="others")

    def _keep_said(self, source: Source, said: dict[str, str]) -> None:
        last = judgements.latest(self.network, source.id)
        if last is None:
            self._keep(source, self._card(self.network, source).id, {}, "said", said=said)
            return
        given = {"evidence": last.evidence, "seen": last.seen, "verdict": last.verdict}
        self._keep(source, last.framework, dict(last.answers), "said", said=said, **given)

    def act_defend(self, form: Form, source: str, other: str) -> Done:
        """Keep why a pair tells something though it is one voice."""
        ends = [self._standing(source), self._standing(other)]
        self.network.post(lateral.DEFEND, str(form.get("text") or ""), refers=ends)
        return Done(_("Kept. Another one would tell you more all the same."))

    def act_owners(self, form: Form, other: str, source: str = "") -> Done:
        """Note who owns and who wrote the two, so that it can be told whether they are two voices."""
        about, speaks = self._standing(source), self._standing(other)
        with self.network.group("owners"):
            for one, end in ((about, "this"), (speaks, "other")):
                told = {name: str(form.get(f"{name}-{end}") or "") for name in ("owner", "authors")}
                self.network.edit(self.network.source(one.id), **told)
        return Done(verdict_words(self.network, *(self.network.source(one.id) for one in (about, speaks))))
