// The forms of the panel: a source, a connection, adding and connecting.

/** The form of a chosen source: three fields first, the rest folded. Each field saves when it is left. */
function sourceForm(builder, id) {
  const { store, view } = builder;
  const source = () => store.sources.get(id) || {};
  const frame = formFrame(builder, null, () => {});
  const bindings = [];
  const bound = (name, control) => {
    bindings.push(editBinding(builder, frame, { of: id, name, control, get: () => source()[name] || "" }));
    return control;
  };
  const ticked = (name, words, get = () => source()[name]) => tickBinding(builder, frame, { of: id, name, words, get }, bindings);
  const known = ticked("known", t("A person I know"), () => isKnown(source()));
  const head = sourceHead(builder, source);
  const ties = h("div", { class: "ties" });
  const { vocabulary } = store.state;
  const input = (more) => h("input", { class: "f", autocomplete: "off", ...more });
  const more = fold(t("More about it"), view.moreOpen,
    pair(
      field(t("Subject"), bound("subject", subjectInput(store, source().subject)), { name: "subject" }),
      field(t("Access"), bound("access", select("", wordOptions(vocabulary.accesses || [], source().access))), { name: "access" })),
    field(t("Web address"), bound("url", input({ inputmode: "url", placeholder: "https://" })), { name: "url" }),
    pair(
      field(t("Authors"), bound("authors", input()), { name: "authors" }),
      field(t("Year"), bound("year", input({ inputmode: "numeric" })), { name: "year" })),
    pair(
      field(t("Where from"), bound("origin", select("", [["brought", t("brought with me")], ["added", t("found here")]])), { name: "origin" }),
      field(t("Setting"), bound("setting", select("", wordOptions(["formal", "informal"], source().setting))), { name: "setting" })),
    pair(
      field(t("Owner"), bound("owner", input({ placeholder: t("who runs or pays for it") })), { name: "owner" }),
      field(t("Language"), bound("language", input()), { name: "language" })),
    field(t("What one needs to get at it"), bound("device", select("", wordOptions(vocabulary.devices || [], source().device))), { name: "device" }),
    field(t("Notes"), bound("notes", h("textarea", { class: "f", rows: 2 })), { name: "notes" }),
    ticked("private", t("Private: it never leaves my own file")));
  more.addEventListener("toggle", () => { view.moreOpen = more.open; });
  frame.body.append(
    field(t("Name"), bound("name", input({ required: true })), { name: "name" }),
    field(t("Kind"), bound("kind", kindSelect(store, source().kind)), { name: "kind" }), known,
    field(t("Where it stands on your question"), bound("viewpoint", viewpointSelect(store, source().viewpoint)), { name: "viewpoint" }),
    more);
  const part = { nodes: [head.node, frame.node, ties], frame, focus: frame.focus, flush: () => bindings.forEach((one) => one.save()) };
  part.update = () => {
    head.update();
    known.hidden = source().kind !== PERSON;
    bindings.forEach((one) => one.update());
    keepFocus(ties, () => ties.replaceChildren(...tiesOf(builder, id)));
  };
  part.update();
  return part;
}

function subjectInput(store, value) {
  const used = [...new Set([...store.sources.values()].map((one) => one.subject).filter(Boolean))];
  return select(value || "", wordOptions([...new Set([...(store.state.vocabulary.subjects || []), ...used])], value));
}

/** The head of a source's form: its mark, its name, what it is, and what can be done with it. */
function sourceHead(builder, source) {
  const { store } = builder;
  const mark = h("span", { class: "kindmark" });
  const title = h("h3", {});
  const about = h("p", { class: "muted small" });
  const address = h("p", { class: "small" });
  const acts = h("div", { class: "lineup acts" },
    button(t("Connect"), () => builder.connect({ start: source().id }), { glyph: "connect" }),
    button(t("Set aside…"), () => asideDialog(builder, source().id), {}),
    button(t("Forget…"), () => forgetDialog(builder, source().id), {}));
  const node = h("div", { class: "headbox" }, h("div", { class: "head" }, mark, h("div", {}, title, about, address)), acts);
  return {
    node,
    update() {
      const one = source();
      mark.replaceChildren(markOf(builder, one));
      title.textContent = one.label || one.name || "";
      const origin = one.origin === "brought" ? t("brought with me") : t("found here");
      const rest = [one.private && t("private"), isKnown(one) && t("a person I know")];
      about.textContent = [t(one.kind || ""), one.year, origin, ...rest].filter(Boolean).join(", ");
      address.replaceChildren(...addressLink(one.url));
    },
  };
}

function addressLink(url) {
  const safe = safeUrl(url);
  if (!safe) return [];
  return [h("a", { href: safe, target: "_blank", rel: "noopener noreferrer" }, t("Open its web address"))];
}

/** The mark of a source in the colour of its category. */
function markOf(builder, source) {
  if (source.id === "me") return meMark();
  const { store, view } = builder;
  const row = builder.colours().get(valueOf(store, source, view.by));
  const hollow = !row || !row[0] || store.archive.has(source.id);
  return kindMark(store.state.vocabulary.kinds[source.kind], { colour: `var(--sn-${inkName(row ? row[2] : 0)})`, hollow });
}

/** The connections of a source, each a button that opens it. */
function tiesOf(builder, id) {
  const { store } = builder;
  const list = store.connectionsOf(id);
  const heading = h("h3", {}, t("Connections ({n})", { n: list.length }));
  if (!list.length) return [heading, h("p", { class: "muted" }, t("None yet. What made you add it?"))];
  const rest = (one) => (isUnused(store, one) ? t(", unused since {date}", { date: one.last_used }) : "");
  const row = (one) => openRow(builder, one.id, sentence(store, one), " ", hushed(relyWord(store, one.strength), rest(one)));
  return [heading, h("ul", { class: "lk" }, list.map(row))];
}

