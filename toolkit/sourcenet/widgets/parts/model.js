// What all adapters need of anywidget's model: the model itself, and when Python has told its state.

/** anywidget hands out a stand-in; the model itself, which knows whether Python is there, comes with its events. */
function modelItself(model) {
  let itself = null;
  const note = (one) => { itself = one; };
  model.on("change:_itself", note);
  model.set("_itself", Math.random());
  model.off("change:_itself", note);
  return itself;
}

/** Python opens the way to the page before it has read the network: begin when its state is here. */
function whenTold(model, begin) {
  return new Promise((resolve) => {
    const look = () => {
      if (!model.get("state")) return false;
      model.off("change:state", look);
      begin();
      resolve();
      return true;
    };
    if (!look()) model.on("change:state", look);
  });
}
