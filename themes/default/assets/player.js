// @ts-check
/*
 * Videos and their transcripts. Without this script every page reads, and files play. It adds: the players of hosts, on
 * a click; a transcript that follows, seeks, and can be searched; links to moments; and captions where the site is
 * opened as files, for there browsers load no <track>.
 */
"use strict";

(() => {
  /**
   * One way to play, be it a file or a host's player. `show` makes ready what is loaded only on a click.
   * @typedef {{ box: HTMLElement, ready: () => boolean, seek: (seconds: number, play: boolean) => void, pause: () => void }} Player
   * @typedef {(player: Player, seconds: number, playing: boolean) => void} Tell
   * @typedef {{ seconds?: number, playing?: boolean, failed?: boolean }} News
   * @typedef {{ kind: TextTrackKind, label: string, language: string, cues: [number, number, string][] }} Track
   */

  /**
   * What differs between hosts: the address of the player, what is said to it, and what it says.
   * @typedef {{ origin: string, address: (url: string, start: number) => string, hello: object[],
   *   order: (name: "play" | "pause" | "seek", seconds?: number) => object, read: (message: any) => News }} Host
   */

  const asFile = location.protocol === "file:";
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const UNIT = ".cue, .passage";

  /** @param {string} selector @param {ParentNode} [within] */
  const all = (selector, within = document) =>
    /** @type {HTMLElement[]} */ ([...within.querySelectorAll(selector)]);

  /** @param {string} selector @param {ParentNode} [within] */
  const one = (selector, within = document) => /** @type {HTMLElement | null} */ (within.querySelector(selector));

  /** @param {HTMLElement | undefined} element */
  const startOf = (element) => Number(element?.dataset.start);

  /** The start and the end in `#t=83`, `#t=1:23` or `#t=83,90`, in seconds; the language in `#t=83-mi`. @param {string} hash */
  function momentOf(hash) {
    const match = /^#t=(?:npt:)?([\d.:]+)(?:,([\d.:]+))?(?:-([\w-]+))?$/.exec(hash);
    /** @param {string} clock */
    const seconds = (clock) => clock.split(":").reduce((sum, part) => sum * 60 + Number(part), 0);
    const start = match ? seconds(match[1]) : NaN;
    return start >= 0 ? { start, end: match?.[2] ? seconds(match[2]) : 0, language: match?.[3] } : null;
  }

  /** Marks the one of some timed elements that time is at. @param {HTMLElement[]} elements */
  function marker(elements) {
    /** @type {HTMLElement | undefined} */
    let current;
    return (/** @type {number} */ seconds) => {
      let low = 0;
      for (let high = elements.length; low < high; ) {
        const middle = (low + high) >> 1;
        if (startOf(elements[middle]) <= seconds + 0.01) low = middle + 1;
        else high = middle;
      }
      const next = elements[low - 1];
      const moved = next !== current;
      if (moved) {
        current?.removeAttribute("aria-current");
        next?.setAttribute("aria-current", "true");
        current = next;
      }
      return moved ? next : undefined;
    };
  }

  /* --- players ------------------------------------------------------------------------------------------------- */

  /** @param {HTMLElement} box @param {Tell} tell @returns {Player | null} */
  function filePlayer(box, tell) {
    const media = /** @type {HTMLVideoElement | null} */ (one("video, audio", box));
    if (!media) return null;
    const player = {
      box,
      ready: () => true,
      seek(/** @type {number} */ seconds, /** @type {boolean} */ play) {
        media.currentTime = seconds;
        // A browser may refuse to play before the reader's own click: then the moment waits.
        if (play) media.play().catch(() => {});
      },
      pause: () => media.pause(),
    };
    const gone = () => {
      // What has been playing stays to be seen.
      if (!media.readyState) media.hidden = true;
      reveal(box);
    };
    media.addEventListener("error", gone);
    one("source", media)?.addEventListener("error", gone);
    if (media.networkState === HTMLMediaElement.NETWORK_NO_SOURCE) gone();
    for (const name of ["timeupdate", "seeking", "play", "pause", "ended"])
      media.addEventListener(name, () => tell(player, media.currentTime, !media.paused));
    if (asFile && box.dataset.cues) loadTracks(media, box.dataset.cues);
    return player;
  }

  /** Says in a player's place that the video is gone. @param {HTMLElement} box */
  function reveal(box) {
    const note = one(".player-gone", box);
    if (note) note.hidden = false;
  }

  /** Takes the cues from a script of this site. @param {HTMLMediaElement} media @param {string} address */
  function loadTracks(media, address) {
    // Only a relative address: no host, no scheme, no query.
    const check = (/** @type {string} */ url) => {
      if (!/^(?:[\w%.~-]+\/)*[\w%~-][\w%.~-]*\.js$/.test(url)) throw new TypeError(url);
      return url;
    };
    const page = /** @type {any} */ (window);
    page.portalPolicy ??= page.trustedTypes?.createPolicy("portal", { createScriptURL: check }) ?? { createScriptURL: check };
    const script = document.createElement("script");
    script.src = page.portalPolicy.createScriptURL(check(address));
    script.addEventListener("load", () => {
      for (const track of all("track", media)) track.remove();
      const tracks = /** @type {Track[]} */ (/** @type {any} */ (script).tracks);
      for (const [index, { kind, label, language, cues }] of tracks.entries()) {
        const added = media.addTextTrack(kind, label, language);
        for (const [start, end, text] of cues) if (end > start) added.addCue(new VTTCue(start, end, text));
        added.mode = kind === "captions" && !index ? "showing" : kind === "captions" ? "disabled" : "hidden";
      }
    });
    document.head.append(script);
  }

  /** @type {Record<string, Host>} */
  const HOSTS = {
    youtube: {
      origin: "https://www.youtube-nocookie.com",
      address: (url, start) =>
        `${url}?autoplay=1&enablejsapi=1&playsinline=1&rel=0&start=${Math.floor(start)}&origin=${encodeURIComponent(location.origin)}`,
      hello: [{ event: "listening", id: 1, channel: "widget" }],
      order: (name, seconds) => ({
        event: "command",
        func: { play: "playVideo", pause: "pauseVideo", seek: "seekTo" }[name],
        args: seconds === undefined ? [] : [seconds, true],
      }),
      read({ event, info }) {
        const state = event === "onStateChange" ? info : info?.playerState;
        return {
          seconds: info?.currentTime,
          playing: state === undefined ? undefined : state === 1,
          failed: event === "onError",
        };
      },
    },
    vimeo: {
      origin: "https://player.vimeo.com",
      address: (url, start) => `${url}&autoplay=1&playsinline=1#t=${Math.floor(start)}s`,
      hello: ["timeupdate", "seeked", "play", "pause", "ended", "error"].map((value) => ({
        method: "addEventListener",
        value,
      })),
      order: (name, seconds) => ({ method: name === "seek" ? "setCurrentTime" : name, value: seconds }),
      read: ({ event, data }) => ({
        seconds: data?.seconds,
        playing: event === "play" || (event === "pause" || event === "ended" ? false : undefined),
        failed: event === "error",
      }),
    },
  };

  /** @param {HTMLElement} box @param {Host} host @param {Tell} tell @returns {Player | null} */
  function hostPlayer(box, host, tell) {
    const link = one(".player-open", box);
    if (!link) return null;
    /** @type {HTMLIFrameElement | undefined} */
    let frame;
    let start = 0;
    let seconds = 0;
    let playing = false;
    let heard = false;

    const say = (/** @type {object} */ message) =>
      frame?.contentWindow?.postMessage(JSON.stringify(message), host.origin);

    function open() {
      frame = document.createElement("iframe");
      frame.src = host.address(box.dataset.embed ?? "", start);
      frame.title = box.dataset.title ?? "";
      frame.allow = "autoplay; fullscreen; picture-in-picture";
      frame.referrerPolicy = "strict-origin-when-cross-origin";
      addEventListener("message", listen);
      button.replaceWith(frame);
      one(".player-note", box)?.remove();
      // The player may not listen yet: it is greeted until it answers.
      const greet = setInterval(() => (heard ? clearInterval(greet) : host.hello.forEach(say)), 250);
    }

    function listen(/** @type {MessageEvent} */ event) {
      if (event.source !== frame?.contentWindow || event.origin !== host.origin) return;
      let message = event.data;
      try {
        if (typeof message === "string") message = JSON.parse(message);
      } catch {
        return;
      }
      if (!message || typeof message !== "object") return;
      if (!heard || message.event === "ready") host.hello.forEach(say);
      heard = true;
      const news = host.read(message);
      if (news.failed) reveal(box);
      if (typeof news.seconds === "number") seconds = news.seconds;
      playing = news.playing ?? playing;
      if (news.seconds !== undefined || news.playing !== undefined) tell(player, seconds, playing);
    }

    const player = {
      box,
      ready: () => frame !== undefined,
      seek(/** @type {number} */ to, /** @type {boolean} */ play) {
        start = to;
        if (frame) {
          say(host.order("seek", to));
          if (play) say(host.order("play"));
        } else if (play) open();
      },
      pause: () => say(host.order("pause")),
    };
    const button = document.createElement("button");
    button.type = "button";
    button.className = link.className;
    button.ariaLabel = link.ariaLabel;
    button.append(...link.childNodes);
    button.addEventListener("click", () => {
      open();
      frame?.focus();
    });
    link.replaceWith(button);
    return player;
  }

  /** @type {Player[]} */
  const players = [];
  /** @type {Tell} */
  let follow = () => {};
  /** @type {Tell} */
  const tell = (player, seconds, playing) => {
    if (playing) for (const other of players) if (other !== player && other.ready()) other.pause();
    follow(player, seconds, playing);
  };
  for (const box of all(".player[data-player]")) {
    const host = HOSTS[box.dataset.player ?? ""];
    // As a file a page has no address to show to a host, and YouTube plays nothing without one: there it is a link.
    const player = host ? (asFile ? null : hostPlayer(box, host, tell)) : filePlayer(box, tell);
    if (!player) continue;
    players.push(player);
    const from = /** @type {HTMLAnchorElement | null} */ (one("figcaption a", box.closest("figure") ?? box));
    const moment = from && momentOf(from.hash);
    if (moment) player.seek(moment.start, false);
  }

  /* --- the page of a video ------------------------------------------------------------------------------------- */

  const main = players.find((player) => player.box.closest(".theatre"));
  const section = one(".transcripts");
  const transcript = section ? openTranscript(section) : null;
  const marks = [all(".chapters [data-start]"), all(".segments [data-start]")].map(marker);
  const bar = one(".segments-bar[data-length]");
  const needle = bar && document.createElementNS("http://www.w3.org/2000/svg", "rect");
  let end = 0;

  if (main) {
    follow = (player, seconds, playing) => {
      if (player !== main) return;
      if (end && playing && seconds >= end) {
        end = 0;
        main.pause();
      }
      for (const mark of marks) mark(seconds);
      if (bar && needle) {
        needle.setAttribute("x", String((100 * seconds) / Number(bar.dataset.length)));
        if (!needle.isConnected) bar.append(needle);
      }
      transcript?.follow(seconds, playing);
    };
    needle?.setAttribute("class", "segments-needle");
    needle?.setAttribute("width", "0.5");
    needle?.setAttribute("height", "4");
    describe(main.box);

    /** Goes to the moment of an address. @param {string} hash @param {boolean} play */
    const go = (hash, play) => {
      const moment = momentOf(hash);
      if (!moment) return false;
      end = moment.end;
      if (moment.language) transcript?.speak(moment.language);
      main.seek(transcript?.show(moment.start) ?? moment.start, play);
      return true;
    };
    go(location.hash, !calm && !main.box.dataset.embed);
    addEventListener("load", () => transcript?.settle());
    addEventListener("hashchange", () => go(location.hash, true));
    document.addEventListener("click", (event) => {
      if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      const target = /** @type {Element} */ (event.target);
      const link = /** @type {HTMLAnchorElement | SVGAElement | null} */ (target.closest("a[href*='#t=']"));
      const address = link && new URL(link.getAttribute("href") ?? "", location.href);
      if (address && address.href.split("#")[0] === location.href.split("#")[0]) {
        if (!go(address.hash, true)) return;
        event.preventDefault();
        history.replaceState(null, "", address.hash);
      } else if (!target.closest("a, button, input, summary") && main.ready() && getSelection()?.isCollapsed !== false) {
        // A line's own words play it too, once there is something that plays.
        const line = /** @type {HTMLElement | null} */ (target.closest(".transcript [data-start]"));
        if (line) main.seek(startOf(line), true);
      }
    });
    section?.classList.add("live");
  }

  /** Lets descriptions be read out, from a track that browsers only keep. @param {HTMLElement} box */
  function describe(box) {
    const media = /** @type {HTMLVideoElement | null} */ (one("video", box));
    const track = media && [...media.textTracks].find((found) => found.kind === "descriptions");
    const part = one(".described");
    const button = part && one("button", part);
    const words = part && one(".described-words", part);
    if (!track || !part || !button || !words || asFile) return;
    part.hidden = false;
    track.addEventListener("cuechange", () => {
      const cue = /** @type {VTTCue | undefined} */ (track.activeCues?.[0]);
      words.textContent = cue?.text ?? "";
    });
    button.addEventListener("click", () => {
      const on = track.mode === "disabled";
      track.mode = on ? "hidden" : "disabled";
      button.setAttribute("aria-pressed", String(on));
      if (!on) words.textContent = "";
    });
  }

  /* --- the transcript ------------------------------------------------------------------------------------------ */

  /** @param {HTMLElement} section */
  function openTranscript(section) {
    const box = /** @type {HTMLElement} */ (one(".transcript-box", section));
    const told = /** @type {HTMLElement} */ (one(".transcript-told", section));
    const back = /** @type {HTMLElement} */ (one(".transcript-follow", section));
    const texts = all(".transcript", box);
    let text = texts[0];
    let mark = marker(all("[data-start]", text));
    let playing = false;
    let seconds = -1;
    /** Where the script itself is scrolling to. @type {number | null} */
    let aim = null;
    /** @type {HTMLElement | undefined} */
    let line;

    const boxed = () => getComputedStyle(box).overflowY === "auto";
    let following = boxed();
    const scroller = () => (boxed() ? box : /** @type {HTMLElement} */ (document.scrollingElement));

    /** Brings a place into view, unless it is well in view. @param {DOMRect} place @param {boolean} [now] */
    function bring(place, now) {
      const view = boxed() ? box.getBoundingClientRect() : new DOMRect(0, 0, innerWidth, innerHeight);
      const top = boxed() ? view.top : (main?.box.getBoundingClientRect().bottom ?? 0);
      const height = view.bottom - Math.max(top, 0);
      if (place.top > top + 8 && place.bottom < top + height * 0.8) return;
      const to = scroller().scrollTop + place.top - top - height / 4;
      aim = Math.round(Math.max(0, Math.min(to, scroller().scrollHeight - scroller().clientHeight)));
      scroller().scrollTo({ top: aim, behavior: calm || now ? "instant" : "smooth" });
    }

    function setFollowing(/** @type {boolean} */ on) {
      following = on;
      back.hidden = on || !playing || !text.querySelector("[data-start]");
    }

    function left() {
      aim = null;
      if (following) setFollowing(false);
    }
    for (const name of ["wheel", "touchmove"]) addEventListener(name, (event) => {
      if (!boxed() || box.contains(/** @type {Node} */ (event.target))) left();
    }, { passive: true });
    document.addEventListener("scroll", (event) => {
      if (event.target !== (boxed() ? box : document)) return;
      if (aim === null) left();
      else if (Math.abs(scroller().scrollTop - aim) < 2) aim = null;
    }, true);
    back.addEventListener("click", () => {
      setFollowing(true);
      const current = one("[aria-current]", text);
      current?.querySelector("a")?.focus({ preventScroll: true });
      if (current) bring(current.getBoundingClientRect());
    });

    /* Languages: one at a time, kept for the session. */
    const buttons = /** @type {HTMLButtonElement[]} */ (all(".transcript-languages button", section));
    function choose(/** @type {string | null} */ language) {
      const chosen = texts.find((found) => found.dataset.language === language);
      if (!chosen) return;
      text = chosen;
      for (const other of texts) other.hidden = other !== text;
      if (text instanceof HTMLDetailsElement) text.open = true;
      for (const files of all(".transcript-files", section)) files.hidden = files.dataset.language !== language;
      for (const button of buttons) button.setAttribute("aria-pressed", String(button.value === language));
      mark(-1);
      mark = marker(all("[data-start]", text));
      const current = mark(seconds);
      box.scrollTop = 0;
      if (current) bring(current.getBoundingClientRect(), true);
      search(false);
    }
    for (const button of buttons) button.addEventListener("click", () => {
      choose(button.value);
      try {
        sessionStorage.setItem("transcript", button.value);
      } catch {
        // A browser that keeps nothing forgets the choice, and that is all.
      }
    });

    /* Finding. */
    // Few browsers and no checker know these yet, so they are no part of the style sheet.
    const paint = new CSSStyleSheet();
    paint.replaceSync(
      "::highlight(found){background:var(--mark);color:var(--mark-ink)}" +
        "::highlight(found-now){background:var(--brand);color:var(--brand-ink)}",
    );
    document.adoptedStyleSheets.push(paint);
    const input = /** @type {HTMLInputElement} */ (one("#transcript-find", section));
    const count = /** @type {HTMLElement} */ (one(".transcript-count", section));
    const steps = /** @type {HTMLButtonElement[]} */ (all("[data-step]", section));
    /** @type {WeakMap<Element, ReturnType<typeof fold>>} */
    let folded = new WeakMap();
    // Words that the search marks are texts of their own.
    document.addEventListener("portal-marked", () => (folded = new WeakMap()));
    /** @type {Range[]} */
    let found = [];
    let at = 0;

    function search(/** @type {boolean} */ scroll) {
      if (!folded.has(text)) folded.set(text, fold(text));
      found = /** @type {ReturnType<typeof fold>} */ (folded.get(text)).find(input.value);
      at = 0;
      const highlights = /** @type {any} */ (CSS).highlights;
      highlights?.set("found", new Highlight(...found));
      step(0, scroll);
    }
    function step(/** @type {number} */ by, scroll = true) {
      const total = found.length;
      at = total ? (at + by + total) % total : 0;
      for (const button of steps) button.disabled = !total;
      count.textContent = !input.value.trim()
        ? ""
        : !total
          ? (section.dataset.foundNone ?? "")
          : (section.dataset.found ?? "").replace("{n}", String(at + 1)).replace("{total}", String(total));
      line?.classList.remove("found");
      line = undefined;
      const highlights = /** @type {any} */ (CSS).highlights;
      highlights?.delete("found-now");
      if (!total) return;
      line = /** @type {HTMLElement} */ (unitOf(found[at].startContainer));
      line?.classList.add("found");
      highlights?.set("found-now", new Highlight(found[at]));
      if (!scroll) return;
      setFollowing(false);
      bring(found[at].getBoundingClientRect());
    }
    input.addEventListener("input", () => search(true));
    input.addEventListener("keydown", (event) => {
      if (event.key === "Enter") step(event.shiftKey ? -1 : 1);
      else if (event.key === "Escape" && input.value) input.value = "";
      else return;
      event.preventDefault();
      if (!input.value) search(false);
    });
    for (const button of steps) button.addEventListener("click", () => step(Number(button.dataset.step)));

    /* Links to moments: a button that goes to the line at hand, and one for what is selected. */
    const copy = /** @type {HTMLElement} */ (one(".transcript-copy", section));
    const share = /** @type {HTMLElement} */ (one(".transcript-share", section));
    let pressing = false;

    async function take(/** @type {Element | null} */ unit) {
      const link = unit?.querySelector("a");
      if (!link) return;
      const canonical = asFile ? /** @type {HTMLLinkElement | null} */ (one("link[rel=canonical]")) : null;
      const address = (canonical?.href ?? location.href.split("#")[0]) + link.hash;
      let done = true;
      try {
        await navigator.clipboard.writeText(address);
      } catch {
        const field = document.createElement("textarea");
        field.value = address;
        section.append(field);
        const before = /** @type {HTMLElement | null} */ (document.activeElement);
        field.select();
        done = document.execCommand("copy");
        field.remove();
        before?.focus({ preventScroll: true });
        if (!done) history.replaceState(null, "", link.hash);
      }
      told.textContent = "";
      // In a turn of its own, so that the same words are read out again.
      requestAnimationFrame(() => (told.textContent = (done ? section.dataset.copied : section.dataset.copiedNot) ?? ""));
    }
    const place = (/** @type {Event} */ event) => {
      const unit = unitOf(/** @type {Node} */ (event.target));
      const link = unit?.querySelector("a");
      if (!link || unit?.contains(copy) || (event.type !== "focusin" && copy.matches(":focus"))) return;
      link.after(copy);
      copy.hidden = false;
    };
    box.addEventListener("pointerover", place);
    box.addEventListener("focusin", place);
    copy.addEventListener("click", () => take(unitOf(copy)));
    share.addEventListener("mousedown", (event) => event.preventDefault());
    share.addEventListener("click", () => take(unitOf(getSelection()?.getRangeAt(0).startContainer ?? null)));

    function offer() {
      const selection = getSelection();
      if (pressing || share.matches(":focus")) return;
      const range = selection && !selection.isCollapsed && selection.rangeCount ? selection.getRangeAt(0) : null;
      const first = range && unitOf(range.startContainer);
      share.hidden = !first || !box.contains(first);
      const last = range && (unitOf(range.endContainer) ?? first);
      // A button that moves while it is pressed would not be clicked.
      if (last && !share.hidden && share.parentElement !== last) last.append(share);
    }
    addEventListener("pointerdown", () => (pressing = true));
    for (const name of ["pointerup", "pointercancel"]) addEventListener(name, () => {
      pressing = false;
      offer();
    });
    document.addEventListener("selectionchange", offer);

    /** @param {Node | null} node */
    function unitOf(node) {
      const element = node instanceof Element ? node : node?.parentElement;
      return /** @type {HTMLElement | null} */ (element?.closest(UNIT) ?? null);
    }

    for (const tools of all(".transcript-tools", section)) tools.hidden = false;
    section.classList.add("open");
    if (buttons.length) {
      let language = null;
      try {
        language = sessionStorage.getItem("transcript");
      } catch {
        // See above.
      }
      choose(texts.some((found) => found.dataset.language === language) ? language : (text.dataset.language ?? ""));
    }

    return {
      /** Shows the transcript in a language. @param {string} language */
      speak(language) {
        if (text.dataset.language !== language) choose(language);
      },
      /** @param {number} now @param {boolean} plays */
      follow(now, plays) {
        seconds = now;
        if (plays !== playing) {
          playing = plays;
          setFollowing(following);
        }
        const current = mark(now);
        if (current && following) bring(current.getBoundingClientRect());
      },
      /** Shows the line of a moment, and returns the time at which it really begins. @param {number} start */
      show(start) {
        const lines = all("[data-start]", text);
        const exact = lines.find((found) => Math.floor(startOf(found)) === start);
        seconds = exact ? startOf(exact) : start;
        mark(seconds);
        if (boxed()) setFollowing(true);
        this.settle();
        return seconds;
      },
      /** Brings the current line and the video into view once more, after the browser's own jump. */
      settle() {
        const current = one("[aria-current]", text);
        if (!current) return;
        bring(current.getBoundingClientRect(), true);
        if (boxed()) main?.box.scrollIntoView({ block: "nearest", behavior: "instant" });
      },
    };
  }

  /** Makes a text fit to be searched: lower case, no macrons, one kind of quote marks. @param {string} text */
  function plain(text) {
    return text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[‘’ʼ]/g, "'").replace(/[“”]/g, '"').replace(/\s+/g, " ").toLowerCase();
  }

  /** Reads all the words of a transcript, and remembers where each letter stands. @param {Element} root */
  function fold(root) {
    let words = "";
    /** @type {[Text, number, number][]} */
    const places = [];
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = /** @type {Text} */ (walker.currentNode);
      if (node.parentElement?.closest("a, button, summary")) continue;
      let offset = 0;
      for (const sign of node.data) {
        const next = offset + sign.length;
        for (const letter of plain(sign)) {
          if (letter === " " && (!words || words.endsWith(" "))) continue;
          words += letter;
          for (let unit = 0; unit < letter.length; unit++) places.push([node, offset, next]);
        }
        offset = next;
      }
    }
    return {
      /** @param {string} query */
      find(query) {
        const wanted = plain(query).trim();
        /** @type {Range[]} */
        const ranges = [];
        for (let at = wanted ? words.indexOf(wanted) : -1; at >= 0; at = words.indexOf(wanted, at + wanted.length)) {
          const range = document.createRange();
          range.setStart(places[at][0], places[at][1]);
          range.setEnd(places[at + wanted.length - 1][0], places[at + wanted.length - 1][2]);
          ranges.push(range);
        }
        return ranges;
      },
    };
  }
})();
