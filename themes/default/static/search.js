// Search: the twin of `narrate find`. Both read the same pieces below `search/` and come to the same order; what
// words, queries and ranks are is explained there (src/narrate/search), part by part under the same names.

// --- words -----------------------------------------------------------------------------------------

const LETTERS = { ß: "ss", ẞ: "SS", æ: "ae", Æ: "AE", œ: "oe", Œ: "OE", ø: "o", Ø: "O", ł: "l", Ł: "L", đ: "d", Đ: "D", ð: "d", Ð: "D", þ: "th", Þ: "TH", ı: "i" };
const LETTER = new RegExp(`[${Object.keys(LETTERS).join("")}]`, "g");
const UNSPACED = "\\u0e00-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}";
const IS_UNSPACED = new RegExp(`[${UNSPACED}]`, "u");
const RUN = new RegExp(`[${UNSPACED}]+|[^${UNSPACED}]+`, "gu");
const CHUNK = /(?<![\p{L}\p{N}])[A-Za-z](?:\+\+|#(?![\p{L}\p{N}]))|[0-9]+(?:\.[0-9]+)+|[\p{L}\p{N}]+(?:['\u2019](?:[sdtm]|ll|re|ve)(?![\p{L}\p{N}]))?/gu;
const isAscii = (text) => /^[\0-\x7f]*$/.test(text);
const unique = (list) => [...new Set(list)];
const short = (word) => (word.length > 64 ? Array.from(word).slice(0, 64).join("") : word);
const folded = (word) => fold(word).toLowerCase();
const lower = (word) => short(word.toLowerCase().replace(/ς/g, "σ"));

export function fold(text) {
  if (isAscii(text)) return text;
  const decomposed = text.normalize("NFKD").replace(/(?<=[иИ])\u0306/g, "\ue000");
  return decomposed.replace(/\p{M}/gu, "").replace(LETTER, (letter) => LETTERS[letter]).replace(/\ue000/g, "\u0306").normalize("NFC");
}

export const chunks = (text) => fold(text).match(CHUNK) || [];

export function placed(text) {
  const places = [];
  let folded = "";
  if (isAscii(text)) folded = text;
  else
    for (const found of text.matchAll(/[^](?:\p{M}|[\u1160-\u11ff])*/gu)) {
      const piece = fold(found[0]);
      for (let unit = 0; unit < piece.length; unit++) places.push([found.index, found.index + found[0].length]);
      folded += piece;
    }
  const at = (unit, side) => (places.length ? places[unit][side] : unit + side);
  return [...folded.matchAll(CHUNK)].map((found) => [found[0], at(found.index, 0), at(found.index + found[0].length - 1, 1)]);
}

export function wordsOf(chunk) {
  const whole = chunk.replace(/\u2019/g, "'").split("'")[0];
  if (!isAscii(whole)) {
    if (!IS_UNSPACED.test(whole)) return [lower(whole)];
    return unique((whole.match(RUN) || []).flatMap(ofRun));
  }
  if (whole.includes(".")) {
    const numbers = whole.split(".");
    const words = [whole];
    for (let count = numbers.length - 1; count > 1; count--) words.push(numbers.slice(0, count).join("."));
    return unique(words.map(short));
  }
  const words = [lower(whole)];
  if (/[a-z0-9][A-Z]|[A-Z][A-Z][a-z]/.test(whole))
    for (const part of whole.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+/g) || []) if (part.length > 1) words.push(lower(part));
  return unique(words);
}

function ofRun(run) {
  if (!IS_UNSPACED.test(run)) return [lower(run)];
  const signs = Array.from(run);
  const pairs = signs.slice(1).map((sign, place) => signs[place] + sign);
  return [...pairs, ...signs.filter((sign) => sign >= "\u3400" || !pairs.length)];
}

function asked(chunk) {
  const words = wordsOf(chunk);
  if (!IS_UNSPACED.test(chunk)) return words.slice(0, 1);
  const pairs = words.filter((word) => Array.from(word).length > 1);
  return pairs.length ? pairs : words;
}

