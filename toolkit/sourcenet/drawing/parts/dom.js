// Making elements. Text is always text: nothing in the widgets reads HTML, so a source's name can never run as code.

const SVG_SPACE = "http://www.w3.org/2000/svg";
const SHARED = { words: {}, icons: {}, count: 0, prefix: Math.random().toString(36).slice(2, 7) };

/** Take over the translated sentences and the icons that Python sends with the state. */
function share(state) {
  SHARED.words = state.words || {};
  SHARED.icons = state.icons || {};
}

/** A sentence in the learner's language, with its {blanks} filled in. */
function t(sentence, values = {}) {
  const said = SHARED.words[sentence] || sentence;
  return said.replace(/\{(\w+)\}/g, (blank, name) => (name in values ? String(values[name]) : blank));
}

/** The form of a sentence that fits a number. */
function many(one, more, n) {
  return t(n === 1 ? one : more, { n });
}

/** An id that no other view on the page has, not even one whose script was loaded a second time. */
function freshId() {
  SHARED.count += 1;
  return `sn-${SHARED.prefix}-${SHARED.count}`;
}

const TAKES_FOCUS = new Set(["button", "input", "select", "textarea", "summary", "a"]);

/** Make an HTML element: attributes, on* listeners, then children (text or elements; nothing for null and false). */
function h(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "value" || name === "checked") node[name] = value;
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat(3).filter((child) => child !== null && child !== undefined && child !== false));
  if (TAKES_FOCUS.has(tag) || "tabindex" in attributes) quieten(node);
  return node;
}

/** Keep the notebook's own shortcuts away: with focus here, "d d" would otherwise delete the learner's cell. */
function quieten(node) {
  node.setAttribute("data-lm-suppress-shortcuts", "true");
}

/** Make an SVG element. */
function s(tag, attributes = {}, ...children) {
  const node = document.createElementNS(SVG_SPACE, tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined) node.setAttribute(name, value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

/** One of the 16-pixel icons. It always stands beside a word or in a named button, so it is hidden from readers. */
function icon(name) {
  const path = s("path", { d: SHARED.icons[name] || "" });
  return s("svg", { class: "i", viewBox: "0 0 16 16", "aria-hidden": "true" }, path);
}

/** A button: icon, words, or both. */
function button(words, onclick, { glyph, kind = "", ...more } = {}) {
  const label = words === null ? null : h("span", { class: "lab" }, words);
  return h("button", { type: "button", class: `b ${kind}`.trim(), onclick, ...more }, glyph ? icon(glyph) : null, label);
}

/** A labelled control. The name is the field's name in Python, so that a rejection finds the control again. */
function field(label, control, { name, hint } = {}) {
  control.id = control.id || freshId();
  if (name) control.dataset.field = name;
  const help = hint ? h("p", { class: "muted small hint-text", id: `${control.id}-hint` }, hint) : null;
  if (help) control.setAttribute("aria-describedby", help.id);
  return h("div", { class: "fld" }, h("label", { for: control.id }, label), control, help);
}

/** A list to choose from. Options: [value, words], or [group, [options]] for a group. */
function select(value, options, attributes = {}) {
  const node = h("select", { class: "f", ...attributes });
  node.append(...options.map((one) => optionNode(one, value)));
  return node;
}

function optionNode([value, words], chosen) {
  if (Array.isArray(words)) {
    return h("optgroup", { label: value }, words.map((one) => optionNode(one, chosen)));
  }
  const node = h("option", { value }, words);
  node.selected = value === chosen;
  return node;
}

/** A tick box with its words behind it. */
function tick(words, checked, attributes = {}) {
  const box = h("input", { type: "checkbox", ...attributes });
  box.checked = Boolean(checked);
  return h("label", { class: "tick" }, box, h("span", {}, words));
}

/** A message that something was not kept: what happened, what is allowed, what to do. */
function errorBox(text, id) {
  return h("p", { class: "err", role: "alert", id }, icon("warn"), h("span", {}, text));
}

/** Mark a control as the one that the message is about, or take the mark away again. */
function markInvalid(control, errorId) {
  control.setAttribute("aria-invalid", "true");
  control.dataset.described = control.getAttribute("aria-describedby") || "";
  control.setAttribute("aria-describedby", `${errorId} ${control.dataset.described}`.trim());
}

function clearInvalid(root) {
  for (const control of root.querySelectorAll("[aria-invalid]")) {
    control.removeAttribute("aria-invalid");
    if (control.dataset.described) control.setAttribute("aria-describedby", control.dataset.described);
    else control.removeAttribute("aria-describedby");
  }
}

/** Two controls beside each other. */
function pair(...children) {
  return h("div", { class: "two" }, children);
}

/** Buttons in a line, which wraps where there is no room. */
function lineup(...children) {
  return h("div", { class: "lineup" }, children);
}

/** Words that say less: smaller, and in the muted ink. */
function hushed(...words) {
  return h("span", { class: "muted small" }, words);
}

/** The small mark of a kind: its outline and glyph, in a colour or hollow. */
function kindMark(kind, { colour = "var(--sn-c0)", hollow = false } = {}) {
  const round = { fill: "none", "stroke-linecap": "round", "stroke-linejoin": "round" };
  const shape = (kind && kind.shape) || "M0-15A15 15 0 1 1 0 15A15 15 0 1 1 0-15Z";
  return s(
    "svg",
    { class: "k", viewBox: "-19 -19 38 38", "aria-hidden": "true" },
    s("path", { d: shape, ...round, fill: hollow ? "var(--sn-canvas)" : colour, stroke: colour, "stroke-width": 1.8 }),
    s("path", { d: (kind && kind.glyph) || "", ...round, stroke: hollow ? colour : "var(--sn-on-c)", "stroke-width": 1.7 }),
  );
}

/** The token of a colour of the data: by number one of the seven, or a step from less to more. */
function inkName(colour) {
  return typeof colour === "string" ? colour : `c${colour}`;
}

/** The learner's own mark: an ink disc. */
function meMark() {
  return s("svg", { class: "k", viewBox: "-19 -19 38 38", "aria-hidden": "true" }, s("circle", { r: 14, fill: "var(--sn-ink)" }));
}

/** Whether an element is the focused one or holds it. */
function holdsFocus(node) {
  return node.contains(node.getRootNode().activeElement);
}

/** Rebuild part of the page and give the focus back to the element with the same key. */
function keepFocus(host, rebuild) {
  const focused = host.getRootNode().activeElement;
  const key = focused && host.contains(focused) ? focused.dataset.key : undefined;
  rebuild();
  if (key === undefined) return;
  const again = [...host.querySelectorAll("[data-key]")].find((node) => node.dataset.key === key);
  if (again) again.focus({ preventScroll: true });
}
