// Queries: words, phrases and filters.

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
