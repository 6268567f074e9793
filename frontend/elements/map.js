// <ml-map>: buttons, wheel and drag move the server's drawing; points and list entries light each other.
const STEP = 1.5;
const LIMIT = 16;
const BAR = 130;

class MapFrame extends HTMLElement {
  connectedCallback() {
    this.svg = this.querySelector("svg");
    this.whole = this.svg.viewBox.baseVal;
    this.whole = { x: this.whole.x, y: this.whole.y, width: this.whole.width, height: this.whole.height };
    this.seen = { ...this.whole };
    new ResizeObserver(() => this.look(this.seen)).observe(this.svg);
    this.append(this.tools());
    this.svg.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
    this.svg.addEventListener("pointerdown", (event) => this.grab(event));
    for (const kind of ["pointerenter", "focusin"]) this.svg.addEventListener(kind, (e) => this.light(e, true), true);
    for (const kind of ["pointerleave", "focusout"]) this.svg.addEventListener(kind, (e) => this.light(e, false), true);
    this.lightFromList();
  }

  tools() {
    const tools = document.createElement("div");
    tools.className = "map-tools";
    for (const [word, act] of [
      [this.dataset.in, () => this.zoom(1 / STEP)],
      [this.dataset.out, () => this.zoom(STEP)],
      [this.dataset.all, () => this.look({ ...this.whole })],
    ]) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = word;
      button.addEventListener("click", act);
      tools.append(button);
    }
    return tools;
  }

  look(box) {
    box.width = Math.min(this.whole.width, Math.max(this.whole.width / LIMIT, box.width));
    box.height = (box.width * this.whole.height) / this.whole.width;
    box.x = Math.min(this.whole.x + this.whole.width - box.width, Math.max(this.whole.x, box.x));
    box.y = Math.min(this.whole.y + this.whole.height - box.height, Math.max(this.whole.y, box.y));
    this.seen = box;
    this.svg.setAttribute("viewBox", `${box.x} ${box.y} ${box.width} ${box.height}`);
    // Marks and furniture keep their size on the screen, whatever the zoom and the width of the page.
    const scale = box.width / (this.svg.clientWidth || this.whole.width);
    for (const mark of this.svg.querySelectorAll("[data-at]")) {
      mark.setAttribute("transform", `translate(${mark.dataset.at}) scale(${scale})`);
    }
    for (const fixed of this.svg.querySelectorAll(".map-furniture")) {
      const corner = fixed.classList.contains("map-scale") ? box.y + box.height : box.y;
      fixed.setAttribute("transform", `translate(${box.x} ${corner}) scale(${scale})`);
    }
    for (const bar of this.svg.querySelectorAll(".map-scale")) this.measure(bar, Number(bar.dataset.metresPerPixel) * scale);
  }

  // The longest round length (1, 2 or 5 times a power of ten) that fits the bar's room.
  measure(bar, metresPerPixel) {
    const most = metresPerPixel * BAR;
    const power = 10 ** Math.floor(Math.log10(most));
    const metres = power * [5, 2, 1].find((nice) => nice * power <= most);
    const [value, unit] = metres >= 1000 ? [metres / 1000, "km"] : [metres, "m"];
    bar.querySelector("path").setAttribute("d", `M16 -21v5h${metres / metresPerPixel}v-5`);
    bar.querySelector("text").textContent = `${value.toLocaleString(document.documentElement.lang)}\u00a0${unit}`;
  }

  zoom(factor, at = { x: 0.5, y: 0.5 }) {
    const { x, y, width, height } = this.seen;
    this.look({
      x: x + width * at.x * (1 - factor),
      y: y + height * at.y * (1 - factor),
      width: width * factor,
      height: height * factor,
    });
  }

  wheel(event) {
    if (!event.ctrlKey) return; // the page scrolls; the map zooms only when asked
    event.preventDefault();
    const frame = this.svg.getBoundingClientRect();
    this.zoom(event.deltaY > 0 ? STEP : 1 / STEP, {
      x: (event.clientX - frame.left) / frame.width,
      y: (event.clientY - frame.top) / frame.height,
    });
  }

  grab(event) {
    if (event.target.closest("a") || this.seen.width === this.whole.width) return;
    event.preventDefault();
    const from = { x: event.clientX, y: event.clientY, seen: { ...this.seen } };
    const unit = this.seen.width / this.svg.getBoundingClientRect().width;
    const follow = (move) =>
      this.look({
        ...from.seen,
        x: from.seen.x - (move.clientX - from.x) * unit,
        y: from.seen.y - (move.clientY - from.y) * unit,
      });
    this.svg.setPointerCapture(event.pointerId);
    this.svg.addEventListener("pointermove", follow);
    this.svg.addEventListener("pointerup", () => this.svg.removeEventListener("pointermove", follow), { once: true });
  }

  light(event, on) {
    const point = event.target.closest?.("a.map-point");
    const named = point && document.querySelector(point.getAttribute("href").match(/^#.+/)?.[0] ?? null);
    named?.classList.toggle("is-lit", on);
  }

  lightFromList() {
    for (const point of this.svg.querySelectorAll("a.map-point[href^='#']")) {
      const named = document.getElementById(point.getAttribute("href").slice(1));
      for (const [kind, on] of [["pointerenter", true], ["pointerleave", false], ["focusin", true], ["focusout", false]]) {
        named?.addEventListener(kind, () => point.classList.toggle("is-lit", on));
      }
    }
  }
}

customElements.define("ml-map", MapFrame);