// --- queries ---------------------------------------------------------------------------------------

const FACETS = ["kind", "status", "person", "team", "community", "tag", "year"];
const PIECE = new RegExp(`(${[...FACETS, "before", "after"].join("|")}):(?:"([^"]*)"?|(\\S+))|"([^"]*)"?|([^\\s"]+)`, "gi");

export function readQuery(text) {
  const words = new Set();
  const query = { phrases: [], open: false, filters: [], before: "", after: "" };
  for (const [, name, quoted, bare, phrase, said] of text.matchAll(PIECE)) {
    const facet = (name || "").toLowerCase();
    const value = bare || quoted || "";
    if (facet === "before" || facet === "after") {
      if (/^[0-9]{4}(?:-[0-9]{1,2}(?:-[0-9]{1,2})?)?$/.test(value))
        query[facet] = [...value.split("-").map((part) => part.padStart(2, "0")), "01", "01"].slice(0, 3).join("-");
    } else if (facet) {
      const folded = fold(value).toLowerCase();
      if (value && !query.filters.some(([one, other]) => one === facet && other === folded)) query.filters.push([facet, folded]);
    } else {
      const follow = chunks(said === undefined ? phrase || "" : said).flatMap(asked);
      if (follow.length > 1 && said === undefined) query.phrases.push(follow);
      follow.forEach((word) => words.add(word));
      query.open = said !== undefined;
    }
  }
  query.words = [...words].slice(0, 24);
  return query;
}

// --- the pieces ------------------------------------------------------------------------------------

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
  site.said = (kind, state) => site.kinds[kind].said[site.kinds[kind].states.indexOf(state)] || state;
  site.names = async () => JSON.parse((await fetched(base, "names.json")) || "{}");
  return site;
}

// --- looking up ------------------------------------------------------------------------------------

const order = (one, other) => (one < other ? -1 : one > other ? 1 : 0);
const commonest = (found, most) => found.sort((one, other) => other.entries - one.entries || order(one.word, other.word)).slice(0, most);

export async function lookUp(word, site, open) {
  const known = await site.dictionary(word);
  const terms = new Map();
  const mean = (term, factor) => terms.has(term) || terms.set(term, factor);
  for (const found of known) if (found.word === word) mean(found.stem, 8);
  const whole = terms.size > 0;
  if ((open || !terms.size) && word.length >= 2)
    for (const found of commonest(known.filter((one) => one.word.startsWith(word) && one.word !== word), 12)) mean(found.stem, whole ? 5 : 7);
  const guessed = !terms.size;
  if (guessed && word.length >= 4) for (const found of await near(word, site, known)) terms.set(found.stem, 7);
  const words = new Set(terms.keys());
  for (const found of known) if (terms.has(found.stem)) words.add(found.word);
  return { terms: [...terms], words };
}

async function near(word, site, known) {
  const allowed = word.length >= 8 ? 2 : 1;
  const found = within(word, known, allowed);
  for (const beginning of [word[1] + word[0] + word.slice(2), word.slice(1), word[0] + word.slice(2)])
    found.push(...within(word, await site.dictionary(beginning), allowed));
  const least = Math.min(...found.map(([slips]) => slips));
  const nearest = new Map(found.filter(([slips]) => slips === least).map(([, one]) => [`${one.word} ${one.stem}`, one]));
  return commonest([...nearest.values()], 5);
}

function within(word, known, allowed) {
  const close = known.filter((one) => Math.abs(one.word.length - word.length) <= allowed);
  return close.map((one) => [distance(word, one.word, allowed), one]).filter(([slips]) => slips <= allowed);
}

export function distance(one, other, allowed) {
  let before = [];
  let row = Array.from({ length: other.length + 1 }, (_, place) => place);
  for (let line = 1; line <= one.length; line++) {
    const now = [line];
    for (let place = 1; place <= other.length; place++) {
      let slips = Math.min(row[place] + 1, now[place - 1] + 1, row[place - 1] + (one[line - 1] !== other[place - 1]));
      if (line > 1 && place > 1 && one[line - 1] === other[place - 2] && one[line - 2] === other[place - 1]) slips = Math.min(slips, before[place - 2] + 1);
      now.push(slips);
    }
    if (Math.min(...now) > allowed) return allowed + 1;
    [before, row] = [row, now];
  }
  return row[other.length];
}

