// The part that knows Jupyter for sheets: from anywidget's model to the link that all views of a sheet share.

export default () => {
  let link = null, arrived = null, leave = () => {};
  return {
    initialize({ model }) {
      arrived = whenTold(model, () => { link = linkOf(model); });
      return () => link && link.destroy();
    },
    render({ model, el }) {
      leave = () => { const cell = el.closest(".jp-Cell"); if (cell) cell.focus(); };
      const surroundings = { leave: () => leave(), name: model.get("_model_id") || "" };
      if (link) return createWidget(el, link, surroundings);
      let destroy = null, gone = false;
      arrived.then(() => { if (!gone) destroy = createWidget(el, link, surroundings); });
      return () => {
        gone = true;
        if (destroy) destroy();
      };
    },
  };
};

function linkOf(model) {
  const state = JSON.parse(new TextDecoder().decode(model.get("state")));
  const link = createLink(state, (message) => model.send(message));
  model.on("msg:custom", (message) => link.receive(message));
  const itself = modelItself(model);
  model.on("comm_live_update", () => {
    if (itself && itself.comm_live) model.send({ type: "all", client: link.client });
    else link.receive({ type: "gone" });
  });
  return link;
}
