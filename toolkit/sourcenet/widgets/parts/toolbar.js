// Above the picture: the question, where I am, the task, notes, the tools, and the chips that are legend and filter.

/** The question as the title, and the line that says where I am and what is saved. */
function createTop(builder, host) {
  const { store, view } = builder;
  const title = h("h2", { tabindex: "-1" });
  const change = () => {
    view.set({ asking: true });
    form.focus();
  };
  const changing = t("Change the question");
  const pen = button(null, change, { glyph: "pen", kind: "quiet icon pen", "aria-label": changing, title: changing });
  const heading = h("div", { class: "title" }, title, pen);
  const where = h("p", { class: "where num" });
  const form = questionForm(builder, () => { view.set({ asking: false }); pen.focus(); });
  host.append(heading, form.node, where);
  return {
    refresh() {
      const asks = view.asking || !store.question;
      title.textContent = store.question;
      heading.hidden = asks;
      if (asks !== !form.node.hidden) {
        form.node.hidden = !asks;
        form.prepare();
      }
      where.replaceChildren(...whereParts(store));
    },
    askFocus: () => form.focus(),
  };
}

function questionForm(builder, done) {
  const { store } = builder;
  const input = h("input", { class: "f", autocomplete: "off" });
  const first = h("p", { class: "muted" },
    t("What do you want to find out? Everything here refers to it: where a source stands, whom you ask. You can change it later."));
  const cancel = button(t("Cancel"), done, { kind: "quiet" });
  const frame = formFrame(builder, null, submit);
  frame.node.classList.add("ask");
  const go = h("button", { type: "submit", class: "b main" }, t("Keep this question"));
  frame.body.append(h("h2", {}, t("Your question")), first,
    field(t("The question my network is for"), input, { name: "question" }), lineup(go, cancel));
  frame.node.hidden = true;
  frame.prepare = () => {
    frame.clear();
    input.value = store.question;
    first.hidden = Boolean(store.question);
    cancel.hidden = !store.question;
  };
  frame.focus = () => input.focus();
  return frame;

  async function submit() {
    const question = input.value.trim();
    if (!question) return frame.fail(t("Write your question in a sentence. A first try is enough; you can change it later."), "question");
    const before = store.question;
    const fresh = !before;
    if (question !== before) {
      const kept = builder.act([{ do: "edit", of: "question", set: { question } }], t("Your question: {question}", { question }));
      kept.then((answer) => {
        if (answer.ok) return;
        builder.view.set({ asking: true });
        input.value = question;
        frame.fail(answer.text, "question");
      });
    }
    done();
    if (fresh) builder.home();
    return undefined;
  }
}

const STATUS_ICONS = { ok: "ok", save: "save", busy: "busy", bad: "bad", unkept: "warn", gone: "bad" };

/** The status in words. */
function statusWords(store) {
  const { kind, text } = store.status;
  if (kind === "ok") return text || store.sources.size ? t("saved {time}", { time: text }).trim() : t("nothing to save yet");
  if (kind === "save") return t("saving…");
  if (kind === "busy") return t("Python is busy. Your changes are kept here and go in when it is free.");
  if (kind === "gone") return t("Python has stopped. Run the cell again: your changes are kept here and go in then.");
  // A refusal is a whole sentence already; a file that may not be written gives only its reason.
  if (kind === "bad") return text || t("Not kept.");
  return text ? t("Not kept: {why}", { why: text }) : t("Not kept.");
}

function whereParts(store) {
  const where = store.state.where || {};
  const parts = [h("span", {}, where.owner || t("Your network"))];
  if (where.file) parts.push(h("span", { class: "file" }, where.file));
  // The sentence of welcome says the count and the time itself, until something changes.
  const welcome = where.welcome && !store.changed && store.status.kind === "ok";
  if (welcome) return [...parts, h("span", { class: "welcome" }, where.welcome)];
  parts.push(h("span", { class: "count" }, many("{n} source", "{n} sources", store.sources.size)));
  const { kind, text } = store.status;
  const idle = kind === "ok" && !store.sources.size && !text;
  parts.push(h("span", { class: `status ${kind}` }, idle ? null : icon(STATUS_ICONS[kind]), h("span", {}, statusWords(store))));
  return parts;
}

/** Notes of the journal, quietly; each can be dismissed, and a conflict copy can be joined. */
function createNotes(builder, host) {
  const { store } = builder;
  return {
    refresh() {
      const notes = (store.state.notes || []).map((note) => (typeof note === "string" ? { text: note } : note));
      const lines = notes.filter((note) => !store.dismissed.has(note.text)).map((note) => noteLine(builder, note));
      if (builder.view.offer) lines.push(offerLine(builder, builder.view.offer));
      keepFocus(host, () => host.replaceChildren(...lines));
      host.hidden = !lines.length;
    },
  };
}

