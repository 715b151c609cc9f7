// The blocks of a sheet as elements. Each kind has one function here or among the forms; what is unknown stays away.

const BLOCKS = {
  heading({ words, level, key, about, kind }, sheet) {
    const line = h(`h${level || 3}`, { ...(key && { "data-key": key, tabindex: "-1" }) }, words);
    if (!about && !kind) return line;
    const shape = (sheet.link.page.kinds || {})[kind];
    const mark = shape ? kindMark({ shape: shape[0], glyph: shape[1] }) : null;
    return h("div", { class: "head" }, mark, h("div", {}, line, about ? h("p", { class: "muted small" }, about) : null));
  },
  text({ words, kind }) {
    const parts = words.split("\n\n").map((part) => h("p", { class: kind || null }, part));
    return parts.length === 1 ? parts[0] : h("div", { class: "paragraphs" }, parts);
  },
  note({ words, kind, title }) {
    const glyph = { good: "ok", warn: "warn", try: "try" }[kind];
    return h("div", { class: `said ${kind}` }, glyph && SHARED.icons[glyph] ? icon(glyph) : null,
      h("div", {}, title ? h("h4", {}, title) : null, h("p", {}, words)));
  },
  items({ items = [], kind, numbered }, sheet) {
    const lines = items.map((one) => h("li", {}, typeof one === "string" ? one : drawn(one, sheet)));
    return h(numbered ? "ol" : "ul", { class: `items ${kind || ""} ${numbered ? "numbered" : ""}`.trim() }, lines);
  },
  table({ caption, head, rows = [], shown, small }, sheet) {
    const cell = (one) => (one && typeof one === "object" ? drawn(one, sheet) : String(one));
    // The roles are said aloud: on a narrow page rows become blocks, and a browser would forget that this is a table.
    const line = (row) => h("tr", { role: "row" }, row.map((one, n) => (n ? h("td", { role: "cell", "data-head": head[n] || "" }, cell(one))
      : h("th", { scope: "row", role: "rowheader" }, cell(one)))));
    const heads = h("tr", { role: "row" }, head.map((one) => (one ? h("th", { scope: "col", role: "columnheader" }, one) : h("td", { role: "cell" }))));
    return h("div", { class: small ? "scroll small" : "scroll", role: "region", "aria-label": caption, tabindex: "0" }, h("table", { role: "table" },
      h("caption", { class: shown ? null : "vh" }, caption), h("thead", { role: "rowgroup" }, heads), h("tbody", { role: "rowgroup" }, rows.map(line))));
  },
  /** Our own drawing, as an image: whatever stands in it, no script of it can run. */
  picture({ svg, words }) {
    const bytes = new TextEncoder().encode(svg);
    const data = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
    return h("div", { class: "paper", role: "region", "aria-label": words, tabindex: "0" },
      h("img", { src: `data:image/svg+xml;base64,${data}`, alt: words }));
  },
  scale({ value, of, words }) {
    const boxes = Array.from({ length: of }, (_one, n) => h("i", { class: n < Math.round(value) ? "on" : null }));
    return h("p", { class: "scaled" }, h("span", { class: "dots", role: "img", "aria-label": t("{value} of {of}", { value, of }) }, boxes), h("span", {}, words));
  },
  card({ inside = [], key, kind }, sheet) {
    return h("div", { class: `card ${kind || ""}`.trim(), ...(key && { "data-key": key, tabindex: "-1" }) }, drawAll(inside, sheet));
  },
  columns({ main, side, words }, sheet) {
    return h("div", { class: "cols" }, h("div", { class: "main" }, drawAll(main, sheet)), h("aside", { "aria-label": words }, drawAll(side, sheet)));
  },
  fold({ words, inside = [], key, opened }, sheet) {
    const node = h("details", { class: "fold" }, h("summary", { "data-key": `fold-${key}` }, words), h("div", { class: "inside" }, drawAll(inside, sheet)));
    node.open = sheet.folds.has(key) ? sheet.folds.get(key) : Boolean(opened);
    node.addEventListener("toggle", () => sheet.folds.set(key, node.open));
    return node;
  },
  buttons({ inside = [] }, sheet) {
    return h("div", { class: "lineup" }, drawAll(inside, sheet));
  },
  act({ act: name, words, given, kind, why_not: whyNot, pressed, glyph, key, about }, sheet) {
    const press = () => (whyNot ? sheet.say(whyNot) : sheet.act(name, given || {}, { key }));
    return button(words, press, {
      glyph, kind: kind || "", "data-key": key, "aria-disabled": whyNot ? "true" : null,
      ...(about && { "aria-label": `${words}: ${about}` }), ...(pressed !== undefined && { "aria-pressed": String(pressed) }),
    });
  },
  tabs({ words, act: name, tabs, value }, sheet) {
    const node = h("div", { class: "tabs", role: "tablist", "aria-label": words });
    const go = (to) => to !== value && sheet.act(name, { value: to }, { key: `tab-${to}`, focus: `tab-${to}` });
    node.append(...tabs.map(([one, label]) => h("button", {
      type: "button", role: "tab", "data-key": `tab-${one}`, "aria-selected": String(one === value), "aria-controls": sheet.body.id,
      tabindex: one === value ? "0" : "-1", onclick: () => go(one),
    }, label)));
    node.addEventListener("keydown", (event) => {
      const at = tabs.findIndex(([one]) => one === value), last = tabs.length - 1;
      const to = { ArrowRight: (at + 1) % (last + 1), ArrowLeft: (at + last) % (last + 1), Home: 0, End: last }[event.key];
      if (to === undefined) return;
      event.preventDefault();
      go(tabs[to][0]);
    });
    return node;
  },
  /** A list that acts at once: by mouse when it changes, by keyboard with Enter or on leaving it. */
  pick({ words, act: name, options: some, value, key }, sheet) {
    const node = select(value, some, { "data-key": key });
    let byKey = false, told = value;
    // Told once: a list that is drawn anew loses the focus, too, and leaving it tells again.
    const go = async () => {
      if (node.value === told) return;
      told = node.value;
      const answer = await sheet.act(name, { value: told }, { key });
      if (answer.type === "refused") node.value = told = value;
    };
    node.addEventListener("keydown", (event) => {
      byKey = event.key !== "Enter";
      if (event.key === "Enter") {
        event.preventDefault();
        go();
      }
    });
    node.addEventListener("pointerdown", () => { byKey = false; });
    node.addEventListener("change", () => { if (!byKey) go(); });
    node.addEventListener("blur", go);
    return field(words, node);
  },
  /** Choices walked by arrow keys; Enter takes one, Escape goes back. */
  options({ words, act: name, options: some = [], given, back, key }, sheet) {
    const id = freshId();
    const take = (value) => sheet.act(name, { ...given, value }, { key });
    const buttonOf = ([value, label, more], n) => h("button", {
      type: "button", class: "opt", "data-key": `${key}-${value}`, tabindex: n ? "-1" : "0", onclick: () => take(value),
    }, h("span", { class: "what" }, label), more ? h("span", { class: "muted small" }, more) : null);
    const list = h("ul", { class: "opts", "aria-labelledby": id }, some.map((one, n) => h("li", {}, buttonOf(one, n))));
    list.addEventListener("keydown", (event) => {
      const all = [...list.querySelectorAll("button")];
      const at = all.indexOf(event.target.closest("button"));
      const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
      if (event.key === "Escape" && back) {
        event.preventDefault();
        sheet.act(back, {}, { key });
      }
      if (to === undefined || !all[to]) return;
      event.preventDefault();
      all.forEach((one, n) => { one.tabIndex = n === to ? 0 : -1; });
      all[to].focus();
    });
    return h("div", { class: "optbox", "data-key": key, tabindex: "-1" }, h("p", { id, class: "muted small" }, words), list);
  },
};

/** The element of a block, or null for a kind that this script does not know. */
function drawn(block, sheet) {
  const make = BLOCKS[block.is] || FORM_BLOCKS[block.is];
  return make ? make(block, sheet) : null;
}

function drawAll(blocks, sheet) {
  return blocks.map((block) => drawn(block, sheet)).filter(Boolean);
}
