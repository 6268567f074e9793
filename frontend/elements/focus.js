// <ml-focus>: takes the focus when it appears, so that the reasons of a refusal are read first.
class Focus extends HTMLElement {
  connectedCallback() {
    this.focus();
  }
}

customElements.define("ml-focus", Focus);
