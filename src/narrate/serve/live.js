// Added to each page by `narrate serve`: loads the page again when it has changed, and shows what is wrong.
// It is no part of the published site.
"use strict";

(() => {
  const own = "/~narrate/";
  const at = document.currentScript.dataset.at;
  const key = `narrate-scroll ${location.pathname}`;
  const neighbours = new BroadcastChannel("narrate");

  // --- where the reader was -------------------------------------------------------------------------

  function keepPlace() {
    const opened = [...document.querySelectorAll("details")].map((details) => details.open);
    sessionStorage.setItem(key, JSON.stringify({ x: scrollX, y: scrollY, opened }));
  }

  function findPlace() {
    const kept = sessionStorage.getItem(key);
    if (kept === null) return;
    sessionStorage.removeItem(key);
    const { x, y, opened } = JSON.parse(kept);
    const all = [...document.querySelectorAll("details")];
    if (all.length === opened.length) all.forEach((details, number) => { details.open = opened[number]; });
    const go = () => scrollTo({ left: x, top: y, behavior: "instant" });
    go();
    if (document.readyState !== "complete") addEventListener("load", go, { once: true });
    addEventListener("pageshow", () => { history.scrollRestoration = "auto"; }, { once: true });
  }

  function reload() {
    keepPlace();
    history.scrollRestoration = "manual";  // the browser's own guess comes late, and from another page
    location.reload();
  }

  // --- news -----------------------------------------------------------------------------------------

  // The page itself, and what it shows of this site: pictures, style sheets.
  function shown() {
    const urls = performance.getEntriesByType("resource").map((entry) => new URL(entry.name));
    const paths = urls.filter((url) => url.origin === location.origin && !url.pathname.startsWith(own));
    const names = paths.map((url) => decodeURIComponent(url.pathname));
    return [...new Set([decodeURIComponent(location.pathname), ...names])].slice(0, 60);
  }

  let looking = false;
  let again = false;

  // One look at a time: an answer that another one has overtaken would show what is no longer so.
  async function look() {
    again = looking;
    if (looking) return;
    looking = true;
    do {
      again = false;
      await lookOnce();
    } while (again);
    looking = false;
  }

  async function lookOnce() {
    const query = new URLSearchParams({ at });
    for (const path of shown()) query.append("of", path);
    let now;
    try {
      now = await (await fetch(`${own}now?${query}`)).json();
    } catch {
      return showLost();
    }
    if (now.reload) reload();
    else show(now);
  }

  // A browser opens only six connections to a server: of all its pages, one listens and tells the others.
  function listen() {
    return new Promise((resolve) => {
      const source = new EventSource(`${own}events`);
      const tell = () => {
        neighbours.postMessage("");
        look();
      };
      source.addEventListener("build", tell);
      source.addEventListener("error", tell);
      addEventListener("pagehide", () => {
        source.close();
        resolve();
      }, { once: true });
    });
  }

  function start() {
    look();
    navigator.locks.request("narrate", listen);
  }

  neighbours.addEventListener("message", look);
  addEventListener("pageshow", (event) => event.persisted && start());

  // --- problems -------------------------------------------------------------------------------------

  function make(tag, name, ...content) {
    const made = document.createElement(tag);
    if (name) made.className = `narrate-${name}`;
    made.append(...content.filter((part) => part !== null && part !== ""));
    return made;
  }

  const panel = make("aside", "panel");
  panel.setAttribute("aria-label", "Problems in this preview");
  panel.hidden = true;

  function showLost() {
    panel.replaceChildren(make("p", "summary", "The server has gone. This page comes back with it."));
    panel.hidden = false;
  }

  function show(told) {
    const wasOpen = sessionStorage.getItem("narrate-panel") === "open";
    const page = decodeURIComponent(location.pathname);
    const here = told.problems.filter((problem) => problem.page === page);
    const elsewhere = told.problems.filter((problem) => problem.page !== page);
    panel.hidden = told.count === 0 && told.failure === null;
    if (panel.hidden) return panel.replaceChildren();
    const details = make("details", "", summary(told, here.length));
    if (told.failure !== null) details.append(failure(told));
    details.append(list("On this page", here), list(here.length ? "Elsewhere" : "", elsewhere));
    const rest = told.count - told.problems.length;
    if (rest > 0) details.append(make("p", "rest", `… and ${rest} more: the terminal has them all.`));
    details.open = told.failure !== null || wasOpen;
    details.addEventListener("toggle", () => sessionStorage.setItem("narrate-panel", details.open ? "open" : ""));
    panel.replaceChildren(details);
  }

  function summary(told, here) {
    const words = [];
    if (told.failure !== null) words.push(told.built ? "Not built: this is the last good site" : "Not built");
    if (told.count) words.push(`${told.count} problem${told.count === 1 ? "" : "s"}${here ? `, ${here} here` : ""}`);
    const worst = told.failure !== null || told.problems.some((problem) => problem.level === "error");
    return make("summary", worst ? "summary narrate-error" : "summary", words.join("; "));
  }

  function failure(told) {
    const { message, help } = told.failure;
    return make("p", "failure", make("strong", "", message), help && make("span", "help", help));
  }

  function list(title, problems) {
    if (!problems.length) return "";
    const items = problems.map((problem) => make("li", problem.level, place(problem), ...words(problem)));
    return make("section", "", title && make("h2", "", title), make("ul", "", ...items));
  }

  function place(problem) {
    const where = make(problem.editor ? "a" : "code", "place", problem.place);
    if (problem.editor) where.href = problem.editor;
    return where;
  }

  function words(problem) {
    const code = make("span", "code", `${problem.level}[${problem.code}]`);
    const shown = problem.page && problem.page !== decodeURIComponent(location.pathname);
    const link = shown ? make("a", "", "see the page") : null;
    if (link) link.href = encodeURI(problem.page);
    const text = problem.text ? make("code", "source", problem.text.trim()) : "";
    return [code, make("span", "message", problem.message), text, problem.help && make("span", "help", problem.help), link];
  }

  document.body.append(panel);
  findPlace();
  start();
})();