function noteLine(builder, note) {
  const dismiss = () => {
    builder.store.dismissed.add(note.text);
    builder.refresh();
    builder.home();
  };
  const join = note.join ? button(t("Join them"), () => builder.join(note), { kind: "little", "data-key": `join-${note.text}` }) : null;
  return h("li", {}, icon("say"), h("span", { class: "anywhere" }, note.text), join,
    button(t("Dismiss"), dismiss, { kind: "quiet little", "data-key": note.text, "aria-label": t("Dismiss: {note}", { note: note.text }) }));
}

/** What can be taken back by other means than undo. */
function offerLine(builder, { text, words, run }) {
  const leave = () => {
    builder.offer(null);
    builder.home();
  };
  const take = () => {
    leave();
    run();
  };
  return h("li", {}, icon("undo"), h("span", {}, text), button(words, take, { kind: "little", "data-key": "offer" }),
    button(t("Dismiss"), leave, { kind: "quiet little", "data-key": "leave", "aria-label": t("Dismiss: {note}", { note: text }) }));
}

/** The tools, as one tab stop with arrow keys between them; Colour by and Find stand beside them. */
function createToolbar(builder, host) {
  const { store, view } = builder;
  const tool = (glyph, words, run, kind = "") => button(words, run, { glyph, kind, "aria-label": words, title: words });
  const tools = {
    add: tool("add", t("Add source"), () => builder.open("add"), "keep"),
    quick: tool("list", t("Quick list"), () => builder.open("quick")),
    connect: tool("connect", t("Connect"), () => builder.connect({ start: builder.standing(view.selected) ? view.selected : null }), "keep"),
    aside: tool("aside", t("Set aside"), () => builder.aside()),
    undo: tool("undo", t("Undo"), () => builder.undo("undo"), "slim"),
    redo: tool("redo", t("Redo"), () => builder.undo("redo"), "slim"),
  };
  const more = moreMenu(builder);
  const bar = h("div", { class: "tools", role: "toolbar", "aria-label": t("Edit the network") }, Object.values(tools), more.node);
  const by = select(view.by, [["viewpoint", t("where it stands")], ["subject", t("subject")], ["access", t("access")],
    [t("What can be said of each"), measureOptions(store, MEASURE)]], { id: freshId() });
  const size = select(view.size, [["", t("all alike")], ...measureOptions(store)], { id: freshId() });
  const show = select(view.show, SHOWS.map(([key, words]) => [key, t(words)]), { id: freshId() });
  const find = h("input", { class: "f find", type: "search", placeholder: t("Find a source"), "aria-label": t("Find a source") });
  by.addEventListener("change", () => builder.colourBy(by.value, by.selectedOptions[0].textContent));
  size.addEventListener("change", () => builder.sizeBy(size.value, size.selectedOptions[0].textContent));
  show.addEventListener("change", () => builder.showOnly(show.value));
  find.addEventListener("input", () => view.set({ find: find.value.trim().toLowerCase() }));
  find.addEventListener("change", () => builder.say(many("{n} source fits.", "{n} sources fit.", builder.shownCount())));
  const labelled = (words, control) => h("div", { class: "by" }, h("label", { for: control.id }, words), control);
  const looks = [labelled(t("Size by"), size), labelled(t("Show"), show)];
  const look = h("div", { class: "look" }, labelled(t("Colour by"), by), looks, find);
  host.append(bar, look);
  rove(bar, () => [...Object.values(tools), more.button]);
  return {
    focusFind: () => find.focus(),
    refresh() {
      tools.add.classList.toggle("main", !view.form && !view.mode && Boolean(store.question));
      unavailable(tools.aside, !builder.asideable());
      const { undo, redo } = store.state;
      unavailable(tools.undo, !undo && store.status.kind === "ok");
      unavailable(tools.redo, !redo);
      tools.undo.title = undo ? t("Undo: {what}", { what: undo }) : t("Undo");
      tools.redo.title = redo ? t("Redo: {what}", { what: redo }) : t("Redo");
      [by.value, size.value, show.value] = [view.by, view.size, view.show];
      for (const one of looks) one.hidden = !store.sources.size;
    },
  };
}

/** An unavailable button stays where it is and can be reached; pressed, it says why. */
function unavailable(node, yes) {
  if (yes) node.setAttribute("aria-disabled", "true");
  else node.removeAttribute("aria-disabled");
}

/** Arrow keys move within; Tab goes on. */
function rove(bar, items) {
  const set = (at) => items().forEach((node, i) => node.setAttribute("tabindex", i === at ? "0" : "-1"));
  set(0);
  bar.addEventListener("focusin", (event) => {
    const at = items().indexOf(event.target);
    if (at >= 0) set(at);
  });
  bar.addEventListener("keydown", (event) => {
    const all = items();
    const at = all.indexOf(event.target);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (at < 0 || to === undefined) return;
    event.preventDefault();
    all[(to + all.length) % all.length].focus();
  });
}

