// The controls that several forms share, and the frame of a form with its message on top.

/** A form with a heading, a place for messages, and a way to say what is wrong with which field. */
function formFrame(builder, heading, onsubmit) {
  const errors = h("div", { class: "errors" });
  const body = h("div", { class: "body" });
  const node = h("form", { class: "frm", novalidate: true, "aria-label": heading }, errors, body);
  const frame = {
    node, body, heading: heading ? h("h3", {}, heading) : null,
    fail(text, name, { focus = true } = {}) {
      frame.clear();
      const id = freshId();
      errors.append(errorBox(text, id));
      errors.scrollIntoView({ block: "nearest" });
      const control = name ? node.querySelector(`[data-field="${CSS.escape(name)}"]`) : null;
      if (!control) return;
      const fold = control.closest("details");
      if (fold) fold.open = true;
      markInvalid(control, id);
      if (focus) control.focus();
    },
    clear() {
      errors.replaceChildren();
      clearInvalid(node);
    },
    /** The first text that is too long, said and shown; true where all fit. */
    fits() {
      const limits = builder.store.state.limits || {};
      for (const control of node.querySelectorAll("[data-field]")) {
        const sentence = tooLong(control.value, limits[control.dataset.field]);
        if (sentence) {
          frame.fail(sentence, control.dataset.field);
          return false;
        }
      }
      return true;
    },
    focus() {
      const first = body.querySelector("input, select, textarea, button");
      if (first) first.focus();
    },
  };
  node.addEventListener("submit", (event) => {
    event.preventDefault();
    frame.clear();
    if (frame.fits()) onsubmit();
  });
  return frame;
}

/** The sentence for a text that is longer than fits, or "". */
function tooLong(text, limit) {
  const n = [...String(text || "")].length;
  if (!limit || n <= limit) return "";
  return t("This text has {n} characters; {limit} fit. Shorten it, and keep what matters most.", { n, limit });
}

/** The row of buttons that ends a form. */
function formEnd(words, { cancel, cancelWords = t("Cancel") } = {}) {
  const go = h("button", { type: "submit", class: "b main" }, words);
  return lineup(go, cancel ? button(cancelWords, cancel, { kind: "quiet" }) : null);
}

/** A folded part of a form. */
function fold(words, open, ...children) {
  const node = h("details", { class: "fold" }, h("summary", {}, words), h("div", {}, children));
  node.open = Boolean(open);
  return node;
}

const PERSON = "person";

/** Whether a source is a person whom the learner knows. Somebody of whom nothing is said is taken to be one. */
function isKnown(source) {
  return source.kind === PERSON ? source.known !== false : source.known === true;
}

/** Kinds to choose from. */
function kindSelect(store, value, attributes = {}) {
  const kinds = Object.keys(store.state.vocabulary.kinds);
  const all = !value || kinds.includes(value) ? kinds : [...kinds, value];
  return select(value, all.map((name) => [name, t(name)]), attributes);
}

/** Where it stands on the question. */
function viewpointSelect(store, value, attributes = {}) {
  return select(value || "", wordOptions(store.state.vocabulary.viewpoints.map(([name]) => name), value), attributes);
}

/** A list of words with "not said" on top, and the present value even where the list does not know it. */
function wordOptions(words, value) {
  const all = !value || words.includes(value) ? words : [...words, value];
  return [["", t("not said")], ...all.map((word) => [word, t(word)])];
}

/** Sources by name, the learner first where wanted. */
function sourceOptions(store, { me = false, without = [] } = {}) {
  const sources = [...store.sources.values()].filter((source) => !without.includes(source.id));
  return [...(me ? [["me", t("me")]] : []), ...sources.map((source) => [source.id, source.label || source.name])];
}

/** How much I rely on it: five words under their line. Returns {node, value()}. */
function fiveLevels(store, value, onchange = () => {}) {
  const name = freshId();
  const inputs = [1, 2, 3, 4, 5].map((level) =>
    h("input", { type: "radio", name, value: String(level), checked: level === value, "data-field": "strength", onchange: () => onchange(level) }));
  const labels = inputs.map((input, i) =>
    h("label", { class: `w${i + 1}` }, input, h("span", {}, h("i", {}, relyWord(store, i + 1)))));
  const node = h("fieldset", {}, h("legend", {}, t("How much I rely on it")), h("div", { class: "five" }, labels));
  return {
    node, inputs,
    value: () => Number((inputs.find((input) => input.checked) || { value: 3 }).value),
    set(level) { inputs[level - 1].checked = true; },
  };
}

const FAMILY_WORDS = { uses: "Using", made: "Making", refers: "Pointing on", argues: "Arguing", meets: "Meeting" };
const OWN_WORDS = "\u0000own";

