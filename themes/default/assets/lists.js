// @ts-check
// Filters of a list: the choices become buttons, and what fits them is shown without loading a page.
// The entries come as a script on first use, since `fetch` is blocked where the site is opened as files.
"use strict";

(() => {
  /**
   * What `entries.js` hands over; see generator/outputs/filters.py.
   * @typedef {[kind: number, url: string, title: string, summary: string, language: string, year: string,
   *   terms: number[], date: string[] | 0, start: string[] | 0, location: string, duration: string[] | 0,
   *   picture: Object<string, any> | 0, draft: number]} Row
   * @typedef {{kinds: [string, string][], terms: [string, string, string][], mark: string, entries: Row[]}} List
   * @typedef {{row: Row, has: Set<string>}} Entry
   */

  const PAGE = 24;
  // How wide a card's picture is on wide screens, by the number of cards; as templates/macros.html says it.
  /** @type {Object<number, string>} */
  const WIDE = { 1: "42rem", 2: "34.5rem", 5: "34.5rem" };
  let sizes = "";
  const box = /** @type {HTMLDetailsElement | null} */ (document.querySelector("details.filters[data-entries]"));
  const own = document.querySelector("ul.cards");
  if (!box || !own) return;
  const words = box.dataset;
  const folder = new URL(words.entries || "", document.baseURI);
  const heading = document.querySelector(".cards .card-title")?.tagName || "h2";
  const preset = words.preset || "";
  /** @type {HTMLButtonElement[]} */
  let buttons = [];
  /** @type {Set<string>} What is chosen, as `tag=reading`. */
  let chosen = new Set();
  /** @type {List | undefined} */
  let list;
  /** @type {Entry[]} */
  let entries = [];
  let shown = PAGE;

  /**
   * @param {string} tag
   * @param {Object<string, any>} attributes
   * @param {...(Node | string)} children
   */
  const make = (tag, attributes, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) if (value !== undefined) element.setAttribute(name, value);
    element.append(...children);
    return element;
  };

  const names = [...box.querySelectorAll(".filter")].map((group) => /** @type {HTMLElement} */ (group).dataset.name || "");
  const results = make("ul", { class: "cards", hidden: true });
  const state = make("div", { class: "filter-state", role: "status" });
  const clear = make("button", { type: "button", class: "filter-clear", hidden: true }, words.clear || "");
  const more = make("button", { type: "button", class: "button", hidden: true }, words.more || "");
  const badge = make("span", { class: "filter-badge" });
  const paging = document.querySelector(".paging");

  /** @param {string} name @param {string} value @param {string} title @param {string} count @param {string} href */
  const button = (name, value, title, count, href) => {
    const made = /** @type {HTMLButtonElement} */ (make(
      "button",
      { type: "button", class: "choice", "aria-pressed": "false" },
      make("span", {}, title), " ", make("span", { class: "count" }, count),
    ));
    made.dataset.choice = `${name}=${value}`;
    made.addEventListener("click", () => press(made.dataset.choice || "", href));
    buttons.push(made);
    return made;
  };

  for (const choice of /** @type {NodeListOf<HTMLElement>} */ (box.querySelectorAll(".choice"))) {
    const group = /** @type {HTMLElement} */ (choice.closest(".filter"));
    const [title, count] = [...choice.children].map((part) => part.textContent || "");
    group.hidden = false;
    /** @type {HTMLElement} */ (choice.parentElement).hidden = false;
    choice.replaceWith(
      button(group.dataset.name || "", choice.dataset.value || "", title, count, choice.getAttribute("href") || ""),
    );
  }
  box.querySelector("summary")?.append(badge);
  box.after(make("div", { class: "filter-bar" }, state, clear));
  own.after(results, make("p", { class: "filter-more" }, more));

  /** Load the entries, once. @type {Promise<void> | undefined} */
  let loading;
  const load = () => (loading ??= new Promise((resolve, reject) => {
    /** @type {any} */ (window).portalList = (/** @type {List} */ data) => {
      list = data;
      entries = data.entries.map((row) => ({
        row,
        has: new Set([
          `kind=${data.kinds[row[0]][0]}`, `year=${row[5]}`,
          ...row[6].map((number) => data.terms[number].slice(0, 2).join("=")),
        ]),
      })).filter((entry) => !preset || entry.has.has(preset));
    };
    const script = document.createElement("script");
    script.addEventListener("load", () => (list ? resolve() : reject(new Error("no entries"))));
    script.addEventListener("error", () => { loading = undefined; reject(new Error("no entries")); });
    script.src = /** @type {any} */ (trusted(folder.href));
    document.head.append(script);
  }));

  /** Only the script of this list, or of its site: a file of this host, in a folder that this page lies in. */
  const check = (/** @type {string} */ address) => {
    const url = new URL(address, document.baseURI);
    const here = new URL(document.baseURI);
    const above = url.pathname.replace(/[^/]*$/, "");
    if (url.protocol !== here.protocol || url.host !== here.host || !here.pathname.startsWith(above)
      || !url.pathname.endsWith("/entries.js")) throw new TypeError(`${address} is no list of this site`);
    return url.href;
  };
  const page = /** @type {any} */ (window);
  // One policy for all scripts of a page: site.js makes it, and this one where a theme has none.
  page.portalPolicy ??= page.trustedTypes?.createPolicy("portal", { createScriptURL: check }) ?? { createScriptURL: check };
  const trusted = (/** @type {string} */ address) => page.portalPolicy.createScriptURL(check(address));

  /** @param {Entry} entry @param {string} [except] A filter that is left out of account. */
  const fits = (entry, except) => names.every((name) => {
    const wanted = [...chosen].filter((choice) => choice.startsWith(`${name}=`));
    return name === except || !wanted.length || wanted.some((choice) => entry.has.has(choice));
  });

  /** @param {string} choice @param {string} href */
  const press = (choice, href) => {
    const next = new Set(chosen);
    if (!next.delete(choice)) next.add(choice);
    choose(next).catch(() => { if (href) location.assign(href); });
  };

  /** @param {Set<string>} next */
  const choose = async (next) => {
    await load();
    const query = new URLSearchParams(location.search);
    for (const name of names) query.delete(name);
    for (const choice of [...next].sort()) query.append(...split(choice));
    const search = query.toString();
    history.pushState(null, "", search ? `?${search}` : location.pathname.replace(/.*\//, "") || "./");
    chosen = next;
    shown = PAGE;
    draw();
  };

  /** @param {string} choice @returns {[string, string]} */
  const split = (choice) => {
    const at = choice.indexOf("=");
    return [choice.slice(0, at), choice.slice(at + 1)];
  };

  const draw = () => {
    const { kinds, terms } = /** @type {List} */ (list);
    for (const choice of chosen) {
      if (buttons.some((one) => one.dataset.choice === choice)) continue;
      // An address may name what is not among the choices shown.
      const [name, value] = split(choice);
      const term = terms.find((one) => one[0] === name && one[1] === value);
      const place = box.querySelector(`.filter[data-name="${name}"] ul`);
      if (term && place) place.prepend(make("li", {}, button(name, value, term[2], "", "")));
      else chosen.delete(choice);
    }
    for (const one of buttons) {
      const choice = one.dataset.choice || "";
      const [name] = split(choice);
      const count = entries.filter((entry) => entry.has.has(choice) && fits(entry, name)).length;
      /** @type {Element} */ (one.lastElementChild).textContent = String(count);
      one.setAttribute("aria-pressed", String(chosen.has(choice)));
      one.classList.toggle("choice-empty", !count);
    }
    const found = chosen.size ? entries.filter((entry) => fits(entry)) : [];
    const part = found.slice(0, shown);
    sizes = `(min-width: 62rem) ${WIDE[part.length] || "22.5rem"}, (min-width: 42rem) 46vw, calc(100vw - 2rem)`;
    const pictured = part.some(({ row }) => row[11]);
    results.replaceChildren(...part.map(({ row }) => card(row, kinds, terms, pictured)));
    own.toggleAttribute("hidden", chosen.size > 0);
    paging?.toggleAttribute("hidden", chosen.size > 0);
    results.toggleAttribute("hidden", !found.length);
    clear.toggleAttribute("hidden", !chosen.size);
    more.toggleAttribute("hidden", found.length <= shown);
    badge.textContent = chosen.size ? ` (${chosen.size})` : "";
    const total = (words.found || "").replace("{count}", String(found.length)).replace("{total}", String(entries.length));
    state.textContent = !chosen.size ? "" : found.length ? total : words.none || "";
  };

  /** The same as `card_of` in templates/macros.html. */
  const card = (
    /** @type {Row} */ row, /** @type {List["kinds"]} */ kinds, /** @type {List["terms"]} */ terms,
    /** @type {boolean} */ pictured,
  ) => {
    const [number, url, title, summary, lang, , own, date, start, location, duration, picture, draft] = row;
    const [kind, label] = kinds[number];
    const article = make("article", {}, make(
      heading, { class: "card-title", lang: lang || undefined }, make("a", { href: at(url) }, title),
    ));
    const line = make("p", { class: "card-kind" }, label);
    if (duration) line.append(" ", time(duration));
    if (draft) line.append(" ", make("strong", { class: "draft-mark" }, words.draft || ""));
    article.append(line);
    if (picture) article.append(make("div", { class: "card-picture" }, image(picture)));
    else if (pictured && list?.mark) {
      const size = { width: 96, height: 96 };
      article.append(make("div", { class: "card-picture card-mark" }, image({ src: list.mark, ...size })));
    }
    if (start) article.append(make("p", { class: "card-when" }, time(start), location && ` · ${location}`));
    if (summary) article.append(make("p", { class: "card-summary", lang: lang || undefined }, summary));
    const facts = own.map((one) => terms[one]).filter(([name]) => name === "school").map(([, , name]) => make("span", {}, name));
    if (date && !start) facts.push(make("span", {}, time(date)));
    if (facts.length) article.append(make("p", { class: "card-facts" }, ...facts));
    return make("li", { class: `card card-${kind}` }, article);
  };

  /** Addresses in the script are relative to it. @param {string} address */
  const at = (address) => new URL(address, folder).href;

  /** Each size with its width: `a-480.webp 480w, a-960.webp 960w`. @param {string} written */
  const all = (written) => written.split(", ").map((size) => {
    const [address, width] = size.split(" ");
    return `${at(address)} ${width}`;
  }).join(", ");

  /** @param {string[]} moment */
  const time = ([iso, text]) => make("time", { datetime: iso }, text);

  /** The same as `picture_of` in templates/pictures.html. @param {Object<string, any>} attributes */
  const image = ({ src, srcset, sources = [], ...rest }) => {
    const scaled = srcset ? { srcset: all(srcset), sizes } : {};
    const img = make("img", { src: at(src), alt: "", ...rest, ...scaled, loading: "lazy", decoding: "async" });
    if (!sources.length) return img;
    const formats = sources.map((/** @type {[string, string]} */ [type, set]) => make("source", { type, srcset: all(set), sizes }));
    return make("picture", {}, ...formats, img);
  };

  const read = () => new Set(
    [...new URLSearchParams(location.search)].filter(([name]) => names.includes(name)).map((pair) => pair.join("=")),
  );

  const follow = () => {
    chosen = read();
    shown = PAGE;
    if (chosen.size || list) load().then(draw, () => undefined);
  };

  clear.addEventListener("click", () => {
    void choose(new Set());
    buttons[0].focus();
  });
  more.addEventListener("click", () => {
    const first = shown;
    shown += PAGE;
    draw();
    /** @type {HTMLElement | null} */ (results.children[first]?.querySelector("a"))?.focus();
  });
  window.addEventListener("popstate", follow);
  follow();
})();
