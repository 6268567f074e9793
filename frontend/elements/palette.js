// <ml-palette href>: looks everywhere from any page. Ctrl+K or ⌘K opens it, as does any [data-palette] link, which
// without JavaScript leads to the page that does the same (ARIA Authoring Practices, « Combobox »).
const PAUSE = 120;

class Palette extends HTMLElement {
  connectedCallback() {
    this.dialog = this.querySelector("dialog");
    this.input = this.querySelector("input");
    this.choices = this.querySelector("[role=listbox]");
    this.status = this.querySelector("[role=status]");
    document.addEventListener("keydown", (event) => {
      if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
      event.preventDefault();
      if (this.dialog.open) this.dialog.close();
      else this.open();
    });
    document.addEventListener("click", (event) => {
      const link = event.target.closest?.("[data-palette]");
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      this.open();
    });
    this.dialog.addEventListener("click", (event) => {
      if (event.target === this.dialog) this.dialog.close();
    });
    this.input.addEventListener("input", () => {
      clearTimeout(this.pause);
      this.pause = setTimeout(() => this.look(), PAUSE);
    });
    this.input.addEventListener("keydown", (event) => this.move(event));
    this.choices.addEventListener("pointermove", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) this.choose(option);
    });
  }

  open() {
    if (document.querySelector("dialog[open]")) return;
    this.input.value = "";
    this.dialog.showModal();
    this.input.focus();
    this.look();
  }

  options() {
    return [...this.choices.querySelectorAll("[role=option]")];
  }

  async look() {
    this.request?.abort();
    this.request = new AbortController();
    const url = new URL(this.getAttribute("href"), location.href);
    url.searchParams.set("q", this.input.value);
    try {
      const answer = await fetch(url, { signal: this.request.signal, headers: { "HX-Request": "true" } });
      if (!answer.ok) throw new Error(`palette: ${answer.status}`);
      this.choices.innerHTML = await answer.text();
      const count = this.choices.querySelector(".palette-count");
      this.status.textContent = count.textContent;
      count.remove();
      this.choose(this.options()[0]);
    } catch (error) {
      if (error.name !== "AbortError") location.assign(url);
    }
  }

  choose(option) {
    for (const other of this.options()) other.setAttribute("aria-selected", String(other === option));
    if (option) this.input.setAttribute("aria-activedescendant", option.id);
    else this.input.removeAttribute("aria-activedescendant");
  }

  move(event) {
    const options = this.options();
    const now = options.findIndex((option) => option.getAttribute("aria-selected") === "true");
    if (event.key === "Enter" && options[now]) {
      event.preventDefault();
      if (event.ctrlKey || event.metaKey) window.open(options[now].href, "_blank", "noopener");
      else location.assign(options[now].href);
      return;
    }
    const next = { ArrowDown: now + 1, ArrowUp: now - 1 }[event.key];
    if (next === undefined || !options.length) return;
    event.preventDefault();
    const option = options[(next + options.length) % options.length];
    this.choose(option);
    option.scrollIntoView({ block: "nearest" });
  }
}

customElements.define("ml-palette", Palette);
