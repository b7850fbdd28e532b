// @ts-check
/*
 * On the page that a result leads to: marks the words that were searched for, once, and shows the first of them.
 */
"use strict";

(() => {
  const words = /** @type {any} */ (window).portalWords;
  const main = document.querySelector("main");
  if (!main) return;
  /** @type {{ path: string, words: any[], at: number } | null} */
  let found = null;
  try {
    found = JSON.parse(sessionStorage.getItem("portal-found") ?? "null");
    sessionStorage.removeItem("portal-found");
  } catch {
    return;
  }
  if (found?.path !== location.pathname || !Array.isArray(found.words) || Date.now() - found.at > 60_000) return;
  const match = words.matcher(found.words);
  const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
  /** @type {Text[]} */
  const texts = [];
  while (walker.nextNode()) {
    const text = /** @type {Text} */ (walker.currentNode);
    if (text.data.trim() && !text.parentElement?.closest("script, style, svg, button, select, textarea, .time, .transcript-tools, .chapters, .related, .thread, [hidden]")) texts.push(text);
  }
  /** @type {HTMLElement[]} */
  const marks = [];
  for (const text of texts) {
    // From the end, so that what is before stays where it is.
    for (const [start, end] of words.places(text.data, match).reverse()) {
      const rest = text.splitText(start);
      rest.splitText(end - start);
      const mark = document.createElement("mark");
      mark.className = "found";
      rest.replaceWith(mark);
      mark.append(rest);
      marks.push(mark);
    }
  }
  document.dispatchEvent(new Event("portal-marked"));
  const first = main.querySelector("mark.found");
  if (!location.hash && first && !first.closest("h1")) first.scrollIntoView({ block: "center", behavior: "instant" });
})();
