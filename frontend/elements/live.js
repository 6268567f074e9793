// <ml-live href stream seconds>: asks for its fragment again when the stream says something changed,
// and every few seconds while there is no stream. It stops while the page is hidden.
class Live extends HTMLElement {
  connectedCallback() {
    this.seconds = Number(this.getAttribute("seconds")) || 20;
    this.listen();
    this.watch = () => (document.hidden ? this.stop() : this.listen(true));
    document.addEventListener("visibilitychange", this.watch);
  }

  disconnectedCallback() {
    document.removeEventListener("visibilitychange", this.watch);
    this.stop();
  }

  listen(missed = false) {
    this.stop();
    if (missed) this.refresh();
    const stream = this.getAttribute("stream");
    if (!stream) {
      this.poll();
      return;
    }
    this.source = new EventSource(stream); // the topics are signed: no cookie is needed
    this.source.addEventListener("changed", () => this.refresh());
    // A stream that is refused or held back by a proxy may try again for ever: meanwhile the fragment is asked again.
    this.source.onerror = () => this.poll();
    this.source.onopen = () => {
      if (!this.timer) return;
      clearInterval(this.timer);
      this.timer = undefined;
      this.refresh(); // what was said while nobody listened
    };
  }

  poll() {
    this.timer ??= setInterval(() => this.refresh(), this.seconds * 1000);
  }

  stop() {
    this.source?.close();
    clearInterval(this.timer);
    this.source = this.timer = undefined;
  }

  async refresh() {
    const answer = await fetch(this.getAttribute("href"), { headers: { "HX-Request": "true" } });
    if (!answer.ok) return;
    const text = await answer.text();
    if (text === this.last || this.contains(document.activeElement) || this.querySelector("input:checked")) return;
    this.last = text;
    this.innerHTML = text;
    window.htmx.process(this);
  }
}

customElements.define("ml-live", Live);
