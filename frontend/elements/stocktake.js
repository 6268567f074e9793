// <ml-stocktake count here worker>: counting on a phone. What is tapped is kept here first (IndexedDB), then sent; without a
// network it stays here and leaves when the network comes back. Each observation has a key of its own: sent twenty
// times, it is written once. Without this script the same forms are sent one by one.
import { add, all, remove, update } from "./stocktake-store.js";

const SIDE = 1920; // pixels: what the server keeps
const sounds = { found: [880], unexpected: [330, 220], already: [660, 660] };

class Stocktake extends HTMLElement {
  connectedCallback() {
    this.count = Number(this.getAttribute("count"));
    this.person = Number(this.getAttribute("person")); // on a shared phone, each sends what they saw themselves
    this.state = this.querySelector("[data-state]");
    this.addEventListener("submit", (event) => this.take(event));
    this.watch = () => this.send();
    window.addEventListener("online", this.watch);
    window.addEventListener("offline", this.watch);
    this.timer = setInterval(this.watch, 30_000);
    this.keepPages();
    this.offerCamera();
    this.show().then(() => this.send());
  }

  disconnectedCallback() {
    window.removeEventListener("online", this.watch);
    window.removeEventListener("offline", this.watch);
    clearInterval(this.timer);
    this.stopCamera();
  }

  /** Have the worker keep this page and those of the other places of the count. */
  async keepPages() {
    if (!("serviceWorker" in navigator)) return;
    const worker = this.getAttribute("worker");
    try {
      await navigator.serviceWorker.register(worker, { scope: new URL("./", new URL(worker, location.href)).pathname });
      const ready = await navigator.serviceWorker.ready;
      const pages = [...this.querySelectorAll(".stocktake-places a")].map((link) => link.href.split("#")[0]);
      const links = [...document.querySelectorAll("link[rel=icon]")].map((one) => one.href);
      const loaded = performance.getEntriesByType("resource").map((one) => one.name.split("#")[0]); // styles, fonts, icons
      const parts = [...links, ...loaded].filter((one) => new URL(one).pathname.startsWith("/static/"));
      ready.active?.postMessage({ keep: [location.href.split("#")[0], ...pages, ...parts] });
    } catch {
      // a browser that refuses (private window, no https): the page counts all the same, but must stay open
    }
  }

  async take(event) {
    const form = event.target;
    if (!form.matches("[data-observation]")) return;
    event.preventDefault();
    const data = new FormData(form, event.submitter);
    const free = form.hasAttribute("data-free");
    const seen = (data.get("vu") || "").trim();
    if (free && !seen) {
      form.elements.vu.focus();
      return;
    }
    const line = free ? this.lineOf(seen) : form.closest(".stocktake-item");
    const asset = line ? Number(line.id.slice("bien-".length)) : Number(data.get("bien")) || null;
    const elsewhere = free && line ? null : Number(data.get("ou")) || null;
    const verdict = this.verdict(data.get("constat"), free, line, elsewhere);
    const quantity = data.get("quantite");
    const photo = data.get("file");
    await this.keep(
      {
        client_id: crypto.randomUUID(),
        verdict,
        observed_at: new Date().toISOString(),
        asset_id: asset,
        site_id: elsewhere,
        seen,
        quantity: quantity ? Number(quantity) : null,
        remark: (data.get("remarque") || "").trim(),
      },
      photo && photo.size ? await lighter(photo) : null,
      line,
    );
    const details = form.querySelector("details");
    if (details) details.open = false;
    for (const field of form.querySelectorAll("[name=vu], [name=remarque], [name=quantite], [name=file], select")) field.value = "";
  }

  verdict(said, free, line, elsewhere) {
    if (free) return line ? "found" : "unexpected";
    if (said === "missing") return "missing";
    return elsewhere && elsewhere !== Number(this.getAttribute("here")) ? "moved" : "found";
  }