// --- ranking ---------------------------------------------------------------------------------------

/** Everything that a query finds, the best first: `{ hits, meant, partial }`. */
export async function find(query, site) {
  const last = query.words.length - 1;
  const meant = await Promise.all(query.words.map((word, place) => lookUp(word, site, query.open && place === last)));
  const groups = await Promise.all(meant.map((one) => Promise.all(one.terms.map(([term]) => site.groups(term)))));
  let scored = new Map();
  let needed = 0;
  meant.forEach((one, place) => {
    const count = score(1 << place, one, groups[place], site, scored);
    const quoted = query.phrases.some((phrase) => phrase.includes(query.words[place]));
    if (quoted || 4 * count <= site.entries + 100) needed |= 1 << place;
  });
  if (!query.words.length) scored = await everything(query, site);
  const hits = await filtered(query, site, [...scored.values()]);
  needed ||= (1 << query.words.length) - 1;
  const whole = hits.filter((hit) => (hit.has & needed) === needed);
  const partial = !whole.length && hits.length > 0 && !query.phrases.length;
  return { hits: ordered(partial ? hits : whole, site), meant, partial, needed };
}

function score(bit, meant, groups, site, scored) {
  const best = new Map();
  meant.terms.forEach(([, factor], place) => {
    for (const [code, level, ids] of groups[place])
      for (const id of eachId(ids)) {
        const value = level * factor;
        const known = best.get(id);
        if (!known || known.value < value) best.set(id, { value, code });
      }
  });
  const weight = Math.floor(8 * Math.log2(1 + site.entries / Math.max(best.size, 1)));
  for (const [id, { value, code }] of best) {
    const known = scored.get(id);
    scored.set(id, { id, code, score: weight * value + (known ? known.score : 0), has: bit | (known ? known.has : 0) });
  }
  return best.size;
}

async function everything(query, site) {
  const scored = new Map();
  if (!query.filters.length && !query.after && !query.before) return scored;
  const lists = await Promise.all(site.kinds.filter((kind) => kind.streamed).map((kind) => site.list("kind", kind.name)));
  for (const [code, , ids] of lists.flat()) for (const id of eachId(ids)) scored.set(id, { id, code, score: 0, has: 0 });
  return scored;
}

async function entriesOf(facet, value, site) {
  const ids = new Set();
  const add = (groups) => groups.forEach(([, , list]) => [...eachId(list)].forEach((id) => ids.add(id)));
  const known = (await site.names())[facet] || [];
  const slug = value.replaceAll(" ", "-");
  const spelt = known.map((names) => [names[0], names.map((name) => fold(name).toLowerCase())]);
  let meant = known.some(([id]) => id === slug) || facet === "status" ? [slug] : [];
  if (!meant.length) meant = spelt.filter(([, names]) => names.includes(value)).map(([id]) => id);
  if (!meant.length) meant = spelt.filter(([, names]) => names.some((name) => name.startsWith(value))).map(([id]) => id);
  for (const id of meant) add(await site.list(facet, id));
  return ids;
}

async function filtered(query, site, hits) {
  const values = {};
  for (const [facet, value] of query.filters) (values[facet] ||= []).push(value);
  for (const [facet, chosen] of Object.entries(values)) {
    if (facet === "year") continue;
    const lists = await Promise.all(chosen.map((value) => entriesOf(facet, value, site)));
    hits = hits.filter((hit) => lists.some((ids) => ids.has(hit.id)));
  }
  if (!values.year && !query.after && !query.before) return hits;
  return hits.filter((hit) => {
    const day = dayOf(hit.id);
    if (values.year && !values.year.includes(day.slice(0, 4))) return false;
    return day && (!query.before || day < query.before) && day >= query.after;
  });
}

