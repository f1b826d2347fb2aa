// The view: what is found, and its facets, in the parts of a page.

const IN_ALL = new Set(["kind", "status", "year"]);

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
    const whole = answer ? answer.whole : 0;
    this.part("status").textContent = answer ? (whole ? this.counted(whole) : this.section.dataset[answer.hits.length ? "partial" : "nothing"]) : "";
    this.part("nothing").hidden = !answer || whole > 0;
    if (answer && !whole) this.ask(text, answer.near);
    const items = answer ? await this.items(0) : [];
    if (!current()) return;
    this.part("hits").replaceChildren(...items);
    if (whole) items[whole]?.before(...this.others());
    this.part("more").hidden = !answer || answer.hits.length <= SHOWN;
    if (answer) await this.facets();
    else this.part("facets").replaceChildren();
  }

  /** What stands before those that have some of the words only, where few have them all. */
  others() {
    const said = this.section.querySelector('template[data-part="others"]');
    return said ? [said.content.firstElementChild.cloneNode(true)] : [];
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
    for (const hit of this.counting()) {
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

  /** The hits that have all of the words, if any has. */
  counting() {
    const { hits, whole } = this.answer;
    return whole ? hits.slice(0, whole) : hits;
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
    const { hits, site } = this.answer;
    if (site.counted || hits.length <= SURVEYED || IN_ALL.has(facet)) group.querySelector(".search-few").remove();
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

  /** The values that the hits have, those of the newest first, with how many have each. */
  async listed(facet) {
    const { site } = this.answer;
    const ids = new Set(this.counting().map((hit) => hit.id));
    if (!site.counted) return this.surveyed(facet, ids);
    const [all, { names, entries }] = await Promise.all([site.ids(), site.values(facet)]);
    const counts = new Map();
    for (let place = all.length - 1; place >= 0; place--)
      if (ids.has(all[place])) for (const number of entries[place] || []) counts.set(number, (counts.get(number) || 0) + 1);
    return new Map([...counts].map(([number, count]) => [names[number][0], { name: names[number][1], number: count }]));
  }

  /** In a site that is too large for that: the values that the first hits have, counted in all of them. */
  async surveyed(facet, ids) {
    const { site } = this.answer;
    const newest = this.counting().slice(0, SURVEYED).sort((one, other) => order(other.id, one.id));
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
