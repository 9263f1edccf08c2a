// Each window of Chromium begins processes that no test needs: two pages for what its address bar would propose and a process kept ready for
// another site. An empty window takes 0.3 s of processor time without them, 1.0 s with. Playwright names in one argument what Chromium is to
// leave out; of two such arguments the last one alone counts. So these are added to Playwright's own (NODE_OPTIONS=--require), which leaves
// everything else alone.
const processes = require("node:child_process");

const start = processes.spawn;
const list = "--disable-features=";
const unneeded = "WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup,SpareRendererForSitePerProcess";
processes.spawn = (program, given, ...rest) => {
  const words = Array.isArray(given)
    ? given.map((one) => (String(one).startsWith(list) ? `${list}${unneeded},${one.slice(list.length)}` : one))
    : given;
  return start(program, words, ...rest);
};
