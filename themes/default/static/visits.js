// What is new since the last visit. It is remembered in this browser alone, and nobody is told.
{
  const PAUSE = 30 * 60 * 1000;
  const words = document.getElementById("n-words")?.dataset;
  const home = document.querySelector("a[rel=home]")?.pathname ?? "/";
  const key = `narrate:${home}`;
  const now = Date.now();
  let since = 0;
  try {
    const [seen = 0, before = 0] = (localStorage.getItem(key) ?? "").split(" ").map(Number);
    since = now - seen > PAUSE ? seen : before;
    localStorage.setItem(key, `${now} ${since}`);
  } catch {
    // Nothing can be kept here: then nothing is new.
  }
  if (since && words) {
    for (const line of document.querySelectorAll(".stream .line")) {
      const published = line.querySelector(".dt-published");
      const written = published?.dateTime ?? published?.value ?? "";
      // Of what has a day and no time it is not known whether it was there already: the next day, it surely was not.
      if (!(new Date(written.length > 10 ? written : `${written}T00:00`) > since)) continue;
      const mark = document.createElement("span");
      mark.className = "state tone-new";
      mark.textContent = words.new;
      line.querySelector(".line-byline")?.append(" ", mark);
    }
  }
}
