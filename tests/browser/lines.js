// The words with which the lines of an element begin, as they are broken here.
(element) => {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const lines = [];
  let bottom = -Infinity;
  while (walker.nextNode()) {
    const { data } = walker.currentNode;
    for (let at = 0; at < data.length; at++) {
      if (!data[at].trim()) continue;
      const range = document.createRange();
      range.setStart(walker.currentNode, at);
      range.setEnd(walker.currentNode, at + 1);
      const box = range.getBoundingClientRect();
      if (box.top >= bottom - 4) lines.push("");
      bottom = box.bottom;
      lines[lines.length - 1] += data[at];
    }
  }
  return lines;
}
