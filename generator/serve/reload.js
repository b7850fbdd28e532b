// Reloads the page when the site was built anew, and shows what is wrong in the content above the last good page.
// Content is only ever put in as text.
(() => {
  "use strict";

  const shownVersion = new URL(document.currentScript.src).search.slice(1);
  let source = null;
  let overlay = null;

  const hide = () => {
    if (overlay) overlay.remove();
    overlay = null;
  };

  const show = (text) => {
    hide();
    overlay = document.createElement("cluster-portal-problems");
    const root = overlay.attachShadow({ mode: "open" });
    const style = document.createElement("link");
    style.rel = "stylesheet";
    style.href = "/.portal/reload.css";
    const panel = document.createElement("section");
    panel.setAttribute("role", "alert");
    const title = document.createElement("h2");
    title.textContent = "The content has errors. Behind this is the last page without them.";
    const close = document.createElement("button");
    close.type = "button";
    close.textContent = "Hide";
    close.addEventListener("click", hide);
    const list = document.createElement("pre");
    list.tabIndex = 0;
    list.textContent = text;
    panel.append(close, title, list);
    root.append(style, panel);
    document.body.append(overlay);
  };

  const listen = () => {
    if (source) return;
    source = new EventSource("/.portal/events");
    source.addEventListener("state", (event) => {
      const state = JSON.parse(event.data);
      if (state.version !== shownVersion) {
        location.reload();
      } else if (state.ok) {
        hide();
      } else if (!shownVersion.endsWith("-0")) {
        show(state.text);
      } else {
        // No page was ever built: this page is the list of what is wrong.
        const list = document.querySelector("main pre");
        if (list) list.textContent = state.text;
      }
    });
  };

  const rest = () => {
    if (source) source.close();
    source = null;
  };

  // A browser opens only six connections to one server: tabs in the background give theirs back.
  document.addEventListener("visibilitychange", () => (document.hidden ? rest() : listen()));
  addEventListener("pagehide", rest);
  addEventListener("pageshow", listen);
  listen();
})();
