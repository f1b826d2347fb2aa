// Asking: a query's answer, and what is typed on a page.

const SHOWN = 10;
const SURVEYED = 30;

/** Makes a search of its section: what is typed is looked for, and what is found is shown. */
export async function start(section, { linked = false } = {}) {
  const input = section.querySelector("input[type=search]");
  const view = new View(section, linked && matchMedia("(min-width: 56rem)").matches);
  const site = openSite(section.dataset.index);
  let latest = 0;
  const look = async () => {
    const turn = ++latest;
    const text = input.value.trim();
    if (linked) history.replaceState(null, "", text ? `?q=${encodeURIComponent(text)}` : location.pathname);
    const answer = text ? await ask(text, await site) : null;
    if (turn !== latest) return;
    await view.show(answer, text, () => turn === latest);
  };
  view.narrow = (filter, chosen) => {
    const rest = input.value.split(/\s+/).filter((word) => folded(word) !== folded(filter)).join(" ");
    input.value = chosen ? rest : `${input.value.trim()} ${filter}`.trim();
    return look();
  };
  input.addEventListener("input", look);
  section.querySelector("form").addEventListener("submit", (event) => {
    if (!linked) return;
    event.preventDefault();
    look();
  });
  section.addEventListener("keydown", (event) => move(event, section, input));
  if (linked) input.value = new URLSearchParams(location.search).get("q") || "";
  if (linked) addEventListener("popstate", () => location.reload());
  section.classList.add("is-live");
  if (linked && !input.value) input.focus({ preventScroll: true });
  await look();
  section.dataset.ready = "";
}

/** What a query finds, with what was meant, and who is near when nothing has it all. */
export async function ask(text, site) {
  const query = readQuery(text);
  let { hits, meant, partial, needed, whole } = await titlesFirst(await find(query, site), site);
  if (query.phrases.length) hits = await withPhrases(hits, query, site);
  if (query.phrases.length) whole = hits.length;
  const near = !hits.length || partial ? await nearBy(query, partial ? hits : [], site) : [];
  const words = meant.filter((_, place) => (needed >> place) & 1).map((one) => one.words); // those that tell entries apart
  return { query, hits, whole, words, partial, near, site };
}

/** Those that have the phrases, as far as one looks: the text is asked, because the index has no places. */
async function withPhrases(hits, query, site) {
  const found = [];
  for (let from = 0; from < hits.length && from < 120 && found.length < SURVEYED; from += 20) {
    const some = hits.slice(from, from + 20);
    const has = await Promise.all(
      some.map(async (hit) => {
        const record = await site.record(hit.id);
        return hasPhrases(record.title, await bodyOf(record), query.phrases);
      }),
    );
    found.push(...some.filter((_, place) => has[place]));
  }
  return found;
}

/** People who wrote the newest of what is nearest. */
async function nearBy(query, hits, site) {
  const others = hits.length ? hits : (await find({ ...query, phrases: [], filters: [], before: "", after: "" }, site)).hits;
  const newest = others.slice(0, SHOWN).sort((one, other) => order(other.id, one.id));
  const people = new Map();
  for (const record of await Promise.all(newest.map((hit) => site.record(hit.id))))
    for (const [id, name, href] of record.person) if (href && !people.has(id)) people.set(id, { name, href });
  return [...people.values()].slice(0, 5);
}

/** The arrow keys go through the hits; from the first one up to the words. */
function move(event, section, input) {
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  const links = [input, ...section.querySelectorAll(".search-hit-title")];
  const at = links.indexOf(document.activeElement);
  const next = links[at + (event.key === "ArrowDown" ? 1 : -1)];
  if (at < 0 || !next) return;
  event.preventDefault();
  next.focus();
}
