// What every widget's page side has: a view of its own, a voice, a width, and keys that stay inside.

const NARROW = 480;

/** What one view looks at; changes are told to all who draw. */
function createView() {
  const listeners = new Set();
  const view = {
    selected: null, by: "viewpoint", size: "", show: "", only: null, points: null, marks: null, hidden: new Set(), unused: false, aside: false, find: "", mode: null,
    form: null, round: null, draft: null, draftError: null, tab: "sources", asking: false, pictureOpen: false, moreOpen: false,
    opened: 0, offer: null, listText: "",
    on(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    set(changes) {
      Object.assign(view, changes);
      for (const listener of [...listeners]) listener(changes);
    },
  };
  return view;
}

/** Say something politely, once. Sentences that come close together are said as one. */
function createVoice(live) {
  const spoken = [];
  let speaking = 0;
  return function say(text) {
    if (!text) return;
    spoken.push(text);
    clearTimeout(speaking);
    live.textContent = "";
    speaking = setTimeout(() => {
      live.textContent = spoken.splice(0).join(" ");
    }, 60);
  };
}

/** Draw anew when the widget becomes narrow or wide, or is first given room. */
function watchWidth(builder, state) {
  const measure = () => {
    const width = builder.root.clientWidth;
    if (!width || width === state.width) return;
    const was = [builder.narrow(), builder.hasRoom()].join();
    state.width = width;
    if (was !== [builder.narrow(), builder.hasRoom()].join()) builder.refresh();
  };
  const observer = new ResizeObserver(measure);
  observer.observe(builder.root);
  return () => observer.disconnect();
}

/** Plain keys stay in the widget: the notebook never hears of them. */
function keepKeys(root, onKeyDown) {
  const keep = (event) => event.stopPropagation();
  root.addEventListener("keydown", (event) => {
    onKeyDown(event);
    if (!event.ctrlKey && !event.metaKey && !event.altKey) event.stopPropagation();
  });
  root.addEventListener("keypress", keep);
  root.addEventListener("keyup", keep);
  return () => {};
}
