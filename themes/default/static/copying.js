// A button that copies a block of code; what is wider than its place can be scrolled with the keyboard.
{
  for (const wide of document.querySelectorAll(".text :is(pre, .table)"))
    if (wide.scrollWidth > wide.clientWidth) wide.tabIndex = 0;

  const words = document.getElementById("n-words")?.dataset;
  if (words && navigator.clipboard) {
    for (const code of document.querySelectorAll(".text pre")) {
      const frame = document.createElement("div");
      const button = document.createElement("button");
      frame.className = "copying";
      button.className = "copying-button";
      button.type = "button";
      button.textContent = words.copy;
      button.addEventListener("click", async () => {
        await navigator.clipboard.writeText(code.textContent.replace(/\n$/, ""));
        button.textContent = words.copied;
        setTimeout(() => (button.textContent = words.copy), 2000);
      });
      code.replaceWith(frame);
      frame.append(code, button);
    }
  }
}
