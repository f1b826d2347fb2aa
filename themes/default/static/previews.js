// What a link leads to, shown beside it; and the page itself is here before somebody clicks. Not for whoever saves data.
{
  const DELAY = 250;
  const home = document.querySelector("a[rel=home]")?.pathname ?? "/";
  const saving = navigator.connection?.saveData || matchMedia("(prefers-reduced-data: reduce)").matches;
  const pages = new Map();
  const box = document.createElement("div");
  box.className = "preview";
  box.id = "n-preview";
  box.role = "tooltip";
  let shown = null;
  let timer = 0;

  const leads = (link) =>
    link?.origin === location.origin &&
    link.pathname.startsWith(home) &&
    link.pathname.endsWith("/") &&
    link.pathname !== location.pathname &&
    !link.closest(".preview");

  const fetched = (link) => {
    const address = link.origin + link.pathname;
    if (!pages.has(address))
      pages.set(
        address,
        fetch(address, { priority: "low" })
          .then((answer) => (answer.ok ? answer.text() : ""))
          .catch(() => ""),
      );
    return pages.get(address);
  };

  const hide = () => {
    clearTimeout(timer);
    shown?.removeAttribute("aria-describedby");
    shown = null;
    box.remove();
  };

  const show = async (link) => {
    const page = new DOMParser().parseFromString(await fetched(link), "text/html");
    const article = page.querySelector("main h1");
    if (!article || link !== shown) return;
    const [title, people, summary] = ["p", "p", "p"].map((name) => document.createElement(name));
    title.className = "preview-title";
    people.className = "preview-people";
    title.dir = summary.dir = "auto";
    title.textContent = article.textContent.trim();
    people.textContent = [page.querySelector(".article-kind .kind-word"), page.querySelector(".byline-people")]
      .map((each) => each?.textContent.replace(/\s+/g, " ").trim())
      .filter(Boolean)
      .join(" · ");
    summary.textContent = page.querySelector("meta[name=description]")?.content ?? "";
    box.replaceChildren(...[title, people, summary].filter((each) => each.textContent));
    if (!summary.textContent && title.textContent === link.textContent.trim()) return;
    document.body.append(box);
    link.setAttribute("aria-describedby", box.id);
    const at = link.getClientRects()[0];
    const below = at.bottom + box.offsetHeight + 12 < innerHeight || at.top < box.offsetHeight + 12;
    const from = getComputedStyle(document.documentElement).direction === "rtl" ? at.right - box.offsetWidth : at.left;
    const start = Math.max(8, Math.min(from, document.documentElement.clientWidth - box.offsetWidth - 8));
    box.style.left = `${start + scrollX}px`;
    box.style.top = `${(below ? at.bottom + 6 : at.top - box.offsetHeight - 6) + scrollY}px`;
  };

  const begin = (event) => {
    const link = event.target.closest?.("a[href]");
    if (link === shown || event.target.closest?.(".preview")) return clearTimeout(timer);
    hide();
    if (!leads(link)) return;
    shown = link;
    timer = setTimeout(() => (link.closest(".text, .links, .shelf, .box, .related, .dated") ? show(link) : fetched(link)), DELAY);
  };
  const end = (event) => {
    if (event.target.closest?.("a[href]") !== shown && !event.target.closest?.(".preview")) return;
    clearTimeout(timer);
    timer = setTimeout(hide, DELAY);
  };

  if (!saving && matchMedia("(hover: hover)").matches) {
    addEventListener("pointerover", begin);
    addEventListener("pointerout", end);
    addEventListener("focusin", begin);
    addEventListener("focusout", hide);
    addEventListener("keydown", (event) => event.key === "Escape" && hide());
  }
}
