// The quick list: one source a line, kinds guessed and changeable at once, one undo for all of them.

const MOST_ROWS = 60;
const MOST_SOURCES = 10000;

/** What a pasted line says: a name, and an address where there is one. Bullets and numbers before it fall away. */
function readLine(line) {
  const text = line.trim().replace(/^(?:[-*•–]\s+|\d{1,3}[.)]\s+)/, "").trim();
  const found = /(?:https?:\/\/|www\.)\S+/i.exec(text);
  if (!found) return { name: text, url: "" };
  const address = found[0].replace(/[).,;>]+$/, "");
  const url = /^www\./i.test(address) ? `https://${address}` : address;
  const rest = text.replace(found[0], " ").replace(/[\s:,;–—(<-]+$/, "").replace(/^[\s:,;–—>)-]+/, "").trim();
  return { name: rest || address.replace(/^https?:\/\/(www\.)?/i, "").replace(/\/$/, ""), url };
}

const KIND_HINTS = [
  ["AI assistant", /\b(chatgpt|gpt|claude|copilot|gemini|perplexity|mistral|assistant|chatbot|ai)\b/i],
  ["feed", /(\b(feed|rss|atom|podcast|newsletter)\b|\.xml$)/i],
  ["paper", /(doi\.org|arxiv|\b10\.\d{4}|\b(article|paper)\b)/i],
  ["community", /(^#|^r\/|\b(forum|group|club|community|discord|subreddit|team|society)\b)/i],
  ["site", /^(https?:|www\.)/i],
  ["library", /\blibrar(y|ies)\b/i],
  ["book", /\b(isbn|book|textbook|handbook|novel)\b/i],
  ["event", /\b(course|conference|workshop|lecture|seminar|class|session|mooc)\b/i],
  ["database", /\b(scholar|pubmed|database|eric|jstor|scopus|catalogue|archive)\b/i],
  ["object", /\b(notebook|notes|diary|journal|thermometer|microscope|instrument|map)\b/i],
  ["tool", /\b(app|software|tool|calculator|spreadsheet|excel|zotero|python|anki|search engine|google)\b/i],
  ["organisation", /\b(university|institute|council|ministry|agency|hospital|school|department|nhs|who|company)\b/i],
  ["person", /\b(mum|mom|dad|mother|father|aunt|uncle|sister|brother|cousin|gran|grandmother|grandfather|friend|flatmate)\b/i],
  ["person", /\b(neighbour|tutor|teacher|professor|prof|dr|doctor|librarian|colleague|boss|coach|pharmacist|nurse|my gp)\b/i],
  ["paper", /\b(19|20)\d\d\b/],
  ["site", /^[\w-]+(\.[\w-]+)*\.(com|org|net|edu|gov|io|uk|de|fr|nl|info|eu|ch|au|ca|blog)(\/\S*)?$/i],
  ["person", /^\p{Lu}[\p{L}.'’-]+( \p{Lu}[\p{L}.'’-]*){1,2}$/u],
];

/** The kind that a line most likely means; people see it and change it at once. */
function guessKind(text, store, otherwise = "idea") {
  const known = Object.keys(store.state.vocabulary.kinds);
  const hit = KIND_HINTS.find(([kind, pattern]) => known.includes(kind) && pattern.test(text.trim()));
  if (hit) return hit[0];
  return known.includes(otherwise) ? otherwise : known[0];
}

/** The quick list, which is also what an empty network begins with. */
function createQuickList(builder, host) {
  const { store, view } = builder;
  const said = new Map();
  let drawn = new Map();
  let asked = 0;
  const area = h("textarea", { class: "f", id: freshId(), spellcheck: "false", "data-field": "lines", value: view.listText || "",
    placeholder: t("a person\nthe address of a site\na book, a group, a tool, an idea") });
  const lead = h("p", { class: "muted small guessing" });
  const guesses = h("ul", { class: "gs" });
  const go = h("button", { type: "submit", class: "b main" });
  const brought = tick(t("I brought these with me: I knew them before"), !store.sources.size);
  const frame = formFrame(builder, null, submit);
  frame.node.classList.add("quick");
  const fresh = !store.sources.size;
  frame.body.append(
    h("div", {}, h("h3", {}, fresh ? t("What do you already learn from?") : t("Quick list")),
      h("p", { class: "muted" }, t("One source a line: a name or a web address. Everything else can come later."))),
    h("div", { class: "ql" },
      h("div", { class: "tx" }, h("label", { for: area.id }, t("Sources, one a line")), area), h("div", {}, lead, guesses)),
    brought,
    lineup(go, button(t("One at a time"), () => builder.open("add"), {}),
      fresh ? null : button(t("Cancel"), () => builder.close(), { kind: "quiet" })));
  area.addEventListener("input", () => {
    view.listText = area.value;
    // Once a frame is enough: some ways of writing tell of every line of a long text on its own.
    if (!asked) asked = requestAnimationFrame(() => show());
  });
  host.replaceChildren(frame.node);
  show();
  return { focus: () => area.focus(), show };

  function rows() {
    const seen = new Set();
    const index = hereIndex(store);
    const lines = area.value.split("\n").map((line) => line.trim()).filter(Boolean);
    return lines.filter((line) => !seen.has(line) && seen.add(line)).map((line) => {
      const { name, url } = readLine(line);
      const here = alreadyHere(store, { name, url }, index);
      return { line, name, url, here, kind: here ? here.kind : said.get(line) || guessKind(url ? `${url} ${name}` : name, store) };
    }).filter((row) => row.name);
  }

  function show() {
    cancelAnimationFrame(asked);
    asked = 0;
    const all = rows();
    const n = all.filter((row) => !row.here).length;
    lead.textContent = all.length ? t("Kinds are guessed. Change them here or later.") : t("The kinds are guessed as you type.");
    keepFocus(guesses, () => guesses.replaceChildren(...drawRows(all.slice(0, MOST_ROWS)), ...beyond(all.length)));
    go.textContent = n ? many("Add {n} source", "Add {n} sources", n) : t("Add sources");
    unavailable(go, !n);
  }

  /** A line that stays as it was keeps its row: while somebody types, only one changes. */
  function drawRows(all) {
    const before = drawn;
    drawn = new Map(all.map((row) => {
      const key = `${row.kind}\n${row.here ? "here" : ""}\n${row.line}`;
      return [key, before.get(key) || guessRow(row)];
    }));
    return [...drawn.values()];
  }

  function beyond(all) {
    return all > MOST_ROWS ? [h("li", { class: "muted" }, t("and {n} more", { n: all - MOST_ROWS }))] : [];
  }

  function guessRow(row) {
    const pick = () => kindSelect(store, row.kind, { "aria-label": t("Kind of {name}", { name: row.name }), "data-key": row.line,
      onchange: (event) => { said.set(row.line, event.target.value); show(); } });
    return h("li", {}, kindMark(store.state.vocabulary.kinds[row.kind], { hollow: true, colour: "var(--sn-link)" }),
      h("span", { class: "nm", title: row.name }, row.name), row.here ? hushed(t("already here")) : pick());
  }

  function submit() {
    const fresh = rows().filter((row) => !row.here);
    if (!fresh.length) return frame.fail(t("Write one source a line first: a name or a web address."), "lines");
    const n = fresh.length + store.sources.size;
    if (n > MOST_SOURCES) {
      const words = t("That would be {n} sources, and a network holds {limit}. Keep the ones that you really use.", { n, limit: MOST_SOURCES });
      return frame.fail(words, "lines");
    }
    const limit = (store.state.limits || {}).name;
    const long = fresh.find((row) => tooLong(row.name, limit));
    if (long) {
      const start = long.name.slice(0, 40);
      return frame.fail(t("“{start}…” is longer than {limit} characters. Shorten this line, and try again.", { start, limit }), "lines");
    }
    const bad = fresh.find((row) => row.url && !safeUrl(row.url));
    if (bad) {
      const name = bad.name.slice(0, 60);
      return frame.fail(t("“{name}” has an address that cannot be kept. An address begins with https://, http:// or mailto: .", { name }), "lines");
    }
    const origin = brought.querySelector("input").checked ? "brought" : "added";
    return builder.addMany(fresh.map(({ name, url, kind }) => ({ name, kind, ...(url && { url }), ...(kind === PERSON && { known: true }), origin })), area.value);
  }
}