  async keep(entry, photo, line) {
    await add({ id: entry.client_id, count: this.count, person: this.person, entry, photo, photoId: photo ? crypto.randomUUID() : null, told: false, name: line?.dataset.name });
    this.signal(line?.dataset.seen ? "already" : entry.verdict === "unexpected" ? "unexpected" : "found");
    this.mark(entry, this.dataset.kept);
    line?.scrollIntoView({ block: "nearest" });
    await this.send();
  }

  /** The line of this page that a code, a number or a name stands for. */
  lineOf(text) {
    const code = text.trim().toUpperCase().split(/\/E\//).pop().replace(/[\s\-/]/g, "").replace(/O/g, "0").replace(/[IL]/g, "1");
    const plain = text.trim().toLowerCase();
    const lines = [...this.querySelectorAll(".stocktake-item")];
    const same = lines.filter((line) => line.dataset.codes.split(" ").includes(code) || line.dataset.identifier.toLowerCase() === plain || line.dataset.name.toLowerCase() === plain);
    return same.length === 1 ? same[0] : null;
  }

  /** Show on its line what was said of a thing, and whether it has left. */
  mark(entry, how) {
    const word = document.createElement("strong");
    word.textContent = this.dataset[entry.verdict];
    const rest = document.createElement("span");
    rest.className = "small muted";
    rest.textContent = ` ${how}${entry.remark ? ` · ${entry.remark}` : ""}`;
    const line = entry.asset_id && this.querySelector(`#bien-${entry.asset_id}`);
    if (line) {
      line.dataset.seen = entry.verdict;
      line.querySelector("[data-standing]").replaceChildren(word, rest);
      return;
    }
    const list = this.querySelector("[data-surprises]");
    let item = [...list.children].find((one) => one.dataset.key === entry.client_id);
    if (!item) {
      item = document.createElement("li");
      item.dataset.key = entry.client_id;
      list.prepend(item);
    }
    item.replaceChildren(`${entry.seen || entry.asset_id} – `, word, rest);
  }

  async show() {
    const kept = await this.waiting();
    for (const one of kept) this.mark(one.entry, this.dataset.kept);
    this.tell(kept.length);
    return kept;
  }

  tell(waiting, problem = "") {
    const many = waiting === 1 ? this.dataset.waitingOne : this.dataset.waitingMany.replace("{n}", waiting);
    let words = problem;
    if (!words && !navigator.onLine) words = waiting ? `${this.dataset.offline}, ${many}` : this.dataset.offlineNone;
    else if (!words && waiting) words = many;
    else if (!words && this.sentSome) words = this.dataset.sent;
    this.state.hidden = !words;
    this.state.dataset.kind = problem ? "error" : navigator.onLine ? "online" : "offline";
    if (this.state.textContent !== words) this.state.textContent = words;
  }

  async send() {
    if (this.sending) {
      this.again = true;
      return;
    }
    this.sending = true;
    try {
      do {
        this.again = false;
        await this.sendOnce();
      } while (this.again);
    } finally {
      this.sending = false;
    }
  }

  async sendOnce() {
    const kept = await this.show();
    if (!kept.length || !navigator.onLine) return;
    const untold = kept.filter((one) => !one.told).slice(0, 200);
    let problem = "";
    try {
      if (untold.length) problem = await this.sendEntries(untold);
      if (!problem) problem = await this.sendPhotos();
    } catch {
      this.tell((await this.waiting()).length); // the network went away in the middle: everything is still here
      return;
    }
    const left = await this.waiting();
    this.tell(left.length, problem);
    if (!problem && left.length) this.again = true;
  }

  async waiting() {
    return (await all()).filter((one) => one.count === this.count && one.person === this.person);
  }

  async sendEntries(untold) {
    const answer = await this.post(`/api/v1/counts/${this.count}/observations`, JSON.stringify({ entries: untold.map((one) => one.entry) }), { "Content-Type": "application/json" });
    if (!answer.ok) return this.refusal(answer);
    const items = (await answer.json()).items;
    for (const [rank, one] of untold.entries()) {
      const standing = items[rank];
      this.mark({ ...one.entry, verdict: standing.verdict, asset_id: standing.asset_id, seen: standing.name }, "");
      this.sentSome = true;
      if (one.photo) await update({ ...one, told: true });
      else await remove(one.id);
    }
    return "";
  }

  async sendPhotos() {
    for (const one of (await this.waiting()).filter((each) => each.told && each.photo)) {
      const body = new FormData();
      body.append("file", one.photo, "photo.jpg");
      const answer = await this.post(`/api/v1/counts/${one.count}/observations/${one.id}/photos/${one.photoId}`, body);
      if (answer.status === 422) await remove(one.id); // not a picture that can be kept: what was seen is written
      if (!answer.ok) return this.refusal(answer);
      await remove(one.id);
    }
    return "";
  }

  post(address, body, headers = {}) {
    const token = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] || this.querySelector("[name=csrfmiddlewaretoken]").value;
    return fetch(address, { method: "POST", body, credentials: "same-origin", headers: { ...headers, "X-CSRFToken": token, "Accept-Language": document.documentElement.lang } });
  }

