// How long ago something was, for a week; the whole date in the reader's own language and time stands in its title.
{
  const ago = new Intl.RelativeTimeFormat(document.documentElement.lang || undefined, { numeric: "auto" });
  const day = new Intl.DateTimeFormat(undefined, { dateStyle: "full" });
  const moment = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "short" });
  const midnight = (date) => Date.UTC(date.getFullYear(), date.getMonth(), date.getDate());
  const today = midnight(new Date());

  // Above a text nothing may move it: where fewer words would take a line less, the date stays.
  const sayWithoutJump = (time, words) => {
    const line = time.closest(".byline");
    const [height, date] = [line?.offsetHeight, time.textContent];
    time.textContent = words;
    if (line?.offsetHeight !== height) time.textContent = date;
  };

  for (const time of document.querySelectorAll("time[datetime]")) {
    const whole = time.dateTime.length > 10;
    const date = new Date(whole ? time.dateTime : `${time.dateTime}T00:00`);
    if (Number.isNaN(date.getTime())) continue;
    time.title = (whole ? moment : day).format(date);
    const days = Math.round((midnight(date) - today) / 86_400_000);
    if (Math.abs(days) >= 7) continue;
    const words = ago.format(days, "day");
    if (time.matches(".line-date, .evidence-date, .link-byline time") && time.textContent.length > 5)
      time.textContent = words;
    else if (time.matches(".byline-date time")) sayWithoutJump(time, words);
    else if (time.matches(".day-date time") && Math.abs(days) < 2)
      time.textContent = `${words[0].toLocaleUpperCase()}${words.slice(1)} · ${time.textContent}`;
  }
}
