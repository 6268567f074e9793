// <ml-filters target="id">: a GET form that applies itself. The answer fills the target, the address follows, and
// what the target's role="status" says (how many were found) is spoken.
const PAUSE = 350;

class Filters extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.voice = document.createElement("p");
    this.voice.className = "hidden";
    this.voice.setAttribute("role", "status");
    this.append(this.voice);
    this.addEventListener("change", (event) => {
      if (!event.target.matches("input:is([type=text], [type=search], [type=number])")) this.apply();
    });
    this.addEventListener("input", (event) => {
      if (!event.target.matches("input:is([type=text], [type=search], [type=number])")) return;
      clearTimeout(this.pause);
      this.pause = setTimeout(() => this.apply(), PAUSE);
    });
    this.addEventListener("submit", (event) => {
      event.preventDefault();
      this.apply();
    });
  }

  address() {
    const filled = [...new FormData(this.form)].filter(([, value]) => value !== "");
    const url = new URL(this.form.action || location.href, location.href);
    url.search = new URLSearchParams(filled);
    return url;
  }

  async apply() {
    clearTimeout(this.pause);
    const target = document.getElementById(this.getAttribute("target"));
    const url = this.address();
    if (!target) {
      location.assign(url);
      return;
    }
    this.request?.abort();
    this.request = new AbortController();
    target.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(url, { signal: this.request.signal, headers: { Accept: "text/html" } });
      if (!answer.ok) throw new Error(`filters: ${answer.status}`);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.getElementById(target.id);
      if (!fresh) throw new Error(`filters: the answer has no #${target.id}`);
      target.replaceChildren(...fresh.childNodes);
      for (const count of this.querySelectorAll("[data-count]")) {
        count.textContent = page.getElementById(count.id)?.textContent ?? "0";
      }
      target.removeAttribute("aria-busy");
      window.htmx.process(target);
      history.replaceState(history.state, "", url);
      this.voice.textContent = target.querySelector("[role=status]")?.textContent.trim() ?? "";
    } catch (error) {
      if (error.name !== "AbortError") location.assign(url);
    }
  }
}

customElements.define("ml-filters", Filters);
