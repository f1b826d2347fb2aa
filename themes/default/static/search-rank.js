// Looking up what words mean, and ranking what has them.

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

/** Everything that a query finds, the best first: `{ hits, meant, partial, needed, whole }`. */
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
  if (partial) return { hits: ordered(hits, site), meant, partial, needed, whole: 0 };
  const most = whole.length && whole.length < 3 && !query.phrases.length ? hits.filter((hit) => hasMost(hit.has & needed, needed)) : [];
  const following = ordered(most, site).slice(0, SHOWN - whole.length);
  return { hits: [...ordered(whole, site), ...following], meant, partial, needed, whole: whole.length };
}

const bits = (number) => number.toString(2).replaceAll("0", "").length;
const hasMost = (has, needed) => bits(needed) / 2 < bits(has) && bits(has) < bits(needed);

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
    return { ...hit, standing, score: hit.score * bits(hit.has) * (standing === 2 ? 5 : 4) };
  });
  const most = counted.reduce((top, hit) => Math.max(top, hit.score), 0) || 1;
  for (const hit of counted) hit.step = Math.floor((hit.score * 48) / most);
  return counted.sort((one, other) => (other.standing > 0) - (one.standing > 0) || other.step - one.step || order(other.id, one.id));
}

/** Those of the first hits before the others whose title is what was looked for, no word more and no less. */
async function titlesFirst(found, site) {
  const { hits, meant, partial } = found;
  if (!meant.length || partial) return found;
  const records = await Promise.all(hits.slice(0, SHOWN).map((hit) => site.record(hit.id)));
  const isTitle = (title) => {
    const said = chunks(title).flatMap(asked);
    return meant.every((one) => said.some((word) => one.words.has(word))) && said.every((word) => meant.some((one) => one.words.has(word)));
  };
  const first = new Set(hits.slice(0, SHOWN).filter((hit, place) => hit.standing && isTitle(records[place].title)));
  return { ...found, hits: [...first, ...hits.filter((hit) => !first.has(hit))] };
}
