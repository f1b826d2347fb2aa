// Passages: the words of a Markdown copy, and where in them a query is answered.

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
      const begins = line.match(/^\s*(?:>\s*)*(?:(?:[-*+]|[0-9]{1,9}[.)])\s+(?:\[[ xX]\]\s+)?)?(?:\[![A-Za-z-]+\][+-]?\s*|:{3,}\s*[A-Za-z-]*\s*|(?:!!!|\?\?\?\+?)\s+[A-Za-z-]+\s*|===[!+]*\s+(?="))?/);
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
