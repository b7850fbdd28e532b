// @ts-check
/*
 * On every page, and small: which scripts may be loaded, and the search, which is loaded when a reader turns to it.
 */
"use strict";

(() => {
  const page = /** @type {any} */ (window);
  const own = /** @type {HTMLScriptElement} */ (document.currentScript).src;
  // Scripts of this site alone; of files also those of the sites beside it, whose videos a page may show.
  const root = new URL(location.protocol === "file:" ? "../../" : "../", own);
  const check = (/** @type {string} */ address) => {
    const url = new URL(address, document.baseURI);
    const inside = url.protocol === root.protocol && url.host === root.host && url.pathname.startsWith(root.pathname);
    if (!inside || !/\.js(\?v=\d+)?$/.test(url.pathname + url.search) || url.hash) throw new TypeError(`${address} is no script of this site`);
    return address;
  };
  page.portalPolicy ??= page.trustedTypes?.createPolicy("portal", { createScriptURL: check }) ?? { createScriptURL: check };

  const form = /** @type {HTMLFormElement | null} */ (document.querySelector("form[role=search]"));
  const box = /** @type {HTMLInputElement | null} */ (form && form.querySelector("input[type=search]"));
  if (!form || !box) return;
  const loaded = new Set();

  /** Loads scripts, which run in this order. @param {string | undefined} names */
  const load = (names) => {
    for (const name of (names ?? "").split(" ")) {
      if (!name || loaded.has(name)) continue;
      loaded.add(name);
      const script = document.createElement("script");
      script.async = false;
      script.src = page.portalPolicy.createScriptURL(name);
      document.head.append(script);
    }
  };
  const search = () => load(form.dataset.scripts);
  box.addEventListener("focus", search);
  box.addEventListener("input", search);
  if (form.dataset.here !== undefined && location.search.length > 1) search();
  if (document.activeElement === box) search();

  document.addEventListener("keydown", (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || target.closest("input, textarea, select, [contenteditable]")) return;
    event.preventDefault();
    box.focus();
    box.select();
  });

  // Where a result was chosen, its words are marked on the page that it leads to.
  try {
    const found = JSON.parse(sessionStorage.getItem("portal-found") ?? "null");
    if (found?.path === location.pathname) load(form.dataset.foundScripts);
  } catch {
    // A browser that keeps nothing marks nothing.
  }
})();
