// <ml-tabs>: turns a list of anchors and the sections they name into tabs (ARIA Authoring Practices, « Tabs »).
class Tabs extends HTMLElement {
  connectedCallback() {
    const list = this.querySelector(":scope > ul");
    this.tabs = [...list.querySelectorAll("a")];
    this.panels = this.tabs.map((tab) => this.querySelector(`:scope > #${CSS.escape(tab.hash.slice(1))}`));
    if (this.panels.some((panel) => !panel)) throw new Error("ml-tabs: a tab names no panel of its own");

    list.setAttribute("role", "tablist");
    for (const item of list.children) item.setAttribute("role", "presentation");
    this.tabs.forEach((tab, index) => {
      const panel = this.panels[index];
      tab.setAttribute("role", "tab");
      tab.id ||= `${panel.id}-onglet`;
      tab.setAttribute("aria-controls", panel.id);
      panel.setAttribute("role", "tabpanel");
      panel.setAttribute("aria-labelledby", tab.id);
      panel.tabIndex = 0;
      tab.addEventListener("click", (event) => {
        event.preventDefault();
        this.show(index);
      });
    });
    list.addEventListener("keydown", (event) => this.move(event));
    const asked = this.panels.findIndex((panel) => `#${panel.id}` === location.hash);
    this.show(Math.max(asked, 0));
  }

  move(event) {
    const last = this.tabs.length - 1;
    const next = {
      ArrowRight: this.shown === last ? 0 : this.shown + 1,
      ArrowLeft: this.shown === 0 ? last : this.shown - 1,
      Home: 0,
      End: last,
    }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    this.show(next);
    this.tabs[next].focus();
  }

  show(chosen) {
    this.shown = chosen;
    this.tabs.forEach((tab, index) => {
      tab.setAttribute("aria-selected", String(index === chosen));
      tab.tabIndex = index === chosen ? 0 : -1;
      this.panels[index].hidden = index !== chosen;
    });
  }
}

customElements.define("ml-tabs", Tabs);
