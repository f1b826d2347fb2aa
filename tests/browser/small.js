// What can be pressed and is smaller than 24 by 24 pixels. A link in a sentence may be as its line is.
() => {
  const inSentence = (element) => {
    if (getComputedStyle(element).display !== "inline") return false;
    const around = element.closest("p, li, dd, td, th, figcaption, blockquote")?.cloneNode(true);
    for (const other of around?.querySelectorAll("a, button, data, svg, time") ?? []) other.remove();
    return /\p{L}/u.test(around?.textContent ?? "");
  };
  return [...document.querySelectorAll("a[href], button, input, summary, select, textarea, [tabindex='0']")]
    .filter((element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
    .filter((element) => !element.disabled && !element.matches(".skip") && !inSentence(element))
    .map((element) => ({ element, box: element.getBoundingClientRect() }))
    .filter(({ box }) => box.width && (box.width < 23.5 || box.height < 23.5))
    .slice(0, 5)
    .map(({ element, box }) => `${Math.round(box.width)} by ${Math.round(box.height)}: ${element.outerHTML.slice(0, 160)}`);
}
