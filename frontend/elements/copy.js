// <ml-copy data-done="Copié">: shows its button, copies the value, says so.
class Copy extends HTMLElement {
  connectedCallback() {
    const button = this.querySelector("button");
    const word = button.querySelector("span");
    const before = word.textContent;
    button.hidden = !navigator.clipboard;
    word.setAttribute("aria-live", "polite");
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(this.querySelector("code").textContent);
      word.textContent = this.dataset.done;
      setTimeout(() => {
        word.textContent = before;
      }, 2500);
    });
  }
}

customElements.define("ml-copy", Copy);