function ordered(hits, site) {
  const counted = hits.map((hit) => {
    const { standing } = site.classOf(hit.code);
    const count = hit.has.toString(2).replaceAll("0", "").length;
    return { ...hit, standing, score: hit.score * count * (standing === 2 ? 5 : 4) };
  });
  const most = counted.reduce((top, hit) => Math.max(top, hit.score), 0) || 1;
  for (const hit of counted) hit.step = Math.floor((hit.score * 48) / most);
  return counted.sort((one, other) => (other.standing > 0) - (one.standing > 0) || other.step - one.step || order(other.id, one.id));
}

/** Those of the first hits before the others whose title is what was looked for, no word more and no less. */
async function titlesFirst(found, site) {
  const { hits, meant, partial, needed } = found;
  if (!meant.length || partial) return found;
  const records = await Promise.all(hits.slice(0, SHOWN).map((hit) => site.record(hit.id)));
  const isTitle = (title) => {
    const said = chunks(title).flatMap(asked);
    return meant.every((one) => said.some((word) => one.words.has(word))) && said.every((word) => meant.some((one) => one.words.has(word)));
  };
  const first = new Set(hits.slice(0, SHOWN).filter((hit, place) => hit.standing && isTitle(records[place].title)));
  return { hits: [...first, ...hits.filter((hit) => !first.has(hit))], meant, partial, needed };
}

// --- passages --------------------------------------------------------------------------------------

const INLINE = new RegExp(
  [
    "(?<!`)(`{1,3})(?!`)(?<code>.{1,1000}?)(?<!`)\\1(?!`)",
    '!?\\[(?<words>(?:[^\\[\\]\\\\\\n]|\\\\.)*)\\]\\((?:<[^>\\n]*>|[^()\\s]*(?:\\([^()\\s]*\\)[^()\\s]*)*)(?:[^\\S\\n]+"[^"\\n]*")?\\)',
    "<(?<address>https?:\\/\\/[^<>\\s]*)>",
    "<\\/?[A-Za-z][^<>\\n]*>",
    "\\[\\^[^\\]\\n]{1,100}\\]:?",
    "\\\\(?<escaped>[!-\\/:-@\\[-`{-~])",
    "&(?<entity>amp|lt|gt|quot|nbsp|#39);",
    "\\*{1,3}|~~|==",
    "(?<![\\p{L}\\p{N}])_{1,3}(?=\\S)|(?<=\\S)_{1,3}(?![\\p{L}\\p{N}])",
  ].join("|"),
  "gu",
);
const ENTITIES = { amp: "&", lt: "<", gt: ">", quot: '"', nbsp: " ", "#39": "'" };

function inline(text) {
  const words = (...found) => {
    const named = found[found.length - 1];
    if (named.code !== undefined) return named.code;
    if (named.words !== undefined) return named.words.replace(INLINE, words);
    if (named.entity) return ENTITIES[named.entity];
    return named.address || named.escaped || "";
  };
  return text.replace(INLINE, words).replace(/[^\S\n]{2,}|\t/g, " ");
}

