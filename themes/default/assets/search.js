// @ts-check
/*
 * The search as a reader meets it: under the box of every page, and on the search page with filters and an address.
 * Loaded by site.js when a reader turns to the box. What is found comes from search-index.js.
 */
"use strict";

(() => {
  /** @typedef {{ url: string, title: string, kind: string, date: string, duration: number, language: string, schools: string[], transcripts: [string, string][], parts: (string | number)[] }} Entry */
  /** A piece of the body with its anchor and heading, or of a transcript with its lines' times, which one, number and speaker. @typedef {[string, string, string] | [string, number[] | 0, number, number, string]} Passage */
  /** @typedef {(form: string) => any} Match */

  const page = /** @type {any} */ (window);
  const words = page.portalWords;
  const form = /** @type {HTMLFormElement} */ (document.querySelector("form[role=search]"));
  const box = /** @type {HTMLInputElement} */ (form.querySelector("input[type=search]"));
  const list = /** @type {HTMLElement} */ (document.getElementById("search-results"));
  const status = /** @type {HTMLElement} */ (document.getElementById("search-status"));
  const meant = /** @type {HTMLElement} */ (document.querySelector(".search-meant"));
  const more = /** @type {HTMLElement} */ (document.querySelector(".search-more"));
  const panel = /** @type {HTMLElement | null} */ (document.querySelector(".search-panel"));
  const say = form.dataset;
  const language = document.documentElement.lang;
  const folder = new URL(".", form.action);
  const top = new URL("../", folder);
  const served = location.protocol !== "file:";
  const STEP = panel ? 6 : 10;
  const PASSAGES = panel ? 1 : 3;
  const MOST_READ = 60; // so many entries are read for words in quotation marks
  const QUOTE = 220;

  /** @param {string} tag @param {Record<string, string | undefined>} attributes @param {...(Node | string)} children */
  function make(tag, attributes, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) if (value) element.setAttribute(name, value);
    element.append(...children);
    return element;
  }

  /* --- files --------------------------------------------------------------------------------------------------- */

  /** @type {Map<Element | null, any>} */
  const values = new Map();
  page.portalSearch = (/** @type {any} */ value) => values.set(document.currentScript, value);
  /** @type {Map<string, Promise<any>>} */
  const files = new Map();

  /** The value in a file of the index; fails where it is missing or damaged. @param {string | URL} address @returns {Promise<any>} */
  function load(address) {
    const name = String(address);
    let file = files.get(name);
    if (file) return file;
    file = new Promise((resolve, reject) => {
      const script = document.createElement("script");
      const end = () => {
        if (values.has(script)) resolve(values.get(script));
        else {
          files.delete(name);
          reject(new Error(name));
        }
        values.delete(script);
        script.remove();
      };
      script.addEventListener("load", end);
      script.addEventListener("error", end);
      script.src = page.portalPolicy.createScriptURL(name);
      document.head.append(script);
    });
    files.set(name, file);
    return file;
  }

  /** @type {Promise<any> | undefined} */
  let opening;
  let known = "";
  /** Opens the index; `fresh` asks for its newest state. @param {boolean} [fresh] @returns {Promise<any>} */
  function open(fresh) {
    if (opening && !fresh) return opening;
    const version = !served ? "" : `?v=${fresh ? Date.now() : Math.floor(Date.now() / 600_000)}`;
    opening = load(new URL("index.js" + version, folder)).then((root) => {
      if (root.version !== 1) throw new Error("another version");
      known = JSON.stringify(root);
      return page.portalIndex.open(root, (/** @type {string} */ name) => load(new URL(name, folder)));
    });
    opening.catch(() => (opening = undefined));
    return opening;
  }

  /** @type {Map<string, Entry>} */
  const entries = new Map();
  /** An entry and the address of its site. @param {any} index @param {number} slot @returns {Promise<[Entry, URL]>} */
  async function read(index, slot) {
    const [site, name] = await index.find(slot);
    const base = new URL(index.root.sites[site][0], top);
    const address = new URL(`search/entries/${name}.js`, base).href;
    const [url, title, kind, date, duration, language, schools, , transcripts, parts] = await load(address);
    if (!entries.has(address)) entries.set(address, { url, title, kind, date, duration, language, schools, transcripts, parts });
    return [/** @type {Entry} */ (entries.get(address)), base];
  }

  const SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_\x60{|}~";
  /** The bytes of a text in base 85: five signs for four bytes. @param {string} text */
  function bytesOf(text) {
    const whole = text.padEnd(Math.ceil(text.length / 5) * 5, "~");
    const view = new DataView(new ArrayBuffer((whole.length / 5) * 4));
    for (let at = 0; at < whole.length; at += 5) {
      let value = 0;
      for (let sign = at; sign < at + 5; sign++) value = value * 85 + SIGNS.indexOf(whole[sign]);
      view.setUint32((at / 5) * 4, value);
    }
    return new Uint8Array(view.buffer, 0, view.byteLength - (whole.length - text.length));
  }

  /** @type {WeakMap<Entry, Map<number, Promise<any[]>>>} */
  const unpacked = new WeakMap();
  /** A passage by its number; 0 is the summary. @param {Entry} entry @param {URL} base @param {number} number @returns {Promise<any>} */
  async function passage(entry, base, number) {
    const parts = unpacked.get(entry) ?? new Map();
    unpacked.set(entry, parts);
    let at = 0;
    while (at + 2 < entry.parts.length && Number(entry.parts[at + 2]) <= number) at += 2;
    if (!parts.has(at)) parts.set(at, (async () => {
      const packed = at ? await load(new URL(`search/parts/${entry.parts[at + 1]}.js`, base)) : entry.parts[at + 1];
      const stream = new Blob([bytesOf(packed)]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
      return JSON.parse(await new Response(stream).text());
    })());
    return (await parts.get(at))[number - Number(entry.parts[at])];
  }

  /** The words of a passage as one text, and where each of its lines begins in it. @param {Passage} passage @returns {[string, number[]]} */
  function textOf([said, times]) {
    const starts = Array.isArray(times) ? [0] : [];
    if (starts.length) for (let at = said.indexOf("\n"); at >= 0; at = said.indexOf("\n", at + 1)) starts.push(at + 1);
    return [said.replaceAll("\n", " "), starts];
  }

  /* --- what is shown of an entry ------------------------------------------------------------------------------- */

  /** A text with its found words marked. @param {string} text @param {Match} match @returns {(Node | string)[]} */
  function marked(text, match) {
    const parts = [];
    let at = 0;
    for (const [start, end] of words.places(text, match)) {
      parts.push(text.slice(at, start), make("mark", {}, text.slice(start, end)));
      at = end;
    }
    return [...parts, text.slice(at)];
  }

  /** Where the part of a text begins that has most of the words. @param {string} text @param {Match} match @param {string[][]} phrases */
  function focus(text, match, phrases) {
    const spots = words.spots(text);
    for (const phrase of phrases) {
      const at = words.phraseAt(spots, phrase);
      if (at >= 0) return spots[at].start;
    }
    const found = spots.flatMap((/** @type {any} */ spot) => {
      const word = match(spot.form);
      return word ? [[spot.start, word.key]] : [];
    });
    let [best, most] = [found[0]?.[0] ?? 0, 0];
    found.forEach((/** @type {[number, string]} */ [start], /** @type {number} */ index) => {
      const near = new Set();
      for (const [other, key] of found.slice(index)) if (other < start + QUOTE - 40) near.add(key);
      if (near.size > most) [best, most] = [start, near.size];
    });
    return best;
  }

  /** A piece of a text from about there on, in whole words. @param {string} text @param {number} from @param {boolean} exactly */
  function excerpt(text, from, exactly) {
    let start = exactly ? from : Math.max(0, from - 60);
    if (text.length - start < QUOTE && !exactly) start = Math.max(0, text.length - QUOTE);
    if (start && !exactly) start = Math.min(from, text.indexOf(" ", start) + 1 || from);
    let end = Math.min(text.length, start + QUOTE);
    if (end < text.length) end = Math.max(text.lastIndexOf(" ", end), from + 1);
    return (start ? "… " : "") + text.slice(start, end).trim() + (end < text.length ? " …" : "");
  }

  /** @param {number} seconds */
  function clock(seconds) {
    const two = (/** @type {number} */ number) => String(Math.floor(number)).padStart(2, "0");
    const minutes = Math.floor(seconds / 60);
    return minutes < 60 ? `${minutes}:${two(seconds % 60)}` : `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(seconds % 60)}`;
  }

  /** @param {Entry} entry @param {string} [tag] @param {string} [around] */
  const foreign = (entry, tag = entry.language, around = language) => (tag === around ? undefined : tag);

  /** A passage as a reader sees it, with its address. @param {Entry} entry @param {string} url @param {Passage} passage @param {Match} match @param {string[][]} phrases */
  function quote(entry, url, passage, match, phrases) {
    const [text, starts] = textOf(passage);
    const from = focus(text, match, phrases);
    if (passage.length === 3) {
      const [, anchor, heading] = passage;
      return make("p", { class: "result-section" },
        ...(anchor ? [make("a", { href: `${url}#${anchor}`, lang: foreign(entry) }, ...marked(heading, match))] : []),
        make("span", { class: "result-quote", lang: foreign(entry) }, ...marked(excerpt(text, from, false), match)));
    }
    const [, times, which, number, speaker] = passage;
    const [tag, suffix] = entry.transcripts[which] ?? [entry.language, ""];
    const line = starts.filter((start) => start <= from).length - 1;
    const said = make("q", { lang: foreign(entry, tag) }, ...marked(excerpt(text, starts[line] ?? from, line >= 0), match));
    const who = speaker ? [make("b", {}, speaker), " "] : [];
    if (line < 0 || !times) return make("p", { class: "result-passage" }, make("a", { href: `${url}#passage-${number}${suffix}` }, say.transcript ?? ""), make("span", { class: "result-quote" }, ...who, said));
    const seconds = times.slice(0, line + 1).reduce((sum, step) => sum + step, 0);
    return make("p", { class: "result-moment" },
      make("a", { class: "time", href: `${url}#t=${seconds}${suffix}`, "aria-label": say.moment?.replace("{time}", clock(seconds)) }, clock(seconds)),
      make("span", { class: "result-quote" }, ...who, said));
  }

  /** @type {Intl.DateTimeFormat | undefined} */
  let dates;
  /** The line under a title. @param {Entry} entry @param {string} site */
  function facts(entry, site) {
    const parts = [make("span", { class: "result-kind" }, say[`kind${entry.kind.replace(/(^|-)(\w)/g, (_, dash, letter) => letter.toUpperCase())}`] ?? "")];
    if (entry.duration) parts.push(make("span", { class: "time" }, clock(entry.duration)));
    for (const name of [site, ...entry.schools]) if (name) parts.push(make("span", {}, name));
    if (entry.date) {
      // To make one takes longer than all else of a result.
      dates ??= new Intl.DateTimeFormat(Intl.DateTimeFormat.supportedLocalesOf([language]).length ? language : "en-NZ",
        { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
      const text = dates.format(new Date(`${entry.date}T12:00:00Z`));
      parts.push(make("time", { datetime: entry.date }, text));
    }
    return make("p", { class: "result-facts" }, ...parts);
  }

  /* --- asking -------------------------------------------------------------------------------------------------- */

  /** What is asked and what is known of the answer. @type {{ index: any, query: any, answer: any, match: Match, passages: Map<number, number[]>, next: number, fits: number[], chosen: Map<string, Set<number>> } | undefined} */
  let state;
  let turn = 0;
  let wanted = STEP;

  /** @typedef {NonNullable<typeof state>} State */

  /** Whether an entry has the phrases, and none of those that it must not have; and where. @param {State} state @param {number} slot @returns {Promise<number[] | null>} */
  async function verify({ index, query, answer }, slot) {
    if (!query.phrases.length && !query.never.length) return [];
    const [entry, base] = await read(index, slot);
    const head = [entry.title, await passage(entry, base, 0), ...entry.schools];
    const has = async (/** @type {number} */ number, /** @type {string[]} */ phrase) => {
      const texts = number ? [await passage(entry, base, number)].flatMap((found) => [textOf(found)[0], found.length === 3 ? found[2] : ""]) : head;
      return texts.some((text) => words.phraseAt(words.spots(text), phrase) >= 0);
    };
    const where = [];
    for (const phrase of query.phrases) {
      const before = where.length;
      const parts = answer.found.filter((/** @type {any} */ one) => phrase.includes(one.word.plain));
      for (const number of index.together(parts, slot)) if (await has(number, phrase)) where.push(number);
      if (where.length === before) return null;
    }
    if (query.never.length) {
      const last = Number(entry.parts.at(-2));
      await passage(entry, base, last);
      const count = last + (await /** @type {any} */ (unpacked.get(entry))?.get(entry.parts.length - 2)).length;
      for (let number = 0; number < count; number++) for (const phrase of query.never) if (await has(number, phrase)) return null;
    }
    return where;
  }

  /** One result. @param {State} state @param {number} slot @returns {Promise<HTMLElement>} */
  async function result(state, slot) {
    const { index, query, answer, match } = state;
    const [entry, base] = await read(index, slot);
    const url = new URL(entry.url, base).href;
    const title = make("a", { href: url, lang: foreign(entry) }, ...marked(entry.title, match));
    const site = index.root.sites.length > 1 ? index.root.sites.find((/** @type {[string, string]} */ [address]) => new URL(address, top).href === base.href)?.[1] : "";
    const item = make("li", { class: "result" }, make(panel ? "p" : "h2", { class: "result-title" }, title), facts(entry, site));
    const sure = (state.passages.get(slot) ?? []).filter((number) => number);
    const ranked = index.best(answer, slot);
    // With a phrase, only where it stands, unless other words are asked for too.
    const least = sure.length && query.words.every((/** @type {Word} */ word) => word.quoted) ? Infinity : (ranked[0]?.[1] ?? 0) / 2;
    const numbers = [...new Set([...sure, ...ranked.filter((/** @type {[number, number]} */ [, worth]) => worth >= least).map((/** @type {[number, number]} */ [number]) => number)])];
    const places = new Set();
    try {
      for (const number of numbers.slice(0, PASSAGES * 3)) {
        if (places.size >= PASSAGES) break;
        const shown = quote(entry, url, await passage(entry, base, number), match, query.phrases);
        const place = shown.querySelector("a")?.getAttribute("href") ?? url;
        if (!places.has(place)) item.append(shown);
        places.add(place);
      }
      const summary = places.size ? "" : await passage(entry, base, 0);
      if (summary) item.append(make("p", { class: "result-summary", lang: foreign(entry) }, ...marked(excerpt(summary, 0, true), match)));
    } catch {
      // What cannot be unpacked is not quoted.
    }
    const without = [...answer.missed, ...answer.found.filter((/** @type {any} */ one) => !(answer.bits[slot] & one.bit)).map((/** @type {any} */ one) => one.word)];
    if (without.length && answer.found.length) item.append(make("p", { class: "result-without" }, (say.without ?? "").replace("{words}", without.map((word) => word.form).join(", "))));
    return item;
  }

  /** @param {number} count @param {boolean} sure */
  function counted(count, sure) {
    if (!count) return say.none ?? "";
    const text = !sure ? say.soFar : count === 1 ? say.one : say.many;
    return (text ?? "").replace("{count}", count.toLocaleString(language));
  }

  /** The filters that are chosen, and the order of all entries where no word is asked for. @param {any} index */
  async function choices(index) {
    const chosen = new Map();
    const newest = new Map();
    const wanted = filters?.wanted() ?? [];
    if (!wanted.length) return { chosen, newest };
    for (const { name, values } of await index.allFilters()) {
      const picked = wanted.filter((/** @type {[string, string]} */ [filter]) => filter === name).map((/** @type {[string, string]} */ [, value]) => value);
      if (picked.length) chosen.set(name, new Set(values.flatMap((/** @type {any} */ [value, , slots]) => (picked.includes(value) ? [...slots] : []))));
      for (const [value, , slots] of values) for (const slot of slots) if (name === "year" || !newest.has(slot)) newest.set(slot, name === "year" ? Number(value) : 0);
    }
    return { chosen, newest };
  }

  /** Answers what stands in the box. @param {boolean} [again] */
  async function run(again) {
    const own = ++turn;
    const text = box.value;
    const query = words.parse(text);
    if (!again) wanted = STEP;
    list.setAttribute("aria-busy", "true");
    let told = "";
    let lost = false;
    try {
      if (!text.trim() && !filters?.wanted().length) {
        state = undefined;
        finish(own, [], "");
        if (opening) await filters?.count(await opening, undefined, new Map());
        return;
      }
      let index = await open();
      let { chosen, newest } = await choices(index);
      const ask = () => index.ask(query, chosen, newest);
      let answer = await ask();
      if (own !== turn) return;
      let shown;
      for (let tries = 0; ; tries++) {
        state = { index, query, answer, match: words.matcher(answer.found.map((/** @type {any} */ one) => one.word)), passages: new Map(), next: 0, fits: [], chosen };
        shown = await collect(state, own);
        if (own !== turn || !shown) return;
        lost = answer.lost || shown.lost;
        if (!lost || tries || !served) break;
        // A newer site may have been published meanwhile: then its root names other files.
        const before = known;
        index = await open(true);
        if (known === before) break;
        ({ chosen, newest } = await choices(index));
        answer = await ask();
        if (own !== turn) return;
      }
      told = counted(shown.count, shown.sure);
      finish(own, shown.items, lost ? `${told} ${say.lost}` : told, shown.more);
      await filters?.count(index, answer, chosen);
    } catch {
      if (own === turn) finish(own, [], say.lost ?? "");
    }
  }

  /** The first results, as many as are wanted. @param {State} state @param {number} own */
  async function collect(state, own) {
    const { answer, query } = state;
    const strict = query.phrases.length > 0 || query.never.length > 0;
    let lost = false;
    while (state.fits.length < wanted && state.next < answer.slots.length && (!strict || state.next < Math.max(MOST_READ, wanted * 3))) {
      const batch = answer.slots.slice(state.next, state.next + STEP);
      state.next += batch.length;
      const where = await Promise.all(batch.map((/** @type {number} */ slot) => verify(state, slot).catch(() => { lost = true; return null; })));
      if (own !== turn) return null;
      batch.forEach((/** @type {number} */ slot, /** @type {number} */ at) => {
        const found = where[at];
        if (!found) return;
        state.fits.push(slot);
        state.passages.set(slot, found);
      });
    }
    const slots = state.fits.slice(0, wanted);
    const items = await Promise.all(slots.map((slot) => result(state, slot).catch(() => { lost = true; return null; })));
    if (own !== turn) return null;
    const sure = !strict || state.next >= answer.slots.length;
    const count = strict ? state.fits.length : answer.slots.length;
    return { items: items.flatMap((item) => item ?? []), count, sure, lost, more: count > slots.length || !sure };
  }

  /** Shows an answer, all at once. @param {number} own @param {HTMLElement[]} items @param {string} told @param {boolean} [further] */
  function finish(own, items, told, further = false) {
    if (own !== turn) return;
    const asked = Boolean(told);
    if (panel) panel.hidden = !asked || !form.contains(document.activeElement);
    list.replaceChildren(...items);
    more.hidden = panel ? !asked : !further;
    if (panel) more.setAttribute("href", `${form.getAttribute("action")}?q=${encodeURIComponent(box.value)}`);
    showMeant();
    status.textContent = told;
    document.body.classList.toggle("searched", asked);
    list.setAttribute("aria-busy", "false");
  }

  /** Says which words are shown instead of those that nowhere exist, each as a link. */
  function showMeant() {
    const corrected = state && box.value.trim() ? /** @type {Map<string, string[]>} */ (state.answer.corrected) : new Map();
    meant.hidden = !corrected.size;
    if (!corrected.size) return;
    const links = [];
    for (let choice = 0; choice < Math.max(...[...corrected.values()].map((others) => others.length)); choice++) {
      const text = words.spots(box.value).reduceRight((/** @type {string} */ text, /** @type {any} */ spot) => {
        const others = corrected.get(words.fold(spot.form));
        return others ? text.slice(0, spot.start) + (others[choice] ?? others[0]) + text.slice(spot.end) : text;
      }, box.value);
      const link = make("a", { href: `${form.getAttribute("action")}?q=${encodeURIComponent(text)}` }, text);
      link.addEventListener("click", (event) => {
        if (panel) return;
        event.preventDefault();
        box.value = text;
        filters.write(true);
        run();
      });
      links.push(choice ? ", " : "", link);
    }
    const [before, after] = (say.meant ?? "{words}").split("{words}");
    meant.replaceChildren(before, ...links, after ?? "");
  }

  /* --- the reader ---------------------------------------------------------------------------------------------- */

  const filters = page.portalFilters?.({ form, box, open, run: () => run(), make, state: () => state, lost: () => (status.textContent = `${status.textContent} ${say.lost}`.trim()) });
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let typing;
  box.addEventListener("input", () => {
    list.setAttribute("aria-busy", "true");
    clearTimeout(typing);
    typing = setTimeout(() => {
      filters?.write(false);
      run();
    }, 100);
  });
  form.addEventListener("submit", (event) => {
    if (panel) return;
    event.preventDefault();
    clearTimeout(typing);
    filters?.write(true);
    run();
  });
  if (!panel) more.addEventListener("click", async () => {
    const before = list.children.length;
    wanted += STEP;
    await run(true);
    /** @type {HTMLElement | null | undefined} */ (list.children[before]?.querySelector("a"))?.focus();
  });

  // What is chosen is remembered, so that its words are marked on the page it leads to.
  const remember = (/** @type {Event} */ event) => {
    const link = /** @type {HTMLElement} */ (event.target).closest("a");
    if (!link || !state || !list.contains(link)) return;
    try {
      const found = state.answer.found.map((/** @type {any} */ one) => one.word);
      sessionStorage.setItem("portal-found", JSON.stringify({ path: new URL(link.href).pathname, words: found, at: Date.now() }));
    } catch {
      // A browser that keeps nothing marks nothing.
    }
  };
  list.addEventListener("click", remember);

  const around = panel ? form : document.body;
  around.addEventListener("keydown", (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    const links = /** @type {HTMLElement[]} */ ([...list.querySelectorAll("a")]);
    if (panel && !more.hidden) links.push(more);
    const at = target === box ? -1 : links.indexOf(target);
    if (event.isComposing || (target !== box && at < 0 && event.key !== "Escape")) return;
    if (event.key === "Escape" && panel && !panel.hidden) {
      panel.hidden = true;
      box.focus();
    } else if (event.key === "ArrowDown" && !panel?.hidden && links[at + 1]) links[at + 1].focus();
    else if (event.key === "ArrowUp" && at >= 0) (links[at - 1] ?? box).focus();
    else return;
    event.preventDefault();
  });
  if (panel) {
    form.addEventListener("focusout", (event) => {
      if (!form.contains(/** @type {Node | null} */ (event.relatedTarget))) panel.hidden = true;
    });
    // What a mouse goes down on takes no focus in some browsers, and the panel must stay until it is let go.
    panel.addEventListener("mousedown", (event) => event.preventDefault());
    box.addEventListener("focus", () => (panel.hidden = !status.textContent));
  }
  if (box.value.trim() || filters?.wanted().length) run();
})();
