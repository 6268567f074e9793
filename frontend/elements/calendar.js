// <ml-calendar>: arrow keys walk the moments of the week's table; Tab enters and leaves it once.
class Calendar extends HTMLElement {
  connectedCallback() {
    this.grid = this.layOut(this.querySelector("tbody"));
    this.showToday();
    const first = this.stops()[0];
    for (const stop of this.stops()) stop.tabIndex = stop === first ? 0 : -1;
    this.addEventListener("keydown", (event) => this.move(event));
    this.addEventListener("focusin", (event) => {
      const stop = event.target.closest(".moment > a, .moment summary");
      if (stop) for (const other of this.stops()) other.tabIndex = other === stop ? 0 : -1;
    });
  }

  // On a narrow screen the week is wider than the page: today's column comes first.
  showToday() {
    const today = this.querySelector(".week-today");
    const scroller = this.querySelector(".table-scroll");
    if (today) scroller.scrollLeft = today.offsetLeft - this.querySelector(".week-corner").offsetWidth;
  }

  stops() {
    return [...this.querySelectorAll("tbody .moment > a, tbody .moment summary")];
  }

  // Rows of cells as they are seen: a cell that spans three rows stands in each of them.
  layOut(body) {
    const rows = [...body.rows].map(() => []);
    [...body.rows].forEach((row, y) => {
      let x = 0;
      for (const cell of row.cells) {
        if (cell.tagName === "TH") continue;
        while (rows[y][x]) x += 1;
        for (let below = 0; below < cell.rowSpan; below += 1) if (rows[y + below]) rows[y + below][x] = cell;
        x += 1;
      }
    });
    return rows;
  }

  move(event) {
    const step = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key];
    const cell = event.target.closest("td");
    if (!step || !cell) return;
    let y = this.grid.findIndex((row) => row.includes(cell));
    let x = this.grid[y].indexOf(cell);
    while (this.grid[y]?.[x]) {
      y += step[0];
      x += step[1];
      const next = this.grid[y]?.[x];
      const stop = next && next !== cell && next.querySelector(":scope > a, summary");
      if (stop) {
        event.preventDefault();
        stop.focus();
        return;
      }
    }
  }
}

customElements.define("ml-calendar", Calendar);
