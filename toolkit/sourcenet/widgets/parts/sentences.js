// What the network says, as sentences that point: a chosen one shows what it is about in the picture and in the tables.

/** The sentences: three worth reading first, one thing to try, and folded everything that can be said so far. */
function createSentences(look, host) {
  const { store, view } = look;
  const open = new Set();
  let told = "";
  return {
    refresh() {
      keepFocus(host, () => host.replaceChildren(...nodes()));
    },
    focus: () => (host.querySelector("button") || host.querySelector("h3")).focus(),
    where: () => told,
  };

  function nodes() {
    const says = saysOf(store);
    const first = says.first || [];
    const more = (says.page || []).some((one) => !first.some((other) => other.text === one.text));
    const body = first.length
      ? h("ul", { class: "saids" }, first.map((one, i) => item(one, `first-${i}`)))
      : h("p", { class: "muted" }, t("Being worked out. It stands here in a moment."));
    return [h("h3", { tabindex: "-1" }, t("What your network says")), body, says.try ? tryBox(says.try) : null, more ? everything(says.page) : null].filter(Boolean);
  }

  function everything(page) {
    const groups = new Map([["", []], ["sources", []], ["me", []]]);
    page.forEach((one, i) => (groups.get(one.about || "") || groups.get("")).push(item(one, `page-${i}`, false)));
    const lists = [...groups].filter(([, list]) => list.length)
      .flatMap(([about, list]) => [about ? h("h4", {}, t(SAYS_ABOUT[about])) : null, h("ul", { class: "saids" }, list)]);
    return fold("page", [t("Everything that can be said so far"), " ", h("span", { class: "muted num" }, String(page.length))], lists, "all");
  }

  /** One sentence. It is a button where it points at something that is there. */
  function item(one, key, caption = true) {
    const on = view.saying === one.text;
    const about = caption && one.about ? h("p", { class: "muted small about" }, t(SAYS_ABOUT[one.about] || "")) : null;
    const text = pointsOf(look, one).length
      ? h("button", { type: "button", class: "said", "aria-pressed": String(on), "data-key": key, onclick: () => look.point(on ? null : one) }, h("span", {}, one.text))
      : h("p", { class: `said plain${one.early ? " early" : ""}` }, one.text);
    const figure = one.figure ? fold(`figure-${one.text}`, [t("The figure behind it")], [h("p", {}, one.figure)], "small") : null;
    return h("li", { class: on ? "on" : null }, text, about, figure);
  }

  /** A fold that stays as it was when everything is drawn anew. */
  function fold(key, words, inside, kind) {
    const node = h("details", { class: `fold ${kind}` }, h("summary", { "data-key": key }, words), h("div", {}, inside));
    node.open = open.has(key);
    const keep = (now) => (now ? open.add(key) : open.delete(key));
    // A press is noted at once: what is drawn anew before the browser tells of it would fold it again.
    node.firstChild.addEventListener("click", () => keep(!node.open));
    node.addEventListener("toggle", () => { if (node.isConnected) keep(node.open); });
    return node;
  }

  function tryBox(text) {
    const where = () => {
      told = whereToDoIt();
      look.say(told);
      look.refresh();
    };
    return h("div", { class: "try stack" }, h("p", {}, tryNext(text)),
      button(t("Where do I do this?"), where, { kind: "little", "data-key": "where" }), told ? h("p", { class: "small" }, told) : null);
  }
}

/** Where the thing to try is done: this widget changes nothing. */
function whereToDoIt() {
  return builderIsHere()
    ? t("In the Builder on this page: what you change there shows here at once.")
    : t("In your Builder: run sn.Builder(network) in a cell. What you change there shows here at once.");
}

function builderIsHere() {
  return Boolean(document.querySelector(".sn-builder:not(.sn-look-back)"));
}

function saysOf(store) {
  const { says } = store.state;
  return says && !Array.isArray(says) ? says : {};
}

/** The ids that a sentence points at and that are there. */
function pointsOf({ now }, one) {
  return (one.points || []).filter((id) => now.sources.has(id) || now.connections.has(id));
}

/** What a sentence points at, by name. */
function pointedWords({ now }, ids) {
  const words = ids.slice(0, NAMED).map((id) => (now.connections.has(id) ? sentence(now, now.connections.get(id)) : now.label(id)));
  if (ids.length > NAMED) words.push(many("{n} more", "{n} more", ids.length - NAMED));
  return t("Shown: {what}.", { what: words.join("; ") });
}
