// Each heading leads to itself, so that a section can be pointed at.
{
  const words = document.getElementById("n-words")?.dataset;
  if (words)
    for (const heading of document.querySelectorAll(".text > :is(h1, h2, h3, h4, h5, h6)[id]")) {
      const link = document.createElement("a");
      link.className = "section-link";
      link.href = `#${encodeURIComponent(heading.id)}`;
      link.ariaLabel = words.section;
      heading.append(link);
    }
}
