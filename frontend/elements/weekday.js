// <ml-weekday for="id">: says which day of the week the date field holds.
class Weekday extends HTMLElement {
  connectedCallback() {
    const field = document.getElementById(this.getAttribute("for"));
    const show = () => {
      const words = { weekday: "long", timeZone: "UTC" };
      this.textContent = field.valueAsDate?.toLocaleDateString(document.documentElement.lang, words) ?? "";
    };
    field.addEventListener("input", show);
    show();
  }
}

customElements.define("ml-weekday", Weekday);
