// The elements that stand out of the window on the right, the innermost ones, as short descriptions.
() => {
  const scrolls = (element) => {
    for (let up = element; up && up !== document.body; up = up.parentElement) {
      if (["auto", "scroll", "hidden", "clip"].includes(getComputedStyle(up).overflowX)) return true;
    }
    return false;
  };
  return [...document.body.querySelectorAll("*")]
    .filter((element) => {
      const box = element.getBoundingClientRect();
      const inside = Math.max(box.right, box.left + element.scrollWidth);
      return inside > innerWidth + 0.5 && !scrolls(element);
    })
    .filter((element, _, all) => !all.some((other) => other !== element && element.contains(other)))
    .slice(0, 5)
    .map((element) => element.outerHTML.slice(0, 200));
}
