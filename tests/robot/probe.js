// What the robot knows of a page from inside: requests under way, changes of the document, prints and copies.
(() => {
  const probe = { pending: 0, requests: 0, changes: 0, printed: 0, copied: 0, last: performance.now(), controls: [] };
  const now = () => { probe.last = performance.now(); };
  window.robot = probe;
  const fetched = window.fetch;
  window.fetch = async (...given) => {
    probe.pending += 1;
    probe.requests += 1;
    try {
      return await fetched(...given);
    } finally {
      probe.pending -= 1;
      now();
    }
  };
  new MutationObserver((changes) => { probe.changes += changes.length; now(); })
    .observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
  window.print = () => { probe.printed += 1; };
  if (navigator.clipboard) navigator.clipboard.writeText = async () => { probe.copied += 1; };

  /** Rest: nothing is fetched and nothing has changed for a while; a page that always changes (a running clock) is left after some seconds. */
  probe.rest = () => new Promise((done) => {
    const began = performance.now();
    const look = () => {
      const busy = probe.pending > 0 || document.querySelector(".mantine-Loader-root, [data-working]") !== null;
      if (busy) now();
      const since = performance.now();
      if (since - probe.last > 120 || since - began > 8000) done(null); else setTimeout(look, 20);
    };
    look();
  });

  const visible = (element) => element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0;
  const layer = () => [...document.querySelectorAll("[role=dialog], [role=menu], dialog[open]")].filter(visible).at(-1) ?? document.body;
  const named = (element) => (element.getAttribute("aria-label")
    ?? [...(element.labels ?? [])].map((one) => one.innerText).join(" ")).trim()
    || (element.innerText ?? "").trim() || element.title || element.getAttribute("placeholder") || "";
  const OFFERED = "button, summary, select, input:not([type=hidden]), textarea, [role=button], [role=tab], [role=menuitem], [role=menuitemradio], [role=menuitemcheckbox], [role=option], [role=switch], [role=checkbox], [role=radio]";
  const CHOSEN = "[aria-selected=true], [aria-checked=true][role=menuitemradio], [aria-current], input[type=radio]:checked, [role=radio][aria-checked=true]";

  /** Every control that is offered in the uppermost layer, with what it declares of itself. */
  probe.offered = () => {
    const top = layer();
    probe.controls = [...top.querySelectorAll(OFFERED)].filter((element) => visible(element) && !element.matches(":disabled, [aria-disabled=true]") && !element.closest("[inert], [aria-hidden=true]"));
    const forms = [...document.querySelectorAll("form")];
    return probe.controls.map((element, index) => ({
      index,
      kind: element.tagName === "INPUT" ? element.type : element.matches("select, textarea") ? element.tagName.toLowerCase() : element.getAttribute("role") ?? element.tagName.toLowerCase(),
      name: named(element).replace(/\s+/g, " ").slice(0, 80),
      field: element.dataset.field ?? element.name ?? "",
      region: top !== document.body ? "layer" : element.closest("header") ? "header" : "content",
      form: forms.indexOf(element.closest("form")),
      submits: element.matches("form button:not([type]), form [type=submit]"),
      link: element.matches("a[href]"),
      chosen: element.matches(CHOSEN),
      required: element.required === true,
      least: element.min ?? "",
      most: element.max ?? "",
      length: element.maxLength ?? -1,
      pattern: element.pattern ?? "",
      mode: element.inputMode ?? "",
      readonly: element.readOnly === true,
      options: element.tagName === "SELECT" ? [...element.options].filter((one) => !one.disabled).map((one) => one.value) : [],
    }));
  };

  const where = (element) => element === null || element === document.body || element === document.documentElement ? "body" : `${element.tagName.toLowerCase()} ${named(element).slice(0, 60)}`;

  /** What can be compared before and after an act. */
  probe.state = () => ({
    address: location.pathname + location.search + location.hash,
    path: location.pathname,
    changes: probe.changes,
    requests: probe.requests,
    printed: probe.printed,
    copied: probe.copied,
    focus: where(document.activeElement),
    values: [...document.querySelectorAll("input, select, textarea, details")].map((one) => (one.type === "checkbox" || one.type === "radio" ? one.checked : one.tagName === "DETAILS" ? one.open : one.value)).join("\n"),
    layers: [...document.querySelectorAll("[role=dialog], [role=menu], dialog[open]")].filter(visible).length,
    status: [...document.querySelectorAll("[role=status]")].filter(visible).map((one) => one.innerText.trim()).filter((one) => one !== ""),
    words: [...document.querySelectorAll("[role=alert], [aria-invalid=true], [role=status], .mantine-InputWrapper-error")].filter(visible).map((one) => one.innerText || one.value || "").join("\n"),
    alerts: [...document.querySelectorAll("[role=alert], .mantine-InputWrapper-error")].filter(visible).map((one) => one.innerText.trim()),
    invalid: document.querySelectorAll("form :invalid").length,
    canvas: document.querySelector("canvas") !== null,
  });

  /** Links of the page that are shown: address as written, and what they are called. */
  probe.links = () => [...document.querySelectorAll("a[href]")].filter(visible).map((one) => ({ href: one.getAttribute("href"), name: named(one).slice(0, 80) }));

  const DATA = "bdi, [data-value], [dir=auto], svg, canvas, script, style, pre, code, kbd, samp, textarea, option[dir]";

  /** Every text that is shown and every label that is read out; `data`: it is a value, in an element that says so. */
  probe.texts = () => {
    const found = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const { data, parentElement: holder } = walker.currentNode;
      if (data.trim() === "" || holder === null || holder.closest("script, style, noscript") || !(visible(holder) || holder.matches("option"))) continue;
      found.push({ text: data.trim(), data: holder.closest(DATA) !== null, latin: holder.closest("[dir=ltr]:not(html)") !== null, lang: holder.closest("[lang]")?.lang ?? "", from: "text", seal: holder.closest("[data-seal]") !== null, original: holder.closest("[data-original]") !== null });
    }
    for (const element of document.querySelectorAll("[aria-label], [title], [placeholder], [alt]"))
      for (const name of ["aria-label", "title", "placeholder", "alt"]) {
        const text = element.getAttribute(name) ?? "";
        if (text.trim() !== "" && visible(element)) found.push({ text, data: element.closest(DATA) !== null, latin: false, lang: element.closest("[lang]")?.lang ?? "", from: name, seal: false, original: false });
      }
    return found;
  };

  /** What is called by a number: tabs, headings, links, buttons and pairs of a list of terms; lines of a desk in the side bar with the desk, each has its own. */
  probe.numbered = () => [...document.querySelectorAll("[role=tab], h1, h2, h3, h4, a, button, summary, caption, dt")].filter(visible).map((one) =>
    `${one.closest("[data-desk-bar]")?.dataset.deskBar ?? ""} ${one.tagName === "DT" ? `${one.innerText.trim()}: ${(one.nextElementSibling?.innerText ?? "").trim()}` : one.innerText.replace(/\s+/g, " ").trim()}`.trim());

  probe.sideways = () => document.documentElement.scrollWidth - document.documentElement.clientWidth;
  probe.anchors = () => [...document.querySelectorAll("a[href^='#']")].filter((one) => visible(one) && one.hash.length > 1 && document.getElementById(decodeURIComponent(one.hash.slice(1))) === null).map((one) => one.getAttribute("href"));
})();
