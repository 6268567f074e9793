// <ml-theme>: three buttons (auto, light, dark). A cookie carries the choice, so the server draws it at once next time.
const YEAR = 60 * 60 * 24 * 365;

class Theme extends HTMLElement {
  connectedCallback() {
    this.hidden = false;
    this.buttons = [...this.querySelectorAll("button")];
    for (const button of this.buttons) button.addEventListener("click", () => this.choose(button.value));
    this.show(document.documentElement.dataset.theme ?? "");
  }

  choose(theme) {
    const root = document.documentElement;
    if (theme) root.dataset.theme = theme;
    else delete root.dataset.theme;
    document.cookie = `theme=${theme}; path=/; max-age=${theme ? YEAR : 0}; samesite=lax`;
    this.show(theme);
  }

  show(theme) {
    for (const button of this.buttons) button.setAttribute("aria-pressed", String(button.value === theme));
  }
}

customElements.define("ml-theme", Theme);
