// <ml-recall for="id">: a field with proposals shows them all when it is clicked, though it holds one of them.
// Leaving it empty gives back what it held.
class Recall extends HTMLElement {
  connectedCallback() {
    const field = document.getElementById(this.getAttribute("for"));
    let held = "";
    const open = () => {
      const proposed = [...(field.list?.options ?? [])].some((option) => option.value === field.value);
      if (!proposed) return;
      held = field.value;
      field.placeholder = held;
      field.value = "";
    };
    const restore = () => {
      if (field.value === "" && held) field.value = held;
    };
    field.addEventListener("pointerdown", open);
    field.addEventListener("blur", restore);
    field.addEventListener("keydown", (event) => {
      if (event.key === "Enter" || event.key === "Escape") restore();
    });
  }
}

customElements.define("ml-recall", Recall);
