// <ml-shortcuts>: single keys, for those who have not switched them off; the dialog inside lists them and says where
// « g » then a letter leads. No key acts while a field, a dialog or a menu has the focus, nor with Ctrl, Alt or ⌘.
const TYPING = "input:not([type=checkbox], [type=radio], [type=button], [type=submit]), select, textarea, [contenteditable], dialog[open] *, [popover]:popover-open *";
const ROWS = "main .table tbody tr, main .result";
const WAIT = 1200;

class Shortcuts extends HTMLElement {
  connectedCallback() {
    this.ways = new Map([...this.querySelectorAll("[data-way]")].map((way) => [way.dataset.way, way.dataset.href]));
    this.heard = (event) => this.hear(event);
    document.addEventListener("keydown", this.heard);
  }

  disconnectedCallback() {
    document.removeEventListener("keydown", this.heard);
  }

  hear(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return;
    if (event.target.closest?.(TYPING) || document.querySelector("dialog[open]")) return;
    const acted = this.afterGo(event.key) || this.act(event.key);
    if (acted) event.preventDefault();
  }

  // « g » waits a moment for its letter.
  afterGo(key) {
    if (!this.going) return false;
    clearTimeout(this.going);
    this.going = undefined;
    const href = this.ways.get(`g ${key}`);
    if (href) location.assign(href);
    return Boolean(href);
  }

  act(key) {
    if (key === "g") {
      this.going = setTimeout(() => (this.going = undefined), WAIT);
      return true;
    }
    if (key === "?") return this.show();
    if (key === "/") return this.search();
    if (key === "j" || key === "k") return this.walk(key === "j" ? 1 : -1);
    if (key === "x") return this.press(this.row()?.querySelector("input[type=checkbox]"));
    if (key === "e") return this.press(this.row()?.querySelector("[data-edit]") ?? document.querySelector("main [data-key=e]"));
    return key.length === 1 && key !== '"' && key !== "\\" && this.press(document.querySelector(`main [data-key="${key}"]`));
  }

  show() {
    this.querySelector("dialog").showModal();
    return true;
  }

  search() {
    const field = document.querySelector("main [role=search] input:is([type=text], [type=search])");
    if (!field) return this.press(document.querySelector("[data-palette]"));
    field.focus();
    field.select();
    return true;
  }

  press(element) {
    element?.click();
    return Boolean(element);
  }

  row() {
    return document.activeElement?.closest(ROWS);
  }

  walk(step) {
    const rows = [...document.querySelectorAll(ROWS)].filter((row) => row.querySelector("a[href]"));
    if (!rows.length) return false;
    const now = rows.indexOf(this.row());
    const next = rows[Math.min(rows.length - 1, Math.max(0, now + (now < 0 ? 1 : step)))];
    next.querySelector("a[href]").focus();
    next.scrollIntoView({ block: "nearest" });
    return true;
  }
}

customElements.define("ml-shortcuts", Shortcuts);