/** A row of a list that opens what it names. */
function openRow(builder, id, ...words) {
  const open = () => builder.choose(id, { focus: true });
  return h("li", {}, h("button", { type: "button", "data-key": id, onclick: open }, words));
}

/** Tie a control to a field of a source or a connection; a refusal puts the old value back and says why. */
function editBinding(builder, frame, { of, name, control, get, verb = "edit" }) {
  const tie = binding(control, {
    get,
    commit: async (value) => {
      frame.clear();
      const sentence = name === "name" && !value.trim()
        ? t("A source needs a name. The old one is back.")
        : tooLong(value, (builder.store.state.limits || {})[name]);
      const kept = sentence ? { ok: false, text: sentence } : await builder.edit(of, { [name]: value.trim(), ...along(name, value) }, verb);
      if (kept.ok) return;
      if (builder.isOpen(frame)) {
        tie.revert();
        frame.fail(kept.text, name, { focus: Boolean(sentence) });
      } else builder.say(kept.text);
    },
  });
  return tie;
}

/** What changes along with a field: a person is taken to be known, what is no person is nobody whom one knows. */
function along(name, value) {
  return name === "kind" ? { known: value === PERSON } : {};
}

function tickBinding(builder, frame, { of, name, words, get }, bindings) {
  const label = tick(words, get(), { "data-field": name });
  const box = label.querySelector("input");
  box.addEventListener("change", async () => {
    const kept = await builder.edit(of, { [name]: box.checked });
    if (!kept.ok && builder.isOpen(frame)) frame.fail(kept.text, name, { focus: false });
  });
  bindings.push({ save() {}, update: () => { box.checked = Boolean(get()); } });
  return label;
}

/** The form of a chosen connection. */
function connectionForm(builder, id) {
  const { store } = builder;
  const tie = () => store.connections.get(id) || { start: "me", end: "me", relation: "", strength: 3 };
  const frame = formFrame(builder, null, () => {});
  const title = h("h3", { class: "big" });
  const used = h("p", { class: "muted small" });
  const chosen = button("", () => builder.toggleChosen(id), { glyph: "flag", "aria-pressed": "false" });
  const acts = h("div", { class: "lineup acts" },
    button(t("Used today"), () => builder.edit(id, { last_used: store.state.today }, "reconnect"), { glyph: "ok" }),
    button(t("Set aside…"), () => asideDialog(builder, id), { glyph: "aside" }));
  const why = h("textarea", { class: "f", rows: 4 });
  const date = h("input", { class: "f", type: "date", max: store.state.today });
  const purpose = h("input", { class: "f", autocomplete: "off", placeholder: t("to find out what the seminar text left open") });
  const stands = viewpointSelect(store, tie().viewpoint);
  const bindings = [["why", why], ["last_used", date], ["used_for", purpose], ["viewpoint", stands]].map(([name, control]) =>
    editBinding(builder, frame, { of: id, name, control, get: () => tie()[name] || "", verb: "reconnect" }));
  const revise = async (set, name) => {
    const kept = await builder.edit(id, set, "reconnect");
    if (!kept.ok && builder.isOpen(frame)) frame.fail(kept.text, name, { focus: false });
  };
  const relation = relationControl(store, tie().relation, () => relation.value() && revise({ relation: relation.value() }, "relation"));
  const levels = strengthBinding(store, tie, revise);
  frame.body.append(relation.node, levels.node, field(t("Why, in a sentence"), why, { name: "why" }),
    lineup(chosen),
    fold(t("More about it"), false, field(t("Last used"), date, { name: "last_used" }),
      field(t("What I used it for"), purpose, { name: "used_for" }),
      field(t("Its own place on your question, if it has one"), stands, { name: "viewpoint" })));
  const ends = h("div", {});
  return withUpdate({
    nodes: [h("div", {}, title, used), acts, frame.node, ends], frame, focus: frame.focus,
    flush: () => [...bindings, levels].forEach((one) => one.save()),
    update() {
      const one = tie();
      title.textContent = sentence(store, one);
      used.textContent = usedWords(store, one);
      chosen.setAttribute("aria-pressed", String(store.chosen.includes(id)));
      chosen.querySelector(".lab").textContent = store.chosen.includes(id) ? t("Chosen for the reading list") : t("Choose for the reading list");
      if (!holdsFocus(relation.node)) relation.set(one.relation);
      levels.update();
      bindings.forEach((binding) => binding.update());
      keepFocus(ends, () => ends.replaceChildren(h("h3", {}, t("Ends")), endsList(builder, one)));
    },
  });
}

function withUpdate(part) {
  part.update();
  return part;
}

function usedWords(store, one) {
  if (!one.last_used) return t("Not said when it was last used");
  return isUnused(store, one) ? t("Not used since {date}", { date: one.last_used }) : t("Last used {date}", { date: one.last_used });
}

function endsList(builder, one) {
  return h("ul", { class: "lk" }, [one.start, one.end].map((id) => openRow(builder, id, builder.store.label(id))));
}

/** The five levels of a standing connection. Arrow keys change them one by one, so saving waits until they rest. */
function strengthBinding(store, tie, revise) {
  let timer = 0;
  const levels = fiveLevels(store, tie().strength, () => {
    clearTimeout(timer);
    timer = setTimeout(save, 600);
  });
  function save() {
    if (!timer) return;
    clearTimeout(timer);
    timer = 0;
    if (levels.value() !== tie().strength) revise({ strength: levels.value() }, "strength");
  }
  levels.node.addEventListener("focusout", (event) => levels.node.contains(event.relatedTarget) || save());
  return { node: levels.node, save, update: () => timer || levels.set(tie().strength || 3) };
}
