// Playwright drives Firefox of the distribution over WebDriver BiDi, but for each context asks for a command (the colour scheme) that this
// Firefox does not know, and gives up. Loaded into Playwright's own Node before its code (NODE_OPTIONS=--require); leaves everything else alone.
const fs = require("node:fs");
const Module = require("node:module");

const usual = Module._extensions[".js"];
const asked = /await this\.(?:_browser\._browserSession|_session)\.send\("emulation\.setMediaFeaturesOverride"/g;
Module._extensions[".js"] = (module, file) => {
  if (!file.endsWith("coreBundle.js")) return usual(module, file);
  return module._compile(fs.readFileSync(file, "utf8").replace(asked, 'void ("emulation.setMediaFeaturesOverride"'), file);
};