/** The relation: suggestions in their families, or one's own words. Returns {node, value(), set(), control}. */
function relationControl(store, value, onchange = () => {}) {
  const own = h("input", { class: "f", autocomplete: "off", "aria-label": t("Relation in your own words"), placeholder: t("in a verb or two") });
  const list = select(value, relationOptions(store, value), {});
  const control = field(t("Relation"), list, { name: "relation" });
  control.append(own);
  const show = () => { own.hidden = list.value !== OWN_WORDS; };
  const read = () => (list.value === OWN_WORDS ? own.value.trim() : list.value);
  list.addEventListener("change", () => {
    show();
    if (own.hidden) onchange();
    else own.focus();
  });
  own.addEventListener("change", () => onchange());
  show();
  return {
    node: control, list, own, value: read,
    set(word) {
      list.replaceChildren(...select(word, relationOptions(store, word)).childNodes);
      list.value = word;
      show();
    },
  };
}

function relationOptions(store, value) {
  const groups = new Map(Object.keys(FAMILY_WORDS).map((family) => [family, []]));
  const known = store.state.vocabulary.relations;
  for (const [word, family] of Object.entries(known)) (groups.get(family) || groups.get("uses")).push([word, t(word)]);
  const own = new Set([...store.connections.values()].map((one) => one.relation).filter((word) => !(word in known)));
  if (value && !(value in known)) own.add(value);
  const options = [...groups].filter(([, words]) => words.length).map(([family, words]) => [t(FAMILY_WORDS[family]), words]);
  if (own.size) options.push([t("Yours"), [...own].map((word) => [word, word])]);
  return [...options, [OWN_WORDS, t("in my own words…")]];
}

const USUAL_RELATION = {
  person: "talks with", organisation: "learns from", community: "member of", site: "reads", feed: "follows", book: "reads",
  paper: "reads", event: "learns from", idea: "thinks with", object: "uses",
};

/** What one usually does with such a source, for the form to begin with. */
function usualRelation(store, source) {
  const word = USUAL_RELATION[source && source.kind] || "uses";
  const known = store.state.vocabulary.relations;
  return word in known ? word : Object.keys(known)[0] || word;
}

const SOMEONE = "\u0000someone";

/** "Directly, or through whom?", with room for somebody who is not here yet. */
function throughControl(store, { without = [] } = {}) {
  const list = select("me", [
    ["me", t("directly")],
    ...(store.sources.size > without.length ? [[t("through"), sourceOptions(store, { without })]] : []),
    [SOMEONE, t("through someone who is not here yet…")],
  ]);
  const name = h("input", { class: "f", autocomplete: "off" });
  const kind = kindSelect(store, "person");
  const extra = h("div", { class: "two", hidden: true }, field(t("Who or what is it?"), name, { name: "someone" }), field(t("Kind"), kind));
  list.addEventListener("change", () => {
    extra.hidden = list.value !== SOMEONE;
    if (!extra.hidden) name.focus();
  });
  return {
    node: h("div", { class: "through" }, field(t("Directly, or through whom?"), list, { name: "start" }), extra), list,
    /** Where the connection starts, and the event that adds somebody new; null where the name is missing. */
    read() {
      if (list.value !== SOMEONE) return { start: list.value, events: [] };
      if (!name.value.trim()) return null;
      const id = randomId();
      const add = { id, do: "add", name: name.value.trim(), kind: kind.value, ...(kind.value === PERSON && { known: true }), origin: "added" };
      return { start: id, events: [add], someone: id };
    },
  };
}

/**
 * Tie a control to a value of the store: it saves when the person leaves it, and follows changes from elsewhere
 * unless it is being written in. Lists and buttons wait a moment, because every arrow key is a change of theirs.
 */
function binding(control, { get, commit }) {
  let timer = 0;
  let base = putValue(control, get());
  const save = () => {
    clearTimeout(timer);
    timer = 0;
    const value = control.value;
    if (value === base) return;
    base = value;
    commit(value);
  };
  control.addEventListener("change", () => {
    if (control.tagName !== "SELECT") return save();
    clearTimeout(timer);
    timer = setTimeout(save, 600);
    return undefined;
  });
  control.addEventListener("focusout", save);
  return {
    save,
    update() {
      const now = get();
      const writing = control.value !== base && (timer || holdsFocus(control));
      if (!writing) base = putValue(control, now);
    },
    /** Put the old value back without saving: what was written was refused. */
    revert() {
      base = putValue(control, get());
    },
  };
}

/**
 * Put a value into a control, and return it as the control holds it: a list without this word gets it, and line ends
 * may come back otherwise. What is compared later is this, or a field would be saved that nobody touched.
 */
function putValue(control, value) {
  if (control.value === value) return value;
  if (control.tagName === "SELECT" && ![...control.options].some((one) => one.value === value)) {
    control.append(h("option", { value }, t(value)));
  }
  control.value = value;
  return control.value;
}