/** What is needed less often: a route, a decision, the reading list, arranging anew. */
function moreMenu(builder) {
  const items = [
    [t("A route I took"), () => builder.open("route")],
    [t("A decision"), () => builder.open("decision")],
    [t("Reading list"), () => builder.open("reading")],
    [t("Arrange the picture anew"), () => builder.arrange()],
  ].map(([words, run]) => h("button", { type: "button", role: "menuitem", tabindex: "-1", onclick: () => { show(false); run(); } }, words));
  const menu = h("div", { class: "menu", role: "menu", "aria-label": t("More"), hidden: true }, items);
  const opener = button(t("More"), () => show(menu.hidden), {
    glyph: "down", "aria-label": t("More"), "aria-haspopup": "menu", "aria-expanded": "false",
  });
  const node = h("div", { class: "moremenu" }, opener, menu);
  opener.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown") return;
    event.preventDefault();
    show(true);
  });
  menu.addEventListener("keydown", (event) => {
    const at = items.indexOf(event.target);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
    if (event.key === "Escape") {
      show(false);
      opener.focus();
    }
    if (to === undefined) return;
    event.preventDefault();
    items[(to + items.length) % items.length].focus();
  });
  node.addEventListener("focusout", (event) => node.contains(event.relatedTarget) || show(false));
  return { node, button: opener };

  function show(yes) {
    if (menu.hidden === !yes) return;
    menu.hidden = !yes;
    opener.setAttribute("aria-expanded", String(yes));
    if (yes) items[0].focus();
  }
}

/** The chips: they explain the colours, and hide or show what has them. */
function createChips(builder, host) {
  const { store, view } = builder;
  const group = h("div", { class: "group", role: "group", "aria-label": t("Show or hide sources") });
  const lines = h("div", { class: "lines" });
  const toggles = h("div", { class: "group toggles" });
  host.append(group, h("span", { class: "gap" }), toggles, lines);
  return {
    refresh() {
      host.hidden = !store.sources.size && !store.archive.size || Boolean(view.mode);
      keepFocus(group, () => group.replaceChildren(...[...builder.colours().values()].filter((row) => row[3]).map(chip)));
      if (!builder.plainChips) keepFocus(toggles, () => toggles.replaceChildren(...toggleButtons()));
      lines.replaceChildren(...measureLines(builder));
      lines.hidden = !lines.childNodes.length;
    },
  };

  function chip([value, mark, colour, n, said]) {
    const whole = said || (value ? t(value) : t("not said"));
    const words = whole.length > 40 ? `${whole.slice(0, 39)}…` : whole;
    const turn = () => {
      const hidden = new Set(view.hidden);
      if (!hidden.delete(value)) hidden.add(value);
      view.set({ hidden });
      builder.say(hidden.has(value) ? t("{what} hidden", { what: words }) : t("{what} shown", { what: words }));
    };
    return h("button", { type: "button", class: "chip", "data-key": value, "aria-pressed": String(!view.hidden.has(value)), onclick: turn },
      h("span", { class: `key k-${inkName(colour)}`, "aria-hidden": "true" }, mark), words, h("span", { class: "muted num" }, String(n)));
  }

  function toggleButtons() {
    const unused = [...store.connections.values()].filter((one) => isUnused(store, one)).length;
    const turn = (name, words) => () => {
      view.set({ [name]: !view[name] });
      builder.say(view[name] ? t("{what} shown", { what: words }) : t("{what} hidden", { what: words }));
    };
    const toggle = (name, words, n) => h("button", {
      type: "button", class: "b quiet small toggle", "data-key": name, "aria-pressed": String(Boolean(view[name])),
      onclick: turn(name, words),
    }, words, h("span", { class: "muted num" }, String(n)));
    return [toggle("unused", t("Unused"), unused), toggle("aside", t("Set aside"), store.archive.size)];
  }
}

/** The band that stands in place of the chips while two sources are being connected. */
function createBand(builder, host) {
  return {
    refresh() {
      const { mode } = builder.view;
      host.hidden = !mode;
      if (!mode) return;
      const { label } = builder.store;
      const words = !mode.start
        ? t("Choose where the connection starts.")
        : !mode.end ? t("From {start}. Choose where it ends.", { start: label(mode.start) })
          : t("{start} to {end}. Say how and why in the form.", { start: label(mode.start), end: label(mode.end) });
      const stop = { glyph: "close", kind: "quiet icon", "aria-label": t("Stop connecting") };
      host.replaceChildren(h("span", {}, words), button(null, () => builder.close(), stop));
    },
  };
}
