// What can be counted in the page without asking Python: categories, reach, viewpoints in balance, what lies unused.

const NOT_SAID = "";
const APART = "does not apply";
const UNUSED_DAYS = 180;
/** How `by` begins where sources are coloured by a measure, not by what they say of themselves. */
const MEASURE = "measure:";

/** The usual viewpoints keep their colours for good; others take the colours in this order. */
const USUAL = { proponent: 1, critic: 2, mixed: 4, neutral: 3, [APART]: 0 };
const COLOUR_ORDER = [1, 2, 4, 3, 5, 6, 7];

/**
 * What the sources are coloured by: [[value, mark, colourIndex, count]], "not said" ("") last. The same rule as
 * drawing/palette.py, so that picture and canvas agree: a value keeps its colour while the network grows, and of
 * more than seven the six most frequent have a colour, the rest share colour 0.
 */
function categories(store, by) {
  if (by.startsWith(MEASURE)) return classes(store, by.slice(MEASURE.length));
  const counts = new Map();
  for (const source of store.sources.values()) {
    const value = source[by] || NOT_SAID;
    counts.set(value, (counts.get(value) || 0) + 1);
  }
  const unsaid = counts.get(NOT_SAID) || 0;
  counts.delete(NOT_SAID);
  const known = knownValues(store, by, counts);
  const names = [...new Set([...known.keys(), ...counts.keys()])];
  const colours = coloursOf(names, counts, known, by);
  const taken = new Set();
  const rows = names.map((name) => [name, ownKey(name, known.get(name), taken), colours.get(name), counts.get(name) || 0]);
  return unsaid ? [...rows, [NOT_SAID, "", 0, unsaid]] : rows;
}

/**
 * The classes of a measure, from least to most, as rows of the same kind, with their words; what cannot be said last.
 * A class that is on no scale brings its colour.
 */
function classes(store, name) {
  const found = (store.measures || new Map()).get(name);
  if (!found) return [[NOT_SAID, "", 0, store.sources.size, t("being worked out")]];
  const counts = new Map();
  for (const id of store.sources.keys()) counts.set(classOf(found, id), (counts.get(classOf(found, id)) || 0) + 1);
  const last = found.classes.length - 1;
  const onScale = (i) => `q${last ? 1 + Math.round((i * 4) / last) : 3}`;
  const rows = found.classes.map(([mark, words, , ink], i) => [mark, mark, ink === undefined ? onScale(i) : ink, counts.get(mark) || 0, words]);
  const unsaid = counts.get(NOT_SAID) || 0;
  return unsaid ? [...rows, [NOT_SAID, "", 0, unsaid, found.unsaid]] : rows;
}

function classOf(found, id) {
  const [at] = found.of[id] || [null];
  return at === null ? NOT_SAID : found.classes[at][0];
}

/** What a source is coloured by: what it says of itself, or its class of a measure. */
function valueOf(store, source, by) {
  if (!by.startsWith(MEASURE)) return source[by] || NOT_SAID;
  const found = (store.measures || new Map()).get(by.slice(MEASURE.length));
  return found ? classOf(found, source.id) : NOT_SAID;
}

/** How much larger or smaller than usual a source is drawn: its area goes from 3/4 to 8/5 with the class of a measure. */
function sizeOf(store, name, id) {
  const found = name && (store.measures || new Map()).get(name);
  if (!found) return 1;
  const [at] = found.of[id] || [null];
  const last = found.classes.length - 1;
  return at === null || !last ? 1 : Math.sqrt(0.75 + (0.85 * at) / last);
}

/** The values that a vocabulary lists, with their marks: all its viewpoints, and of the ways in those that are used. */
function knownValues(store, by, counts) {
  const { viewpoints, accesses } = store.state.vocabulary;
  if (by === "viewpoint") return new Map(viewpoints);
  return new Map(by === "access" ? (accesses || []).filter((one) => counts.has(one)).map((one) => [one, ""]) : []);
}

