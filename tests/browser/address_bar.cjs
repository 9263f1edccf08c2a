// Chromium draws what its address bar would propose on two pages of its own, made anew with each window: 0.6 s of processor time where an
// empty window takes 0.4 s without. No test sees the address bar. Playwright names in one argument what Chromium is to leave out, of two
// such arguments the last one counts alone; so these are added to Playwright's (NODE_OPTIONS=--require), which leaves everything else alone.
const processes = require("node:child_process");

const start = processes.spawn;
const list = "--disable-features=";
const proposals = "WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup";
processes.spawn = (program, given, ...rest) => {
  const words = Array.isArray(given)
    ? given.map((one) => (String(one).startsWith(list) ? `${list}${proposals},${one.slice(list.length)}` : one))
    : given;
  return start(program, words, ...rest);
};
