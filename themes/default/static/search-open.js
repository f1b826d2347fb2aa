// What hits are written with, and the search above any page.

const language = document.documentElement.lang || "en";

/** A day as the other pages write it. */
function spoken(date) {
  const form = new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
  return form.format(new Date(date));
}

function placedMarks(text, words) {
  return placed(text).filter(([chunk]) => wordsOf(chunk).some((word) => words.some((meant) => meant.has(word)))).map(([, from, to]) => [from, to]);
}

function marked(text, marks) {
  const nodes = [];
  let at = 0;
  for (const [from, to] of marks) {
    const mark = document.createElement("mark");
    mark.textContent = text.slice(from, to);
    nodes.push(text.slice(at, from), mark);
    at = to;
  }
  return [...nodes, text.slice(at)];
}

/** Opens a search above any page: its section comes from the page that searches. */
export async function open(link) {
  let dialog = document.querySelector("dialog.search-dialog");
  if (!dialog) {
    const response = await fetch(link.href);
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const section = document.importNode(page.querySelector(".search"), true);
    dialog = document.createElement("dialog");
    dialog.className = "search-dialog";
    dialog.setAttribute("aria-label", link.dataset.label);
    dialog.append(section);
    // In a field for searching, Escape would first empty it.
    dialog.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      event.target.blur();
      dialog.close();
    });
    dialog.addEventListener("click", (event) => (event.target === dialog ? dialog.close() : null));
    section.querySelector(".search-close").addEventListener("click", () => dialog.close());
    document.body.append(dialog);
    start(section);
  }
  if (!dialog.open) dialog.showModal();
  dialog.querySelector("input[type=search]").select();
}