function coloursOf(names, counts, known, by) {
  const usual = [...known.keys()].every((name) => name in USUAL);
  const fixed = by !== "viewpoint" ? {} : usual ? USUAL : { [APART]: 0 };
  const used = Object.keys(fixed).filter((name) => counts.get(name)).map((name) => fixed[name]);
  const free = by === "viewpoint" ? COLOUR_ORDER.filter((colour) => !used.includes(colour)) : [...COLOUR_ORDER].sort();
  let others = names.filter((name) => !(name in fixed));
  if (others.length > free.length) {
    const often = [...others].sort((a, b) => (counts.get(b) || 0) - (counts.get(a) || 0)).slice(0, Math.max(0, free.length - 1));
    others = others.filter((name) => often.includes(name));
  }
  return new Map(names.map((name) => [name, name in fixed ? fixed[name] : free[others.indexOf(name)] || 0]));
}

/** The mark of the vocabulary, else two letters that no other value has. */
function ownKey(name, known, taken) {
  const words = name.split(/\s+/).filter(Boolean);
  const letters = words.length ? [...words.join("")] : ["?"];
  const first = letters[0].toUpperCase();
  const pair = words.length > 1 ? first + [...words[1]][0].toUpperCase() : first + (letters[1] || "");
  const choices = known ? [known] : [pair, ...letters.slice(1).map((letter) => first + letter)];
  const mark = choices.find((one) => !taken.has(one)) || choices[0];
  taken.add(mark);
  return mark;
}

/** Whether a connection has rested for longer than the limit. One without a date is not counted: nobody said. */
function isUnused(store, connection) {
  if (!connection.last_used) return false;
  const days = (store.state.limits && store.state.limits.unused_days) || UNUSED_DAYS;
  const limit = Date.parse(store.state.today || new Date().toISOString().slice(0, 10)) - days * 86400000;
  return Date.parse(connection.last_used) < limit;
}

/** The sources within so many steps of the learner, following connections the way they point: step by id, nearest first. */
function stepsFromMe(sources, connections, steps) {
  const onward = new Map();
  for (const { start, end } of connections) {
    if (!onward.has(start)) onward.set(start, []);
    onward.get(start).push(end);
  }
  const known = new Set(sources.map((source) => source.id));
  const seen = new Map();
  let edge = ["me"];
  for (let step = 1; step <= steps; step += 1) {
    edge = edge.flatMap((id) => onward.get(id) || []).filter((id) => known.has(id) && !seen.has(id));
    edge.forEach((id) => seen.set(id, step));
    edge = [...new Set(edge)];
  }
  return seen;
}

/** How many sources are within so many steps of the learner. */
function reachFromMe(sources, connections, steps = 2) {
  return stepsFromMe(sources, connections, steps).size;
}

/** As if about how many viewpoints in balance; null where none is stated. */
function balance(sources) {
  const counts = new Map();
  for (const { viewpoint } of sources) {
    if (viewpoint && viewpoint !== APART) counts.set(viewpoint, (counts.get(viewpoint) || 0) + 1);
  }
  const all = [...counts.values()].reduce((sum, n) => sum + n, 0);
  if (!all) return null;
  return Math.exp(-[...counts.values()].reduce((sum, n) => sum + (n / all) * Math.log(n / all), 0));
}

/** The sources that no connection touches yet. */
function unconnected(store) {
  const touched = new Set([...store.connections.values()].flatMap(({ start, end }) => [start, end]));
  return [...store.sources.values()].filter((source) => !touched.has(source.id));
}

/** Papers and books are called by author and year, all else by name: the same rule as in Python. */
function labelOf(source) {
  const year = /\b(?:1[5-9]|20)\d\d\b/.exec(source.year || "");
  if (!["paper", "book"].includes(source.kind) || !source.authors || !year) return source.name;
  const families = source.authors.split(";").map((one) => one.split(",")[0].trim()).filter(Boolean);
  if (!families.length) return source.name;
  const names = families.length > 2 ? `${families[0]} et al.` : families.join(" & ");
  return `${names} ${year[0]}`;
}

/** An address that is safe to open, or "" where it is none. */
function safeUrl(text) {
  return /^(https?:\/\/|mailto:)\S+$/i.test((text || "").trim()) ? text.trim() : "";
}

/** The same page under two spellings of its address, as far as can be seen without Python. */
function bareUrl(text) {
  return (text || "").trim().toLowerCase().replace(/^https?:\/\//, "").replace(/^www\./, "").replace(/\/$/, "");
}
