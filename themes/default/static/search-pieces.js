// The pieces of the index, fetched when they are needed and once.

const FIRST = 40;
const BASE = 85;
const WIDTH = 5;
const DAY = 2 ** 17;
const pieces = new Map();

function fetched(base, path) {
  const url = base + path.split("/").map(encodeURIComponent).join("/");
  if (!pieces.has(url)) {
    const answer = fetch(url).then((response) => (response.ok ? response.text() : ""));
    answer.catch(() => pieces.delete(url));
    pieces.set(url, answer);
  }
  return pieces.get(url);
}

function bucket(key, count) {
  let sum = -1;
  for (const byte of new TextEncoder().encode(key)) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (sum & 1 && 0xedb88320);
  }
  return ((~sum >>> 0) & (count - 1)).toString(16);
}

function* readWords(text) {
  let word = "";
  for (const line of text.split("\n")) {
    if (!line) continue;
    const [ending, count, stem] = line.slice(1).split(" ");
    word = word.slice(0, parseInt(line[0], 36)) + ending;
    yield { word, stem: stem || word, entries: parseInt(count, 36) };
  }
}

function readGroups(text) {
  return text.split(" ").filter(Boolean).map((group) => [group.slice(0, 2), parseInt(group[2], 36), group.slice(3)]);
}

function readTerm(text, term) {
  const start = text.startsWith(`${term} `) ? 0 : text.indexOf(`\n${term} `) + 1;
  if (!start && !text.startsWith(`${term} `)) return [];
  return readGroups(text.slice(start + term.length + 1, text.indexOf("\n", start)));
}

/** The numbers in a text of doc values, each with what ends with it. */
function* eachNumber(text, base) {
  let number = 0;
  for (let place = 0; place < text.length; place++) {
    const digit = text.charCodeAt(place) - FIRST;
    number = number * base + (digit % base);
    if (digit < base) continue;
    yield [number, Math.floor(digit / base)];
    number = 0;
  }
}

function idOf(number) {
  let id = "";
  for (let place = 0; place < WIDTH; place++) {
    id = String.fromCharCode(FIRST + (number % BASE)) + id;
    number = Math.floor(number / BASE);
  }
  return id;
}

function* eachId(ids) {
  for (let start = 0; start < ids.length; start += WIDTH) yield ids.slice(start, start + WIDTH);
}

function dayOf(id) {
  let number = 0;
  for (let place = 0; place < WIDTH; place++) number = number * BASE + id.charCodeAt(place) - FIRST;
  const day = Math.floor(number / DAY);
  return day < 256 ? "" : new Date(day * 864e5).toISOString().slice(0, 10);
}

/** What has to be known before anything is looked up, with the ways to the pieces. */
export async function openSite(base) {
  const site = JSON.parse(await fetched(base, "site.json"));
  site.classes = site.kinds.flatMap((kind, place) => ["", ...kind.states].flatMap((state) => [0, 1, 2].map((standing) => ({ kind: place, state, standing }))));
  site.classOf = (code) => site.classes[(code.charCodeAt(0) - FIRST) * BASE + code.charCodeAt(1) - FIRST];
  site.dictionary = async (word) => [...readWords(await fetched(base, `words/${bucket(Array.from(word).slice(0, 2).join(""), site.words)}.txt`))];
  site.groups = async (term) => readTerm(await fetched(base, `terms/${bucket(term, site.terms)}.txt`), term);
  site.list = async (facet, value) => readGroups(await fetched(base, `by/${facet}/${value}.txt`));
  site.record = async (id) => {
    const found = JSON.parse(await fetched(base, `entries/${bucket(id, site.records)}.json`))[0].find((record) => record[0] === id);
    const [, href, title, kind, state, date, people, teams, communities, tags, headings, copy] = found;
    return { id, href, title, kind, state, date, person: people, team: teams, community: communities, tag: tags, headings, copy };
  };
  // The ids of all entries, the oldest first; and the values of a facet, with those of each entry in that order.
  const decoded = new Map();
  const once = (key, decode) => decoded.get(key) || decoded.set(key, decode()).get(key);
  site.ids = () => once("", async () => {
    let number = 0;
    return [...eachNumber(await fetched(base, "by/ids.txt"), 42)].map(([distance]) => idOf((number += distance)));
  });
  site.values = (facet) => once(facet, async () => {
    const [names, text] = (await fetched(base, `by/${facet}.txt`)).split("\n");
    const entries = [[]];
    for (const [number, ending] of eachNumber(text, 28)) {
      if (ending < 3) entries[entries.length - 1].push(number);
      if (ending > 1) entries.push([]);
    }
    return { names: JSON.parse(names), entries };
  });
  site.said = (kind, state) => site.kinds[kind].said[site.kinds[kind].states.indexOf(state)] || state;
  site.names = async () => JSON.parse((await fetched(base, "names.json")) || "{}");
  return site;
}
