// <ml-dialog-link dialog="id">: the link inside opens that dialog; a new tab or no dialog keeps the link.
class DialogLink extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", (event) => {
      const dialog = document.getElementById(this.getAttribute("dialog"));
      if (!dialog || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      dialog.showModal();
    });
  }
}

customElements.define("ml-dialog-link", DialogLink);
