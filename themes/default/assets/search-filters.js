// @ts-check
/*
 * The filters and the address of the search page. The filters' files are loaded when a reader opens them, or comes with
 * an address that has one.
 */
"use strict";

/** @type {any} */ (window).portalFilters = (() => {
  /** @typedef {{ form: HTMLFormElement, box: HTMLInputElement, open: () => Promise<any>, run: () => void, make: (tag: string, attributes: Record<string, string | undefined>, ...children: (Node | string)[]) => HTMLElement, state: () => any, lost: () => void }} Search */
  const FEW = 12;

  return (/** @type {Search} */ { form, box, open, run, make, state, lost }) => {
    const details = /** @type {HTMLDetailsElement} */ (form.querySelector(".search-filters"));
    const badge = /** @type {HTMLElement} */ (form.querySelector(".search-chosen"));
    const clear = /** @type {HTMLButtonElement} */ (form.querySelector(".search-clear"));
    const groups = /** @type {HTMLElement[]} */ ([...form.querySelectorAll("fieldset[data-name]")]);
    const names = groups.map((group) => group.dataset.name ?? "");
    const title = document.title;
    /** What is chosen, in order. @type {[string, string][]} */
    let chosen = [];
    /** @type {Map<string, HTMLInputElement>} */
    const boxes = new Map();
    /** @type {Set<HTMLElement>} */
    const whole = new Set();
    let filled = false;

    /** Takes box and filters from the address. */
    function read(typed = "") {
      const query = new URLSearchParams(location.search);
      box.value = typed || (query.get("q") ?? "");
      chosen = [...query].filter(([name]) => names.includes(name));
      show();
    }

    // Whether a reader means to come back to what the address says: then the next change is a step of its own.
    let meant = location.search.length > 1;

    /** Writes them into it. @param {boolean} done Whether it is more than typing. */
    function write(done) {
      const query = new URLSearchParams(box.value.trim() ? { q: box.value } : {});
      for (const [name, value] of chosen) query.append(name, value);
      const search = query.size ? `?${query}` : location.pathname.replace(/.*\//, "") || "./";
      const same = location.search === (query.size ? search : "");
      if (!same) history[done || meant ? "pushState" : "replaceState"](null, "", search);
      if (done || !same) meant = done;
      show();
    }

    function show() {
      for (const [name, input] of boxes) input.checked = chosen.some((one) => one.join("=") === name);
      badge.textContent = chosen.length ? ` (${chosen.length})` : "";
      clear.hidden = !chosen.length;
      document.title = box.value.trim() ? `${box.value.trim()} – ${title}` : title;
    }

    /** Makes the choices. @param {any} index */
    async function fill(index) {
      const filters = await index.allFilters();
      if (filled) return;
      filled = true;
      for (const { name, values } of filters) {
        const group = groups.find((one) => one.dataset.name === name);
        if (!group || values.length < 2) continue;
        const list = make("div", { class: "choices" });
        for (const [value, label] of values) {
          const input = /** @type {HTMLInputElement} */ (make("input", { type: "checkbox", name, value }));
          boxes.set(`${name}=${value}`, input);
          list.append(make("label", { class: "choice" }, input, make("span", {}, label), " ", make("span", { class: "count" })));
        }
        const all = make("button", { type: "button", class: "choice-all" }, form.dataset.further ?? "");
        all.addEventListener("click", () => {
          whole.add(group);
          const hidden = [...list.children].find((one) => /** @type {HTMLElement} */ (one).hidden);
          const current = state();
          count(current?.index ?? index, current?.answer, current?.chosen);
          /** @type {HTMLInputElement | null | undefined} */ (hidden?.querySelector("input"))?.focus();
        });
        group.append(list, all);
      }
      show();
    }

    /**
     * Shows how many entries each choice would leave, without its own filter.
     * @param {any} index @param {any} answer @param {Map<string, Set<number>>} fits
     */
    async function count(index, answer, fits) {
      if (!details.open && !chosen.length) return;
      await fill(index);
      const filters = await index.allFilters();
      for (const { name, values } of filters) {
        const group = groups.find((one) => one.dataset.name === name);
        if (!group || !group.querySelector(".choices")) continue;
        const others = [...fits ?? []].filter(([other]) => other !== name).map(([, slots]) => slots);
        // Where nothing is asked, the counts are those of all entries.
        const asked = answer && (answer.pool.length || box.value.trim());
        const pool = asked ? new Set(answer.pool.filter((/** @type {number} */ slot) => others.every((slots) => slots.has(slot)))) : null;
        const counts = values.map((/** @type {[string, string, Set<number>]} */ [, , slots]) => {
          if (!pool) return slots.size;
          let number = 0;
          for (const slot of slots) if (pool.has(slot)) number++;
          return number;
        });
        const least = whole.has(group) ? 0 : [...counts].sort((a, b) => b - a)[FEW - 1] ?? 0;
        let shown = 0;
        let left = 0;
        values.forEach((/** @type {[string]} */ [value], /** @type {number} */ at) => {
          const input = boxes.get(`${name}=${value}`);
          const label = input?.parentElement;
          if (!input || !label) return;
          const many = counts[at] > 0 && counts[at] >= least && (whole.has(group) || shown < FEW);
          if (counts[at] > 0 && !many) left++;
          if (many) shown++;
          label.hidden = !many && !input.checked;
          /** @type {Element} */ (label.lastElementChild).textContent = counts[at].toLocaleString(document.documentElement.lang);
        });
        group.hidden = ![...group.querySelectorAll("label")].some((label) => !label.hidden);
        /** @type {HTMLElement} */ (group.querySelector(".choice-all")).hidden = !left;
      }
    }

    form.addEventListener("change", (event) => {
      const input = /** @type {HTMLInputElement} */ (event.target);
      if (input.type !== "checkbox") return;
      const [name, value] = [input.name, input.value];
      chosen = chosen.filter((one) => one[0] !== name || one[1] !== value);
      if (input.checked) chosen.push([name, value]);
      write(true);
      run();
    });
    clear.addEventListener("click", () => {
      chosen = [];
      write(true);
      run();
      details.querySelector("summary")?.focus();
    });
    details.addEventListener("toggle", async () => {
      if (!details.open) return;
      try {
        const current = state();
        await count(current?.index ?? (await open()), current?.answer, current?.chosen);
      } catch {
        details.open = false;
        lost();
      }
    });
    addEventListener("popstate", () => {
      meant = true;
      read();
      run();
    });
    details.hidden = false;
    read(box.value);
    if (chosen.length) details.open = matchMedia("(min-width: 48rem)").matches;
    return { wanted: () => chosen, write, count };
  };
})();
