// <ml-count>: says how many characters remain; spoken after a pause, not at each key.
class Count extends HTMLElement {
  connectedCallback() {
    this.area = this.querySelector("textarea");
    this.word = this.querySelector("[data-many]");
    this.word.setAttribute("role", "status");
    this.area.addEventListener("input", () => {
      clearTimeout(this.pause);
      this.pause = setTimeout(() => this.show(), 400);
    });
    this.show();
  }

  show() {
    const left = this.area.maxLength - this.area.value.length;
    this.word.textContent = (left === 1 ? this.word.dataset.one : this.word.dataset.many).replace("{n}", left);
  }
}

customElements.define("ml-count", Count);
