// How sources and connections are called in sentences: the same words in the Builder and in a page that is handed out.

/** What a source is called in sentences; the learner is "me". */
function labelIn(store, id) {
  if (id === "me") return t("me");
  const source = store.sources.get(id) || (store.archive.get(id) || {}).what;
  return source ? source.label || source.name : t("a source that is not here");
}

/** A connection as a sentence: "me reads Net Smart". */
function sentence(store, connection) {
  return `${store.label(connection.start)} ${connection.relation} ${store.label(connection.end)}`;
}

/** A connection's strength in words. */
function relyWord(store, strength) {
  return t(store.state.vocabulary.strengths[(strength || 3) - 1] || "");
}

function archivedName(store, entry) {
  return entry.type === "source" ? entry.what.label || entry.what.name : sentence(store, entry.what);
}

/** What a move is spoken as: name, kind, where it stands, number of connections. */
function describe({ store }, id) {
  const ties = many("{n} connection", "{n} connections", store.connectionsOf(id).length);
  if (id === "me") return t("You. {ties}.", { ties });
  const tie = store.connections.get(id);
  if (tie) return t("{what}. I rely on it: {level}.", { what: sentence(store, tie), level: relyWord(store, tie.strength) });
  const source = store.sources.get(id);
  if (!source) return t("{name}, set aside.", { name: archivedName(store, store.archive.get(id)) });
  return t("{name}, {kind}, where it stands: {stands}, {ties}.", {
    name: source.label || source.name, kind: t(source.kind || ""), stands: source.viewpoint ? t(source.viewpoint) : t("not said"), ties,
  });
}
