// The two questions that are asked in a dialog: setting aside, and forgetting.

/** Show a native dialog inside the widget. Escape and "Keep it" close it; the focus goes back where it was. */
function showDialog(builder, content, label) {
  const node = h("dialog", { class: "sn-dialog", "aria-labelledby": label }, content);
  const before = node.ownerDocument.activeElement;
  node.addEventListener("close", () => {
    node.remove();
    if (before && before.isConnected && !node.returnValue) before.focus();
  });
  quieten(node);
  builder.root.append(node);
  node.showModal();
  return node;
}

/** Set something aside: what it changes, and why. The reason is required, because one looks back at it. */
function asideDialog(builder, id) {
  const { store } = builder;
  const source = store.sources.get(id);
  const name = source ? source.label || source.name : sentence(store, store.connections.get(id));
  const why = h("textarea", { class: "f", rows: 2, id: freshId() });
  const label = freshId();
  const frame = formFrame(builder, null, submit);
  const ready = [t("Out of date"), t("Not reliable"), t("I do not use it"), t("Says the same as another")];
  const put = (words) => () => {
    why.value = words + (why.value && !why.value.startsWith(words) ? `. ${why.value}` : "");
    why.focus();
  };
  why.dataset.field = "reason";
  frame.body.append(
    h("h2", { id: label }, t("Set aside {name}?", { name })),
    h("p", { class: "muted" }, t("It leaves the picture and stays in your history. You can bring it back.")),
    beforeAndAfter(store, id),
    h("div", {}, h("label", { for: why.id }, t("Why")),
      h("div", { class: "ready" }, ready.map((words) => button(words, put(words), { kind: "chip plain" }))), why),
    h("div", { class: "lineup end" }, button(t("Keep it"), () => node.close(""), {}),
      h("button", { type: "submit", class: "b main" }, icon("aside"), h("span", {}, t("Set aside")))));
  const node = showDialog(builder, frame.node, label);
  why.focus();

  function submit() {
    const reason = why.value.trim();
    if (!reason) return frame.fail(t("Setting aside keeps a reason, so that you can look back at what you decided."), "reason");
    node.close("done");
    return builder.setAside(id, name, reason);
  }
}

/** What would change: sources within two steps of me, and viewpoints in balance. */
function beforeAndAfter(store, id) {
  const sources = [...store.sources.values()];
  const ties = [...store.connections.values()];
  const left = sources.filter((one) => one.id !== id);
  const tiesLeft = ties.filter((one) => ![one.id, one.start, one.end].includes(id));
  const number = (value) => (value === null ? t("too early to say") : value.toFixed(1));
  const rows = [
    [t("Within two steps of you"), String(reachFromMe(sources, ties)), String(reachFromMe(left, tiesLeft))],
    [t("Viewpoints in balance, among the sources"), number(balance(sources)), number(balance(left))],
  ];
  return h("table", { class: "ba" }, h("caption", { class: "vh" }, t("What would change")),
    h("thead", { class: "vh" }, h("tr", {}, [t("What"), t("Now"), t("Then")].map((words) => h("th", { scope: "col" }, words)))),
    h("tbody", {}, rows.map(([words, now, then]) => h("tr", {},
      h("th", { scope: "row" }, words), h("td", { class: "n" }, now),
      h("td", { class: "n" }, h("span", { class: "muted", "aria-hidden": "true" }, t("to")), " ", h("b", {}, then))))));
}

/** Forget: the only thing that cannot be undone, so the only one that asks twice. The focus starts on "Keep it". */
function forgetDialog(builder, id) {
  const { store } = builder;
  const name = store.label(id);
  const label = freshId();
  const standing = store.sources.has(id);
  const keep = button(t("Keep it"), () => node.close(""), {});
  const instead = () => {
    node.close("aside");
    asideDialog(builder, id);
  };
  const frame = formFrame(builder, null, () => {
    node.close("done");
    builder.forget(id);
  });
  const others = textsNaming(store, id);
  frame.body.append(
    h("h2", { id: label }, t("Forget {name}?", { name })),
    h("p", {}, t("It, its connections and everything you wrote about it are erased from your file. This cannot be undone.")),
    others ? h("p", {}, many("Its name is also taken out of {n} other text of yours.", "Its name is also taken out of {n} other texts of yours.", others)) : null,
    h("p", { class: "muted" }, t("To keep it in your history, set it aside instead. To erase a copy you handed in, ask your marker.")),
    h("div", { class: "lineup end" }, keep, standing ? button(t("Set aside"), instead, {}) : null,
      h("button", { type: "submit", class: "b main" }, t("Forget it"))));
  const node = showDialog(builder, frame.node, label);
  keep.focus();
}

/** How many other texts that the page has name a source: reasons, notes, the question; of people also names of others. */
function textsNaming(store, id) {
  const aside = [...store.archive.values()];
  const held = store.sources.get(id) || (store.archive.get(id) || {}).what || {};
  const pattern = namePattern(held.name || "");
  if (!pattern) return 0;
  const apart = (one) => ![one.id, one.start, one.end].includes(id);
  const things = [...store.sources.values(), ...store.connections.values(), ...aside.map((one) => one.what)].filter(apart);
  const names = isKnown(held) || held.private ? things.map((one) => one.name) : [];
  const reasons = aside.filter((one) => apart(one.what)).map((one) => one.reason);
  const texts = [...things.flatMap((one) => [one.why, one.notes]), ...names, ...reasons, store.state.question];
  return texts.filter((text) => text && pattern.test(text)).length;
}

/** What finds a name as whole words, as Python does: one word only as it is spelled, more in any case. */
function namePattern(name) {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const all = words.join("");
  if (!all || (all.length < 2 && all < "\u0080")) return null;
  // Scripts without capitals mostly write words without blanks between them: there no edge can be asked for.
  const edge = (letter) => letter < "\u0080" || letter.toLowerCase() !== letter.toUpperCase();
  const before = edge(all[0]) ? "(?<![\\p{L}\\p{N}_])" : "";
  const after = edge(all[all.length - 1]) ? "(?![\\p{L}\\p{N}_])" : "";
  const body = words.map((word) => word.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&")).join("\\s+");
  return new RegExp(before + body + after, words.length > 1 ? "iu" : "u");
}
