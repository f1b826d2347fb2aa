// Slides fill the screen, one after the other, and the arrow keys go from one to the next.
{
  const words = document.getElementById("n-words")?.dataset;
  const slides = [...document.querySelectorAll(".article > .text > .slide")];
  const text = slides[0]?.parentElement;

  const forward = (event) => {
    const right = getComputedStyle(text).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
    if (event.key === "ArrowLeft" || event.key === "ArrowRight") return event.key === right ? 1 : -1;
    if (!document.fullscreenElement) return 0;
    return { " ": 1, PageDown: 1, ArrowDown: 1, PageUp: -1, ArrowUp: -1 }[event.key] ?? 0;
  };

  const go = (event) => {
    const busy = event.target.closest("input, select, textarea, pre, .table, dialog, [contenteditable]");
    if (busy || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const step = forward(event);
    if (!step) return;
    const tops = slides.map((slide) => slide.getBoundingClientRect().top);
    const next = step > 0 ? tops.findIndex((top) => top > 40) : tops.findLastIndex((top) => top < -40);
    if (next < 0) return;
    event.preventDefault();
    slides[next].scrollIntoView();
  };

  if (words && slides.length > 1) {
    document.addEventListener("keydown", go);
    if (document.fullscreenEnabled) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "slides-button";
      button.textContent = words.present;
      button.addEventListener("click", () => text.requestFullscreen().then(() => slides[0].scrollIntoView()));
      text.before(button);
    }
  }
}
