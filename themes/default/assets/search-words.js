// @ts-check
/*
 * Words for the search: cutting text into them, what makes two the same, and reading what a reader asks.
 * docs/search-format.md states the rules; generator/core/words.py keeps the same ones, with shared test vectors.
 */
"use strict";

/**
 * A word that is asked for. `plain` is its folding, `prefix` whether words may go on after it, `stop` whether it is
 * one of the small words, `quoted` whether it must be written so; `also` are words that would do as well.
 * @typedef {{ form: string, plain: string, key: string, prefix: boolean, stop: boolean, quoted: boolean, also?: Word[] }} Word
 */

/**
 * What is asked: words, phrases of folded words that must stand together, and the same that must not be there.
 * @typedef {{ words: Word[], phrases: string[][], without: Word[], never: string[][] }} Query
 */

/** A word of a text: its form, where it stands, whether it is the last letter of a run, alone. @typedef {{ form: string, start: number, end: number, tail: boolean }} Spot */

(() => {
  const MOST_WORDS = 32;
  const MOST_LETTERS = 2000;
  const LETTER = "\\p{L}\\p{N}\\p{M}";
  const JOINER = `(?<=[${LETTER}])['\`‘’\\u02bb\\u02bc\\u00ad\\u200b-\\u200d\\u2060](?=[${LETTER}])`;
  const JOINED = new RegExp(JOINER, "gu");
  const WORD = new RegExp(`[${LETTER}]+`, "gu");
  const SPOT = new RegExp(`(?:[${LETTER}]|${JOINER})+`, "gu");
  // Marks that readers leave out, and letters that stand for plain ones.
  const UNMARKED =
    /[\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f\u0640\u02b0-\u02ff]/g;
  const PLAIN = new Map(Object.entries({ ß: "ss", ς: "σ", ø: "o", æ: "ae", œ: "oe", đ: "d", ð: "d", ł: "l", þ: "th", ħ: "h", ı: "i", ŋ: "ng" }));
  const ODD = new RegExp(`[${[...PLAIN.keys()].join("")}]`, "g");
  // Writing without spaces between words, or with small words joined to them.
  const UNSPACED =
    "\\u0600-\\u06ff\\u0750-\\u077f\\u0870-\\u08ff\\u0e00-\\u0eff\\u1000-\\u109f\\u1100-\\u11ff\\u1780-\\u17ff\\u3040-\\u30ff\\u3100-\\u312f\\u31f0-\\u31ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uac00-\\ud7a3\\uf900-\\ufaff\\u{20000}-\\u{323af}";
  const IS_UNSPACED = new RegExp(`[${UNSPACED}]`, "u");
  const RUNS = new RegExp(`((?:(?!\\p{N})[${UNSPACED}])+)|(?:[^${UNSPACED}]|\\p{N})+`, "gu");
  // Small words of English and te reo Māori: not looked up where there are others.
  const STOP = new Set(
    "a an and are as at be but by for from has have in is it its of on or that the this to was we were will with you e he hei i ka kei ki ko me mo na nga no o te".split(" "),
  );

  /** At most 40 code points count. @param {string} word */
  const cap = (word) => (word.length > 40 ? [...word].slice(0, 40).join("") : word);

  /** @param {string} text */
  const lower = (text) => text.normalize("NFC").toLowerCase().normalize("NFC").replace(JOINED, "");

  /** @type {Map<string, string>} */
  const folded = new Map();
  /** @type {Map<string, string>} */
  const keys = new Map();

  /** A form without macrons and other marks. @param {string} form */
  function fold(form) {
    if (/^[a-z0-9]*$/.test(form)) return form;
    let plain = folded.get(form);
    if (plain === undefined) {
      plain = form.normalize("NFKD").toLowerCase().replace(UNMARKED, "").replace(ODD, (letter) => PLAIN.get(letter) ?? "").normalize("NFC");
      plain = (plain.match(WORD) ?? []).map(cap).join("");
      folded.set(form, plain);
    }
    return plain;
  }

  /** What all forms of a word share. @param {string} form */
  function key(form) {
    let found = keys.get(form);
    if (found === undefined) {
      const plain = fold(form);
      found = /^[a-z]{3,}$/.test(plain) ? /** @type {string} */ (/** @type {any} */ (window).portalStem(plain)) : plain;
      keys.set(form, found);
    }
    return found;
  }

  /**
   * Calls with each piece of a form: itself, or pairs of letters; where in its folding, and whether it is a run's end.
   * @param {string} form @param {(piece: string, from: number, to: number, tail: boolean) => void} each
   */
  function split(form, each) {
    const plain = /^[\x00-\u058f]*$/.test(form) ? "" : fold(form);
    if (!plain || !IS_UNSPACED.test(plain)) return each(form, 0, Infinity, false);
    let at = 0;
    for (const [text, run] of plain.matchAll(RUNS)) {
      const letters = [...text];
      if (!run) each(text, at, at + letters.length, false);
      else letters.forEach((letter, index) => {
        const next = letters[index + 1] ?? "";
        each(letter + next, at + index, at + index + (next ? 2 : 1), !next && letters.length > 1);
      });
      at += letters.length;
    }
  }

  /** The words of a text, as it is indexed. @param {string} text */
  function forms(text) {
    /** @type {string[]} */
    const found = [];
    for (const word of lower(text).match(WORD) ?? []) split(cap(word), (piece) => found.push(piece));
    return found;
  }

  /** The words of a text, and where they stand in it. @param {string} text */
  function spots(text) {
    /** @type {Spot[]} */
    const found = [];
    for (const match of text.matchAll(SPOT)) {
      const start = match.index;
      const form = cap(lower(match[0]));
      const letters = [...match[0]];
      const whole = [...fold(form)].length !== letters.length;
      /** @param {number} count */
      const after = (count) => start + (whole || count > letters.length ? match[0].length : letters.slice(0, count).join("").length);
      if (form) split(form, (piece, from, to, tail) =>
        found.push({ form: piece, start: from && !whole ? after(from) : start, end: after(to), tail }));
    }
    return found;
  }

  /** @param {string} text @param {boolean} open Whether its last word may go on. @param {boolean} quoted @returns {Word[]} */
  function asked(text, open, quoted) {
    /** @type {Word[]} */
    const words = [];
    for (const raw of lower(text).match(WORD) ?? []) split(cap(raw), (form, from, to, tail) => {
      const plain = fold(form);
      if (!plain || tail) return;
      const alone = plain.length === 1 && IS_UNSPACED.test(plain);
      words.push({ form, plain, key: key(form), prefix: alone, stop: STOP.has(plain), quoted });
    });
    const last = words.at(-1);
    if (last && open && !IS_UNSPACED.test(last.plain)) last.prefix = true;
    return words;
  }

  /** Reads what a reader asks. @param {string} text @returns {Query} */
  function parse(text) {
    /** @type {Query} */
    const query = { words: [], phrases: [], without: [], never: [] };
    const written = text.slice(0, MOST_LETTERS).replace(/[“”„‟«»＂]/g, '"').replace(/\s+/gu, " ");
    /** @type {Map<string, Word>} */
    const seen = new Map();
    for (const match of written.matchAll(/(-?)"([^"]*)"|[^\s"]+/gu)) {
      const end = match.index + match[0].length;
      const first = !match.index || written[match.index - 1] === " ";
      const quoted = match[2] !== undefined;
      const minus = first && match[0].length > 1 && match[0].startsWith("-");
      const words = asked(match[2] ?? match[0], !quoted && !minus && end === written.length, quoted);
      if (!words.length) continue;
      const phrase = words.map((word) => word.plain);
      if (minus) {
        if (phrase.length > 1) query.never.push(phrase);
        else query.without.push(...words);
        continue;
      }
      if (phrase.length > 1 && quoted) query.phrases.push(phrase);
      for (const word of words) {
        const before = seen.get(word.key);
        if (before) {
          before.prefix ||= word.prefix;
          before.quoted ||= word.quoted && word.plain === before.plain;
        } else if (seen.size < MOST_WORDS) {
          seen.set(word.key, word);
          query.words.push(word);
        }
      }
    }
    // Small words count only where there are no others.
    if (query.words.some((word) => !word.stop)) query.words = query.words.filter((word) => !word.stop);
    query.without.length = Math.min(query.without.length, MOST_WORDS);
    return query;
  }

  /** Tells of a form whether it is one of the words. @param {Word[]} words */
  function matcher(words) {
    const exact = new Map(words.flatMap((word) => [word, ...(word.also ?? [])]).map((word) => [word.key, word]));
    const open = words.filter((word) => word.prefix);
    return (/** @type {string} */ form) => {
      const found = exact.get(key(form));
      if (found && (!found.quoted || found.plain === fold(form))) return found;
      return open.find((word) => fold(form).startsWith(word.plain)) ?? null;
    };
  }

  /** Where a phrase stands among the words of a text: the number of its first word there, or -1. @param {Spot[]} text @param {string[]} phrase */
  function phraseAt(text, phrase) {
    const words = text.filter((spot) => !spot.tail);
    const last = words.length - phrase.length;
    for (let at = 0; at <= last; at++)
      if (phrase.every((word, index) => fold(words[at + index].form) === word)) return text.indexOf(words[at]);
    return -1;
  }

  /** The places of words in a text, those that touch as one. @param {string} text @param {ReturnType<typeof matcher>} match */
  function places(text, match) {
    /** @type {[number, number][]} */
    const found = [];
    for (const spot of spots(text)) {
      if (!match(spot.form)) continue;
      const before = found.at(-1);
      if (before && spot.start <= before[1]) before[1] = Math.max(before[1], spot.end);
      else found.push([spot.start, spot.end]);
    }
    return found;
  }

  /** @type {any} */ (window).portalWords = { fold, key, forms, spots, parse, matcher, phraseAt, places };
})();
