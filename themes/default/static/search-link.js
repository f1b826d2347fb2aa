// The search is loaded when somebody wants it.
{
  const link = document.querySelector(".search-link");
  const section = document.querySelector("main .search");
  const script = () => import(link.dataset.script);

  if (section && link) script().then((search) => search.start(section, { linked: true }));

  if (link) {
    const open = (event) => {
      event.preventDefault();
      if (section) section.querySelector("input[type=search]").select();
      else
        script()
          .then((search) => search.open(link))
          .catch(() => location.assign(link.href));
    };
    link.addEventListener("click", (event) => {
      if (!event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0) open(event);
    });
    addEventListener("keydown", (event) => {
      const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
      if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) open(event);
    });
    for (const ready of ["pointerenter", "focus"]) link.addEventListener(ready, () => script().catch(() => {}), { once: true });
  }
}
