"use strict";
for (const table of document.querySelectorAll("table")) {
  const body = table.tBodies[0];
  const heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, column) => head.firstChild.addEventListener("click", () => {
    const down = head.getAttribute("aria-sort") === "ascending";
    heads.forEach((other) => other.removeAttribute("aria-sort"));
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    const rows = [...body.rows].map((row) => {
      const cell = row.cells[column];
      return { row, number: Number(cell.dataset.v ?? NaN), text: cell.textContent };
    });
    // Cells without a number stay last whichever way the others are sorted.
    rows.sort((a, b) => {
      const one = Number.isNaN(a.number);
      const two = Number.isNaN(b.number);
      if (one !== two) return one ? 1 : -1;
      const order = one ? a.text.localeCompare(b.text, "en", { numeric: true }) : a.number - b.number;
      return down ? -order : order;
    });
    body.append(...rows.map((r) => r.row));
  }));
}
for (const filter of document.querySelectorAll(".filter")) {
  const block = filter.closest(".rows");
  const rows = [...block.querySelectorAll("tbody tr")];
  filter.addEventListener("input", () => {
    const words = filter.value.toLowerCase().split(/\s+/);
    let shown = 0;
    for (const row of rows) {
      const text = row.textContent.toLowerCase();
      row.hidden = !words.every((word) => text.includes(word));
      shown += row.hidden ? 0 : 1;
    }
    block.querySelector("output").textContent = shown + " rows";
  });
}
