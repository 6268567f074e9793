// Tabs that are pages may be wider than a phone: the current one is brought into view, without moving the page.
for (const current of document.querySelectorAll(".nav-tabs [aria-current]")) {
  const row = current.closest("ul");
  const shown = row.scrollWidth > row.clientWidth ? row : current.closest(".nav-tabs");
  const before = current.getBoundingClientRect().left - shown.getBoundingClientRect().left;
  shown.scrollLeft += before - (shown.clientWidth - current.offsetWidth) / 2;
}
