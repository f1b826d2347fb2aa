// Why the focus cannot be seen, or an empty string.
() => {
  const element = document.activeElement;
  if (element === document.body) return "";
  const style = getComputedStyle(element);
  const box = element.getBoundingClientRect();
  const name = element.outerHTML.slice(0, 120);
  const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1;
  if (!ring && style.boxShadow === "none") return `no ring: ${name}`;
  if (box.width < 2 || box.height < 2) return `invisible: ${name}`;
  if (box.bottom < 0 || box.top > innerHeight || box.right < 0 || box.left > innerWidth) return `out of sight: ${name}`;
  return "";
}
