// The table of contents follows the reader.
{
  const lines = new Map();
  for (const link of document.querySelectorAll(".contents a[href^='#']")) {
    const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (heading) lines.set(heading, link);
  }
  const headings = [...lines.keys()];
  const follow = () => {
    const above = headings.filter((heading) => heading.getBoundingClientRect().top < innerHeight / 3);
    for (const link of lines.values()) link.removeAttribute("aria-current");
    const here = lines.get(above.at(-1));
    here?.setAttribute("aria-current", "location");
    const list = here?.closest(".contents");
    if (list?.scrollHeight > list?.clientHeight) list.scrollTop = here.offsetTop - list.clientHeight / 2;
  };
  if (headings.length) {
    new IntersectionObserver(follow, { rootMargin: "0px 0px -66% 0px" }).observe(headings[0]);
    let waiting = false;
    addEventListener(
      "scroll",
      () => {
        if (!waiting) requestAnimationFrame(() => ((waiting = false), follow()));
        waiting = true;
      },
      { passive: true },
    );
  }
}
