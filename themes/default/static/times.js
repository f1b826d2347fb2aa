// How long ago something was, for a week; the whole date in the reader's own language and time stands in its title.
{
  const ago = new Intl.RelativeTimeFormat(document.documentElement.lang || undefined, { numeric: "auto" });
  const day = new Intl.DateTimeFormat(undefined, { dateStyle: "full" });
  const moment = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "short" });
  const midnight = (date) => Date.UTC(date.getFullYear(), date.getMonth(), date.getDate());
  const today = midnight(new Date());
  const changes = [];

  for (const time of document.querySelectorAll("time[datetime]")) {
    const whole = time.dateTime.length > 10;
    const date = new Date(whole ? time.dateTime : `${time.dateTime}T00:00`);
    if (Number.isNaN(date.getTime())) continue;
    time.title = (whole ? moment : day).format(date);
    const days = Math.round((midnight(date) - today) / 86_400_000);
    if (Math.abs(days) >= 7) continue;
    const words = ago.format(days, "day");
    if (time.matches(".line-date, .byline-date time, .evidence-date, .link-byline time") && time.textContent.length > 5)
      changes.push([time, words]);
    else if (time.matches(".day-date time") && Math.abs(days) < 2)
      changes.push([time, `${words[0].toLocaleUpperCase()}${words.slice(1)} · ${time.textContent}`]);
  }

  // Nothing may move what somebody has begun to read: where other words take more lines or fewer, the date stays.
  const said = changes.map(([time, words]) => ({ time, words, date: time.textContent, row: time.closest("p, li, h2, h3, div") }));
  const heights = said.map(({ row }) => row.offsetHeight);
  for (const { time, words } of said) time.textContent = words;
  const moved = said.filter(({ row }, number) => row.offsetHeight !== heights[number]);
  for (const { time, date } of moved) time.textContent = date;
}
