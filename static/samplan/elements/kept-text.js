/**
 * <kept-text data-key data-found data-take data-drop> around a form: what is typed is kept in the browser
 * until it is saved. After a closed laptop or a broken line it is offered again, with the version that it
 * was written upon, so that nobody else's text is overwritten by it.
 */
const PREFIX = "samplan-kept ";
const PAUSE_MS = 400;
const SKIPPED = new Set(["csrfmiddlewaretoken"]);

class KeptText extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    if (!this.form || this.opened !== undefined) return;
    this.key = PREFIX + this.dataset.key;
    this.opened = this.typed();
    const kept = this.read();
    // A form that comes back with faults or with both versions holds what was written already.
    const answers = this.querySelector(".ds-error-summary, .theirs, .notice");
    if (kept && this.typed(kept) !== this.opened && !answers) this.offer(kept);
    this.form.addEventListener("input", () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.keep(), PAUSE_MS);
    });
    this.form.addEventListener("submit", () => this.keep());
    // Before anything is swapped: afterwards the form may be gone from the page.
    this.form.addEventListener("htmx:beforeOnLoad", (event) => {
      const { xhr, elt } = event.detail;
      if (elt === this.form && xhr.status >= 200 && xhr.status < 300) this.forget();
    });
  }

  values() {
    return [...new FormData(this.form)].filter(([name, value]) => !SKIPPED.has(name) && typeof value === "string");
  }

  /** What a person has typed, without what the form carries hidden. */
  typed(values = this.values()) {
    return JSON.stringify(values.filter(([name]) => name !== "version" && !name.startsWith("initial-")));
  }

  keep() {
    clearTimeout(this.timer);
    try {
      if (this.typed() !== this.opened) localStorage.setItem(this.key, JSON.stringify(this.values()));
      else if (!this.box?.isConnected) localStorage.removeItem(this.key);
    } catch {
      // No room, or the browser keeps nothing: the form works as without this element.
    }
  }

  read() {
    try {
      return JSON.parse(localStorage.getItem(this.key));
    } catch {
      return null;
    }
  }

  forget() {
    clearTimeout(this.timer);
    localStorage.removeItem(this.key);
  }

  offer(kept) {
    const box = document.createElement("div");
    this.box = box;
    box.className = "kept";
    box.setAttribute("role", "status");
    const text = document.createElement("p");
    text.textContent = this.dataset.found;
    const take = this.button(this.dataset.take, () => this.fill(kept));
    const drop = this.button(this.dataset.drop, () => localStorage.removeItem(this.key));
    box.append(text, take, drop);
    for (const each of [take, drop]) {
      each.addEventListener("click", () => {
        box.remove();
        this.form.querySelector("textarea, input:not([type=hidden])")?.focus();
      });
    }
    this.prepend(box);
  }

  button(text, act) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "link-button";
    made.textContent = text;
    made.addEventListener("click", act);
    return made;
  }

  fill(kept) {
    const values = new Map();
    for (const [name, value] of kept) values.set(name, [...(values.get(name) ?? []), value]);
    for (const field of this.form.elements) {
      if (!field.name || SKIPPED.has(field.name)) continue;
      const found = values.get(field.name);
      if (field.type === "checkbox" || field.type === "radio") field.checked = Boolean(found?.includes(field.value));
      else if (found && field.type !== "submit") {
        field.value = found.shift() ?? "";
        field.dispatchEvent(new Event("kept-text:filled"));
      }
    }
  }
}

customElements.define("kept-text", KeptText);