  async refusal(answer) {
    if (answer.status === 401 || answer.status === 403) return this.dataset.signin;
    const told = await answer.json().catch(() => ({}));
    return `${this.dataset.refused} ${told.detail || answer.status}`;
  }

  /** Distinct for what is there, what is not expected, what was already seen: one hears and feels it without looking. */
  signal(kind) {
    navigator.vibrate?.({ found: 60, unexpected: [120, 60, 120], already: [40, 40, 40, 40] }[kind]);
    try {
      this.audio ??= new AudioContext();
      sounds[kind].forEach((pitch, rank) => {
        const tone = this.audio.createOscillator();
        const volume = this.audio.createGain();
        volume.gain.value = 0.08;
        tone.frequency.value = pitch;
        tone.connect(volume).connect(this.audio.destination);
        tone.start(this.audio.currentTime + rank * 0.14);
        tone.stop(this.audio.currentTime + rank * 0.14 + 0.1);
      });
    } catch {
      // a browser without sound: the word on the line says the same
    }
  }

  offerCamera() {
    this.button = this.querySelector("[data-scan]");
    if (!("BarcodeDetector" in window) || !navigator.mediaDevices) {
      this.querySelector("[data-no-reader]").hidden = false;
      return;
    }
    this.button.hidden = false;
    this.button.setAttribute("aria-pressed", "false");
    this.button.addEventListener("click", () => (this.stream ? this.stopCamera() : this.startCamera()));
  }

  async startCamera() {
    const video = this.querySelector("[data-camera]");
    try {
      this.stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
    } catch {
      this.button.hidden = true;
      this.querySelector("[data-no-camera]").hidden = false;
      return;
    }
    video.srcObject = this.stream;
    video.hidden = false;
    this.button.setAttribute("aria-pressed", "true");
    await video.play();
    const detector = new window.BarcodeDetector({ formats: ["qr_code", "code_128", "code_39", "ean_13"] });
    let last = "";
    this.looking = setInterval(async () => {
      const [found] = await detector.detect(video).catch(() => []);
      if (!found || found.rawValue === last) return;
      last = found.rawValue;
      setTimeout(() => (last = ""), 3000);
      const form = this.querySelector("[data-free]");
      form.elements.vu.value = found.rawValue;
      form.requestSubmit();
    }, 250);
  }

  stopCamera() {
    clearInterval(this.looking);
    this.stream?.getTracks().forEach((track) => track.stop());
    this.stream = undefined;
    const video = this.querySelector("[data-camera]");
    if (video) video.hidden = true;
    this.button?.setAttribute("aria-pressed", "false");
  }
}

/** A photo at the size that the server keeps, so that a slow network carries it; as it is when it cannot be drawn. */
async function lighter(file) {
  try {
    const picture = await createImageBitmap(file);
    const scale = Math.min(1, SIDE / Math.max(picture.width, picture.height));
    const canvas = new OffscreenCanvas(Math.round(picture.width * scale), Math.round(picture.height * scale));
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    return await canvas.convertToBlob({ type: "image/jpeg", quality: 0.85 });
  } catch {
    return file;
  }
}

customElements.define("ml-stocktake", Stocktake);
