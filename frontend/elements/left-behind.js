// <ml-left-behind count person>: on the page of a closed count, what this phone saw and could not send in time. It stays
// here until its owner has it as a file: nothing is lost because a count was closed while the network was away.
import { all } from "./stocktake-store.js";

class LeftBehind extends HTMLElement {
  async connectedCallback() {
    const count = Number(this.getAttribute("count"));
    const person = Number(this.getAttribute("person"));
    this.kept = (await all().catch(() => [])).filter((one) => one.count === count && one.person === person && !one.told);
    if (!this.kept.length) return;
    this.querySelector("[data-list]").replaceChildren(...this.kept.map((one) => this.line(one)));
    this.querySelector("[data-export]").addEventListener("click", () => this.save());
    this.hidden = false;
  }

  name({ entry, name }) {
    return name || entry.seen || `${this.dataset.thing} ${entry.asset_id}`;
  }

  line(one) {
    const item = document.createElement("li");
    const verdict = document.createElement("strong");
    verdict.textContent = this.dataset[one.entry.verdict];
    const when = new Date(one.entry.observed_at).toLocaleString(document.documentElement.lang === "en" ? "en-CA" : "fr-CA");
    item.append(`${this.name(one)} – `, verdict, ` · ${when}${one.entry.remark ? ` · ${one.entry.remark}` : ""}`);
    return item;
  }

  /** A file that a French spreadsheet opens: semicolons, UTF-8 with its mark, no cell that could be a formula. */
  save() {
    const rows = this.kept.map((one) => [
      one.entry.observed_at,
      this.dataset[one.entry.verdict],
      one.entry.asset_id ?? "",
      this.name(one),
      one.entry.quantity ?? "",
      one.entry.remark,
    ]);
    const text = [this.dataset.heads.split(";"), ...rows].map((row) => row.map(cell).join(";")).join("\r\n");
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob(["\ufeff", text, "\r\n"], { type: "text/csv" }));
    link.download = this.dataset.file;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  }
}

const cell = (value) => {
  const text = String(value);
  const harmless = /^'*[=+\-@\t\r]/.test(text) && !/^[+-]?\d+([.,]\d+)?$/.test(text) ? `'${text}` : text;
  return `"${harmless.replaceAll('"', '""')}"`;
};

customElements.define("ml-left-behind", LeftBehind);
