// @ts-check
/*
 * The search index: which entries have the words that are asked for, and in which order they are shown.
 * docs/search-format.md describes its files. Nothing here knows the page: `load` gets the content of a file.
 */
"use strict";

(() => {
  /** @typedef {{ entries: number, slots: number, weights: string, words: (string | number)[], names: string[], filters: string[], spelling: (string | number)[], files: string, sites: [string, string][] }} Root */

  /** The entries that have one form: who, and where in `text` their weight and passages stand. @typedef {{ text: string, worth: number, slots: number[], at: number[] }} Hits */

  /** What the index says about one word. `x` is its weight by slot. @typedef {{ word: Word, idf: number, x: Float64Array, rows: Hits[], bit: number }} Found */

  /**
   * The answer: slots in order; which have what was asked for, as bits by slot; and the words that each bit stands for.
   * @typedef {{ slots: number[], bits: Uint32Array, all: number, found: Found[], corrected: Map<string, string[]>, missed: Word[], pool: number[], lost: boolean }} Answer
   */

  /** @typedef {{ name: string, values: [string, string, Set<number>][] }} Filter */

  const words = /** @type {any} */ (window).portalWords;
  const PREFIX_BYTES = 40 * 1024;
  const SHORT_PREFIX_BYTES = 24 * 1024;
  const SPELLING_BYTES = 110 * 1024; // less than half of it on the wire
  const CORRECTIONS = 4;
  const ENDINGS = ["", "s", "es", "ed", "ing", "er", "ly"];
  const FIRST = 1000; // so many of the best are looked at for words that stand together
  // How much a form counts: as typed; otherwise marked; of the same stem; going on. The second number decides between
  // entries that are otherwise alike, and is stronger where there is one word only.
  const EXACT = 0, MARKED = 1, STEM = 2, LONGER = 3;
  const FORM = [1, 0.9, 0.8, 0.6];
  const ALONE = [1, 0.75, 0.65, 0.5];
  const AMONG = [1, 0.95, 0.9, 0.8];

  const VALUES = new Int8Array(128);
  [..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"].forEach((sign, value) => { VALUES[sign.charCodeAt(0)] = value; });

  /** Reads numbers from a string of digits. @param {string} text @param {number} at */
  function reader(text, at = 0) {
    return {
      at: () => at,
      more: () => at < text.length,
      skip: (/** @type {number} */ count) => { at += count; },
      digit: () => VALUES[text.charCodeAt(at++)],
      number() {
        for (let value = 0, unit = 1; ; unit *= 32) {
          const digit = VALUES[text.charCodeAt(at++)];
          value += (digit & 31) * unit;
          if (!(digit >= 32)) return value;
        }
      },
    };
  }

  /** The slots of a value of a filter. @param {string} text */
  function slotsOf(text) {
    const slots = new Set();
    const digits = reader(text);
    for (let slot = -1; digits.more(); ) slots.add((slot += digits.number() + 1));
    return slots;
  }

  const SEVERAL = 32, AS_BITS = 63;

  /** The passages of one posting. @param {string} text @param {number} place */
  function passagesOf(text, place) {
    const digits = reader(text, place);
    const first = digits.digit();
    if (first < SEVERAL) return [first];
    const passages = [];
    if (first === AS_BITS) {
      digits.skip(1);
      const count = digits.number();
      for (let digit = 0; digit < count; digit++) {
        const bits = digits.digit();
        for (let bit = 0; bit < 6; bit++) if (bits & (1 << bit)) passages.push(digit * 6 + bit);
      }
      return passages;
    }
    for (let passage = -1; ; ) {
      const number = digits.number();
      passages.push((passage += (number >> 1) + 1));
      if (!(number & 1)) return passages;
    }
  }

  /** The number of the last of the sorted first keys that is not after `key`: every `step`th of a list. @param {(string | number)[]} list @param {string} key @param {number} step */
  function place(list, key, step) {
    let low = 0;
    for (let high = list.length / step; low < high; ) {
      const middle = (low + high) >> 1;
      if (list[middle * step] <= key) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  /** How many mistakes lie between two words: letters more, less, other, or in turned order. @param {string} a @param {string} b @param {number} most */
  function mistakes(a, b, most) {
    if (Math.abs(a.length - b.length) > most) return most + 1;
    /** @type {number[]} */
    let before = [];
    let row = Array.from({ length: b.length + 1 }, (_, index) => index);
    for (let i = 1; i <= a.length; i++) {
      const next = [i];
      for (let j = 1; j <= b.length; j++) {
        const same = a[i - 1] === b[j - 1];
        next[j] = Math.min(next[j - 1] + 1, row[j] + 1, row[j - 1] + (same ? 0 : 1));
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) next[j] = Math.min(next[j], before[j - 2] + 1);
      }
      if (Math.min(...next) > most) return most + 1;
      before = row;
      row = next;
    }
    return row[b.length];
  }

  /** How many bits are set. @param {number} bits */
  function many(bits) {
    let count = 0;
    for (; bits; bits &= bits - 1) count++;
    return count;
  }

  /** The letters a to z of a word, as bits. @param {string} word */
  function lettersOf(word) {
    let bits = 0;
    for (let at = 0; at < word.length; at++) bits |= 1 << (word.charCodeAt(at) - 97);
    return bits;
  }

  let rested = 0;
  /** Lets the browser draw, and the reader type, where work has gone on for a while. */
  async function rest() {
    if (performance.now() - rested < 10) return;
    await new Promise((done) => setTimeout(done));
    rested = performance.now();
  }

  /**
   * Opens an index. `load` gets the value of a file in the folder `search/` whose name is known, and fails otherwise.
   * @param {Root} root @param {(file: string) => Promise<any>} load
   */
  function open(root, load) {
    const size = root.slots + root.entries + 1;
    const file = (/** @type {string} */ name) => load(root.files + name);
    let lost = false;

    /** @template T @param {string} name @param {T} instead @returns {Promise<T>} */
    const get = async (name, instead) => {
      try {
        return await file(name);
      } catch {
        lost = true;
        return instead;
      }
    };

    /** @param {number} number */
    const bytes = (number) => Number(root.words[number * 3 + 2]);
    /** @param {number} number @returns {Promise<[string, ...string[]][]>} */
    const rowsOf = (number) => (number < 0 ? Promise.resolve([]) : get(`words/${root.words[number * 3 + 1]}.js`, []));

    /** The rows of a word: of its key, and where it may go on, of all keys that begin as it does. @param {Word} word */
    async function lookUp(word) {
      if (!root.words.length) return { own: [], longer: [] };
      const exact = place(root.words, word.key, 3);
      const range = new Set([exact]);
      if (word.prefix) {
        // A stem may be shorter than what is typed of the word: `educ` for `educati`.
        const from = Math.max(0, place(root.words, word.plain.slice(0, Math.max(3, word.plain.length - 3)), 3));
        const to = place(root.words, `${word.plain}\uffff`, 3);
        const others = [];
        for (let number = from; number <= to; number++) if (number !== exact) others.push(number);
        others.sort((a, b) => bytes(a) - bytes(b) || a - b);
        let left = (word.plain.length < 3 && word.plain.charCodeAt(0) < 256 ? SHORT_PREFIX_BYTES : PREFIX_BYTES) - bytes(exact);
        for (const number of others) if ((left -= bytes(number)) >= 0) range.add(number);
      }
      const rows = (await Promise.all([...range].map(rowsOf))).flat();
      const own = rows.filter((row) => row[0] === word.key);
      const longer = !word.prefix ? [] : rows.filter((row) => row[0] !== word.key &&
        (row[0].startsWith(word.plain) || word.plain.startsWith(row[0])));
      return { own, longer };
    }

    /** Reads the postings of a word. @param {Word} word @param {{ own: string[][], longer: string[][] }} rows @param {number} bit @param {number[]} decide @returns {Promise<Found | null>} */
    async function read(word, rows, bit, decide) {
      const marked = word.form !== word.plain;
      const x = new Float64Array(size);
      const more = new Float64Array(size);
      const best = new Uint8Array(size).fill(LONGER);
      /** @type {Hits[]} */
      const found = [];
      let count = 0;
      let owned = false;
      for (const [list, own] of /** @type {[string[][], boolean][]} */ ([[rows.own, true], [rows.longer, false]])) for (const row of list) for (let index = 1; index < row.length; index += 2) {
        const form = row[index] || row[0];
        const plain = words.fold(form);
        const same = plain === word.plain;
        if ((word.quoted && !same) || (!own && !plain.startsWith(word.plain))) continue;
        await rest();
        const kind = !own ? LONGER : form === word.form || (!marked && form === word.plain) || word.also?.some((other) => other.form === form) ? EXACT : same ? MARKED : STEM;
        /** @type {Hits} */
        const hits = { text: row[index + 1], worth: FORM[kind], slots: [], at: [] };
        const digits = reader(hits.text);
        for (let slot = -1; digits.more(); ) {
          slot += digits.number() + 1;
          if (slot >= size) break; // A damaged file.
          hits.slots.push(slot);
          hits.at.push(digits.at());
          const first = digits.digit();
          const weight = first < SEVERAL ? VALUES[root.weights.charCodeAt(slot)] : first === AS_BITS ? digits.digit() : first - SEVERAL;
          if (first === AS_BITS) digits.skip(digits.number());
          else if (first >= SEVERAL) while (digits.number() & 1);
          if (!x[slot] && !more[slot]) count++;
          (own ? x : more)[slot] += 2 ** (weight / 4) * FORM[kind];
          best[slot] = Math.min(best[slot], kind);
        }
        owned ||= own;
        found.push(hits);
      }
      if (!count) return null;
      const idf = Math.log(1 + (Math.max(0, root.entries - count) + 0.5) / (count + 0.5));
      for (let slot = 0; slot < size; slot++) {
        if (!x[slot] && !more[slot]) continue;
        const sum = x[slot] + more[slot];
        // Where the word itself exists, what only begins like it comes after.
        x[slot] = (sum / (sum + 6)) * decide[best[slot]] * (x[slot] || !owned ? 1 : 0.6);
      }
      return { word, idf, x, rows: found, bit };
    }

    /** The numbers of the passages that have a word, of one entry. @param {Found} found @param {number} slot */
    function passages(found, slot) {
      /** @type {Map<number, number>} */
      const all = new Map();
      for (const row of found.rows) {
        let low = 0;
        for (let high = row.slots.length; low < high; ) {
          const middle = (low + high) >> 1;
          if (row.slots[middle] < slot) low = middle + 1;
          else high = middle;
        }
        if (row.slots[low] !== slot) continue;
        for (const passage of passagesOf(row.text, row.at[low])) all.set(passage, Math.max(all.get(passage) ?? 0, row.worth));
      }
      return all;
    }

    /** What each passage of an entry is worth: the words that it has. @param {Found[]} found @param {number} slot */
    function worth(found, slot) {
      /** @type {Map<number, number>} */
      const sums = new Map();
      for (const one of found)
        if (one.x[slot]) for (const [passage, share] of passages(one, slot)) sums.set(passage, (sums.get(passage) ?? 0) + one.idf * share);
      return sums;
    }

    /** Words that a word that nowhere exists may stand for: those with fewest mistakes, the likeliest first. @param {Word} word @returns {Promise<string[]>} */
    async function correct(word) {
      const list = root.spelling;
      const { plain } = word;
      const most = plain.length < 6 ? 1 : 2;
      if (!list.length || !/^[a-z]{3,}$/.test(plain)) return [];
      const home = place(list, plain, 3);
      const count = list.length / 3;
      const [from, to] = [place(list, plain[0], 3), place(list, `${plain[0]}\uffff`, 3)];
      const near = (/** @type {number} */ number) => (number < from || number > to ? count : 0) + Math.abs(number - home);
      const others = Array.from({ length: count }, (_, number) => number).sort((a, b) => near(a) - near(b));
      // Mistakes in the first letters are rarer, so what is next to the word's own place comes first.
      const order = [...new Set([home, others[1] ?? home, place(list, plain[1] + plain[0], 3), ...others])].filter((number) => number >= 0);
      const letters = lettersOf(plain);
      let left = SPELLING_BYTES;
      /** @type {[number, string][]} */
      let best = [];
      for (const number of order) {
        left -= Number(list[number * 3 + 2]);
        if (left < 0 && number !== home) continue;
        const rows = /** @type {string[]} */ (await get(`spelling/${list[number * 3 + 1]}.js`, []));
        for (const row of rows) {
          const known = row.slice(0, -1);
          if (known.length > plain.length + most + 4 || known.length < plain.length - most - 4) continue;
          const stem = words.key(known);
          if (many(lettersOf(stem) & ~letters) > most) continue;
          // The list has one form of a word; its others may be nearer.
          for (const other of [known, ...ENDINGS.map((ending) => stem + ending)]) {
            if (Math.abs(other.length - plain.length) > most || many(lettersOf(other) ^ letters) > 2 * most) continue;
            const wrong = mistakes(plain, other, most);
            if (wrong > most || (other !== known && words.key(other) !== stem)) continue;
            // Fewer mistakes, then the same first letter, then how often it is found.
            best.push([wrong * 1000 + (other[0] === plain[0] ? 0 : 100) + (other === known ? 0 : 1) - parseInt(row.slice(-1), 36), other]);
          }
        }
        await rest();
      }
      best.sort((a, b) => a[0] - b[0]);
      best = best.filter(([rank]) => rank < best[0][0] + 90);
      /** @type {Map<string, string>} */
      const stems = new Map();
      for (const [, other] of best) if (!stems.has(words.key(other))) stems.set(words.key(other), other);
      return [...stems.values()].slice(0, CORRECTIONS);
    }

    /**
     * Answers a query. `chosen` has for each filter the slots that fit it; `newest` gives an order to all entries.
     * @param {Query} query @param {Map<string, Set<number>>} chosen @param {Map<number, number>} newest
     * @returns {Promise<Answer>}
     */
    async function ask(query, chosen, newest) {
      lost = false;
      rested = performance.now();
      const bits = new Uint32Array(size);
      const score = new Float64Array(size);
      /** @type {Found[]} */
      const found = [];
      /** @type {Word[]} */
      const missed = [];
      /** @type {Map<string, string[]>} */
      const corrected = new Map();
      const decide = query.words.length > 1 ? AMONG : ALONE;
      const looked = await Promise.all(query.words.map(lookUp));
      for (const [number, word] of query.words.entries()) {
        const bit = (1 << number) >>> 0;
        let one = await read(word, looked[number], bit, decide);
        if (!one && !word.quoted) {
          const others = await correct(word);
          const [first, ...also] = others.map((other) => ({ ...word, form: other, plain: other, key: words.key(other), prefix: false }));
          if (first) {
            first.also = also;
            const rows = await Promise.all([first, ...also].map(lookUp));
            one = await read(first, { own: rows.flatMap(({ own }) => own), longer: [] }, bit, decide);
            if (one) corrected.set(word.plain, others);
          }
        }
        if (one) found.push(one);
        else missed.push(word);
      }
      for (const { x, bit, idf } of found) for (let slot = 0; slot < size; slot++) if (x[slot]) {
        bits[slot] |= bit;
        score[slot] += x[slot] * idf;
      }
      /** @type {number[]} */
      let pool = [];
      if (query.words.length) for (let slot = 0; slot < size; slot++) bits[slot] && pool.push(slot);
      else if (chosen.size) pool = [...newest.keys()];
      for (const word of query.without) {
        const gone = await read(word, await lookUp(word), 0, decide);
        if (gone) pool = pool.filter((slot) => !gone.x[slot]);
      }
      const all = found.reduce((sum, one) => (sum | one.bit) >>> 0, 0);
      const whole = found.reduce((sum, one) => sum + one.idf, 0);
      const has = (/** @type {number} */ slot) => found.reduce((sum, one) => (bits[slot] & one.bit ? sum + one.idf : sum), 0);
      if (query.phrases.length) {
        const must = new Set(query.phrases.flat());
        const needed = query.words.filter((word) => word.quoted && must.has(word.plain));
        const mask = found.filter((one) => needed.includes(one.word)).reduce((sum, one) => (sum | one.bit) >>> 0, 0);
        pool = needed.some((word) => missed.includes(word)) ? [] : pool.filter((slot) => (bits[slot] & mask) >>> 0 === mask);
      }
      // What has few of the words is left out where something has them all.
      if (pool.some((slot) => bits[slot] >>> 0 === all)) pool = pool.filter((slot) => bits[slot] >>> 0 === all || has(slot) >= whole / 2);
      let slots = pool.filter((slot) => [...chosen.values()].every((fit) => fit.has(slot)));
      const counts = new Map(slots.map((slot) => [slot, many(bits[slot])]));
      const order = (/** @type {number} */ a, /** @type {number} */ b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0) ||
        score[b] - score[a] || (newest.get(b) ?? 0) - (newest.get(a) ?? 0) || a - b;
      slots.sort(order);
      if (found.length > 1) {
        for (const slot of slots.slice(0, FIRST)) {
          if ((counts.get(slot) ?? 0) < 2) continue;
          const together = Math.max(0, ...worth(found, slot).values());
          score[slot] *= 1 + 1.5 * (together / whole) ** 2;
          await rest();
        }
        slots.sort(order);
      }
      return { slots, bits, all, found, corrected, missed, pool, lost };
    }

    /** The passages of an entry that have most of the words, best first. @param {Answer} answer @param {number} slot */
    function best(answer, slot) {
      const sums = [...worth(answer.found, slot)].filter(([passage]) => passage > 0);
      return sums.sort((a, b) => b[1] - a[1] || a[0] - b[0]);
    }

    /** Where an entry lies: the number of its site, and its file. @param {number} slot @returns {Promise<[number, string]>} */
    async function find(slot) {
      const name = root.names[slot >> 8];
      const list = name ? await file(`names/${name}.js`) : [];
      const step = root.sites.length > 1 ? 3 : 2;
      for (let at = 0; at < list.length; at += step) if (list[at] === (slot & 255)) return [step > 2 ? list[at + 2] : 0, list[at + 1]];
      throw new Error(`no entry ${slot}`);
    }

    /** @type {Filter[] | undefined} */
    let filters;
    /** All filters with the slots of their values. @returns {Promise<Filter[]>} */
    async function allFilters() {
      if (filters) return filters;
      const read = [];
      for (let at = 0; at < root.filters.length; at += 2) read.push((async () => {
        const rows = /** @type {[string, string, string][]} */ (await file(`filters/${root.filters[at + 1]}.js`));
        return { name: root.filters[at], values: rows.map(([value, label, slots]) => /** @type {[string, string, Set<number>]} */ ([value, label, slotsOf(slots)])) };
      })());
      return (filters = await Promise.all(read));
    }

    /** The passages of an entry that have all of some words. @param {Found[]} found @param {number} slot */
    function together(found, slot) {
      const [first, ...others] = found.map((one) => passages(one, slot));
      return first ? [...first.keys()].filter((passage) => others.every((other) => other.has(passage))) : [];
    }

    return { root, ask, best, together, find, allFilters };
  }

  /** @type {any} */ (window).portalIndex = { open, mistakes, reader, passagesOf, slotsOf };
})();
