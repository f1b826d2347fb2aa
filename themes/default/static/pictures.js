// A picture that is shown smaller than it is opens large.
{
  const words = document.getElementById("n-words")?.dataset;
  const dialog = document.createElement("dialog");
  dialog.className = "large";
  dialog.addEventListener("click", () => dialog.close());

  const open = (event, picture) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    const large = document.createElement("img");
    large.src = picture.src;
    large.alt = picture.alt;
    const close = document.createElement("button");
    close.type = "button";
    close.textContent = words.close;
    dialog.replaceChildren(large, close);
    if (!dialog.isConnected) document.body.append(dialog);
    dialog.showModal();
  };

  // Of a picture in several sizes the last one is the whole picture; its `naturalWidth` is that of its place.
  const widest = (picture) => Number(picture.srcset.match(/ (\d+)w$/)?.[1]) || picture.naturalWidth;

  const link = (picture) => {
    if (picture.closest("a, summary, button") || widest(picture) <= picture.clientWidth * 1.2) return;
    const around = document.createElement("a");
    around.className = "enlarge";
    around.href = picture.src;
    picture.replaceWith(around);
    around.append(picture);
    if (!picture.alt) around.ariaLabel = words.enlarge;
    around.addEventListener("click", (event) => open(event, picture));
  };

  if (words)
    for (const picture of document.querySelectorAll(".text img"))
      if (picture.complete) link(picture);
      else picture.addEventListener("load", () => link(picture), { once: true });
}