/** The words of a Markdown copy: its headings, and blocks with the number of the heading they stand under. */
export function plain(markdown) {
  const headings = [];
  const blocks = [];
  let lines = [];
  let fence = "";
  const end = () => {
    const text = inline(lines.join(" ")).trim();
    if (text) blocks.push({ heading: headings.length, text });
    lines = [];
  };
  for (const line of markdown.split("\n")) {
    const fenced = line.match(/^\s*(?:>\s*)*(`{3,}|~{3,})/);
    const heading = line.match(/^ {0,3}#{1,6}[ \t]+(.*)$/);
    if (fence) {
      if (fenced && fenced[1].startsWith(fence)) fence = "";
      else if (line.trim()) blocks.push({ heading: headings.length, text: line.trim() });
    } else if (fenced) {
      end();
      fence = fenced[1];
    } else if (!line.trim() || /^ {0,3}\[[^\]^][^\]]*\]:\s+\S+/.test(line)) end();
    else if (heading) {
      end();
      headings.push(inline(heading[1].trim().replace(/(?:^|[ \t])#+$/, "")));
    } else if (/^ {0,3}(?:=+|-{2,})[ \t]*$/.test(line)) {
      if (lines.length) headings.push(inline(lines.join(" ")));
      lines = [];
    } else {
      const begins = line.match(/^\s*(?:>\s*)*(?:(?:[-*+]|[0-9]{1,9}[.)])\s+(?:\[[ xX]\]\s+)?)?(?:\[![A-Za-z-]+\][+-]?\s*)?/);
      const rest = line.slice(begins[0].length);
      const row = rest.startsWith("|");
      if (row || rest.length < line.trimStart().length) end();
      if (!row) lines.push(rest);
      else if (!/^[\s|:-]+$/.test(rest)) lines.push(rest.replaceAll("|", " "));
    }
  }
  end();
  return { headings, blocks };
}

const LONGEST = 220;

/** The block that has most of the words, with where they stand; no text when none has any. */
export function passage(body, words) {
  let best = { had: 0, heading: 0, text: "", marks: [] };
  for (const { heading, text } of body.blocks) {
    const had = new Set();
    const marks = [];
    for (const [chunk, start, end] of placed(text)) {
      const spelt = wordsOf(chunk);
      const here = words.flatMap((meant, number) => (spelt.some((word) => meant.has(word)) ? [number] : []));
      if (here.length) marks.push([start, end]);
      here.forEach((number) => had.add(number));
    }
    if (had.size > best.had) best = { had: had.size, heading, text, marks };
    if (had.size && had.size === words.length) break;
  }
  return cut(best);
}

function cut(whole) {
  const { text, marks, heading } = whole;
  if (text.length <= LONGEST) return whole;
  const first = marks.length ? marks[0] : [0, 0];
  let start = Math.max(0, Math.min(first[0] - 70, text.length - LONGEST));
  if (start) {
    const blank = text.indexOf(" ", start);
    start = blank >= 0 && blank < first[0] ? blank + 1 : start;
  }
  let end = Math.min(text.length, start + LONGEST);
  if (end < text.length) {
    const blank = text.slice(first[1], end).lastIndexOf(" ");
    end = blank >= 0 ? first[1] + blank : end;
  }
  const before = start ? "… " : "";
  const moved = before.length - start;
  const inside = marks.filter((mark) => mark[0] >= start && mark[1] <= end).map((mark) => [mark[0] + moved, mark[1] + moved]);
  return { heading, text: before + text.slice(start, end) + (end < text.length ? " …" : ""), marks: inside };
}

/** Whether the words of each phrase follow each other somewhere. */
export function hasPhrases(title, body, phrases) {
  const texts = [title, ...body.headings, ...body.blocks.map((block) => block.text)];
  const said = texts.map((text) => chunks(text).flatMap(asked));
  const follow = (phrase, words) => words.some((_, at) => phrase.every((word, place) => words[at + place] === word));
  return phrases.every((phrase) => said.some((words) => follow(phrase, words)));
}

/** The plain words of a record's Markdown copy, without front matter and title; with the ids of its headings. */
async function bodyOf(record) {
  if (!record.copy) return { headings: [], blocks: [], ids: [] };
  const response = await fetch(`${record.href}index.md`);
  const text = response.ok ? await response.text() : "";
  const body = plain(text.replace(/^---\n[^]*?\n---\n/, ""));
  const ids = [...record.headings];
  const titled = body.headings.length > ids.length ? body.headings.length - ids.length : 0;
  return { ...body, ids: [...Array(titled).fill(""), ...ids] };
}

// --- the page --------------------------------------------------------------------------------------

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
  let { hits, meant, partial, needed } = await titlesFirst(await find(query, site), site);
  if (query.phrases.length) hits = await withPhrases(hits, query, site);
  const near = !hits.length || partial ? await nearBy(query, partial ? hits : [], site) : [];
  const words = meant.filter((_, place) => (needed >> place) & 1).map((one) => one.words); // those that tell entries apart
  return { query, hits, words, partial, near, site };
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

class View {
  constructor(section, wide) {
    this.section = section;
    this.wide = wide;
    this.opened = new Map();
    this.part = (name) => section.querySelector(`.search-${name}`);
    this.template = (name) => section.querySelector(`template[data-part="${name}"]`).content.firstElementChild.cloneNode(true);
    this.part("more").addEventListener("click", () => this.more());
  }

  async show(answer, text, current) {
    this.answer = answer;
    this.current = current;
    this.section.classList.toggle("has-query", answer !== null);
    const whole = answer && !answer.partial ? answer.hits.length : 0;
    this.part("status").textContent = answer ? (whole ? this.counted(whole) : this.section.dataset[answer.hits.length ? "partial" : "nothing"]) : "";
    this.part("nothing").hidden = !answer || whole > 0;
    if (answer && !whole) this.ask(text, answer.near);
    const items = answer ? await this.items(0) : [];
    if (!current()) return;
    this.part("hits").replaceChildren(...items);
    this.part("more").hidden = !answer || answer.hits.length <= SHOWN;
    if (answer) await this.facets();
    else this.part("facets").replaceChildren();
  }

  async more() {
    const list = this.part("hits");
    const from = list.children.length;
    const { current } = this;
    const items = await this.items(from);
    if (!current()) return;
    list.append(...items);
    this.part("more").hidden = from + items.length >= this.answer.hits.length;
    items[0]?.querySelector("a").focus();
  }

  items(from) {
    return Promise.all(this.answer.hits.slice(from, from + SHOWN).map((hit) => this.item(hit)));
  }

  async item(hit) {
    const { site, words } = this.answer;
    const record = await site.record(hit.id);
    const item = this.template("hit");
    const put = (name, text) => (item.querySelector(`.search-hit-${name}`).textContent = text);
    item.querySelector(".search-hit-kind").append(this.template(`kind-${site.kinds[record.kind].name}`));
    put("people", record.person.map(([, name]) => name).join(", "));
    put("state", site.said(record.kind, record.state));
    if (record.date) put("date", spoken(record.date));
    const link = item.querySelector(".search-hit-title");
    link.href = record.href;
    link.replaceChildren(...marked(record.title, placedMarks(record.title, words)));
    const body = await bodyOf(record);
    const found = passage(body, words);
    const heading = body.ids[found.heading - 1];
    if (heading && found.text) link.href = `${record.href}#${heading}`;
    if (heading && found.text) put("heading", body.headings[found.heading - 1]);
    const shown = found.text ? found : cut({ heading: 0, text: body.blocks[0]?.text || "", marks: [] });
    item.querySelector(".search-hit-passage").replaceChildren(...marked(shown.text, shown.marks));
    for (const empty of item.querySelectorAll(".search-hit-optional:empty")) empty.remove();
    return item;
  }

  counted(number) {
    const rule = new Intl.PluralRules(language).select(number);
    const { form, sample } = this.part(`count[data-form="${rule}"]`)?.dataset || this.part('count[data-form="other"]').dataset;
    return form && this.part(`count[data-form="${form}"]`).textContent.replace(sample, number.toLocaleString(language));
  }

  ask(text, near) {
    const link = this.part("ask");
    const words = chunks(text).join(" ").slice(0, 120);
    const name = fold(words).toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "").slice(0, 60) || "question";
    const said = this.answer.query.words.length ? text.slice(0, 200) : "";
    if (link) link.href = link.dataset.href.replaceAll("NAME", encodeURIComponent(name)).replaceAll("WORDS", encodeURIComponent(said));
    const people = this.part("near");
    people.hidden = !near.length;
    people.querySelector("ul").replaceChildren(
      ...near.map(({ name: person, href }) => {
        const item = document.createElement("li");
        const to = document.createElement("a");
        to.href = href;
        to.textContent = person;
        item.append(to);
        return item;
      }),
    );
  }

  async facets() {
    const { hits, site } = this.answer;
    const { current } = this;
    const counts = { kind: new Map(), status: new Map(), year: new Map() };
    const count = (facet, value, name) => {
      const known = counts[facet].get(value) || { name, number: 0 };
      counts[facet].set(value, { name, number: known.number + 1 });
    };
    for (const hit of hits) {
      const { kind, state } = site.classOf(hit.code);
      const day = dayOf(hit.id);
      if (site.kinds[kind].streamed) count("kind", site.kinds[kind].name, site.kinds[kind].plural);
      if (state) count("status", state.toLowerCase().replaceAll(" ", "-"), site.said(kind, state));
      if (day) count("year", day.slice(0, 4), day.slice(0, 4));
    }
    const few = site.entries <= 3000;
    const groups = [];
    for (const template of this.section.querySelectorAll("template[data-facet]")) {
      const { facet } = template.dataset;
      const known = counts[facet] || (few ? await this.listed(facet) : null);
      if (!current()) return;
      const group = template.content.firstElementChild.cloneNode(true);
      group.open = this.opened.get(facet) ?? (this.wide && known !== null);
      group.addEventListener("toggle", () => this.opened.set(facet, group.open));
      if (known === null) {
        if (hits.length > 1) groups.push(this.later(group, facet));
      } else if (known.size > 1 || this.chosen(facet).size) {
        this.fill(group, facet, known);
        groups.push(group);
      }
    }
    this.part("facets").replaceChildren(...groups);
  }

  chosen(facet) {
    return new Set(this.answer.query.filters.filter(([name]) => name === facet).map(([, value]) => value));
  }

  /** What most of the hits have first; people and years as they came last. */
  fill(group, facet, known) {
    const chosen = this.chosen(facet);
    const values = [...known];
    if (facet === "year") values.sort((one, other) => order(other[0], one[0]));
    else if (facet !== "person") values.sort((one, other) => other[1].number - one[1].number || order(one[0], other[0]));
    const choices = values.slice(0, 12).map(([value, { name, number }]) => this.choice(facet, value, name, number, chosen.has(folded(value))));
    group.querySelector("ul").replaceChildren(...choices);
  }

  /** In a large site these lists are fetched by whoever opens them. */
  later(group, facet) {
    const fill = async () => {
      if (!group.open || group.dataset.filled) return;
      group.dataset.filled = "yes";
      this.fill(group, facet, await this.listed(facet));
    };
    group.addEventListener("toggle", fill);
    fill();
    return group;
  }

  /** The values that the first hits have, those of the newest first, counted in all of them. */
  async listed(facet) {
    const { hits, site } = this.answer;
    const ids = new Set(hits.map((hit) => hit.id));
    const newest = hits.slice(0, SURVEYED).sort((one, other) => order(other.id, one.id));
    const records = await Promise.all(newest.map((hit) => site.record(hit.id)));
    // Whoever is not to be listed has no address, and stands in no list.
    const values = records.flatMap((record) => record[facet]).filter(([, , href]) => facet !== "person" || href);
    const names = new Map(values.map(([value, name]) => [value, name]));
    const counted = await Promise.all(
      [...names].map(async ([value, name]) => {
        let number = 0;
        for (const [, , list] of await site.list(facet, value)) for (const id of eachId(list)) number += ids.has(id);
        return [value, { name, number }];
      }),
    );
    return new Map(counted.filter(([, { number }]) => number));
  }

  choice(facet, value, name, number, chosen) {
    const item = this.template("choice");
    const button = item.querySelector("button");
    button.setAttribute("aria-pressed", String(chosen));
    button.querySelector(".search-choice-name").textContent = name;
    button.querySelector(".count").textContent = number.toLocaleString(language);
    button.addEventListener("click", async () => {
      await this.narrow(`${facet}:${value}`, chosen);
      const again = [...this.section.querySelectorAll(".search-choice")].find((other) => other.dataset.value === `${facet}:${value}`);
      (again || this.section.querySelector("input[type=search]")).focus();
    });
    button.dataset.value = `${facet}:${value}`;
    return item;
  }
}

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
