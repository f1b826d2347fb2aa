// Words: what is looked up of a text. The first part of the search script, the twin of `narrate find`: both read the same
// pieces below `search/` and come to the same order. What words, queries and ranks are is explained there (src/narrate/search),
// under the same names.

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
