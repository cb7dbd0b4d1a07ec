/**
 * <choice-picker data-url data-label data-many data-none> around a long <select>: a search field above leaves
 * the options that have every word in their text or in their group's name. With an address it asks the
 * server, which knows stems; until that answers, and if it does not, the words decide. Filters of a list,
 * which are sent by GET, stay as they are.
 */
const DELAY = 250;

class ChoicePicker extends HTMLElement {
  connectedCallback() {
    this.select = this.querySelector("select");
    if (!this.select || this.search || this.select.form?.method === "get") return;
    const empty = this.select.querySelector("option[value='']");
    // Where something has to be chosen, "choose" is no choice.
    const isNeeded = this.select.required || Boolean(this.dataset.url);
    if (isNeeded) empty?.remove();
    this.all = [...this.select.options].map((option) => ({
      option,
      group: option.closest("optgroup"),
      text: `${option.text} ${option.closest("optgroup")?.label ?? ""}`.toLowerCase(),
    }));
    this.known = new Set(this.all.map((each) => each.option.value));
    this.select.size = Math.min(this.dataset.url ? 9 : 5, this.all.length + 1);
    if (isNeeded && !this.querySelector("option[selected]")) this.select.selectedIndex = -1;
    // What a person has chosen, or left the search field with, outlives the next search.
    this.chosen = this.select.value;
    for (const kind of ["change", "focus"]) {
      this.select.addEventListener(kind, () => (this.chosen = this.select.value));
    }
    this.addSearch();
  }

  disconnectedCallback() {
    clearTimeout(this.timer);
  }

  addSearch() {
    const label = document.createElement("label");
    label.className = "ds-label";
    label.textContent = this.dataset.label;
    this.search = document.createElement("input");
    this.search.type = "search";
    this.search.className = "ds-input";
    this.search.id = `${this.select.id}-search`;
    this.search.autocomplete = "off";
    // A newer question takes the place of one that is not answered yet.
    this.search.setAttribute("hx-sync", "this:replace");
    label.htmlFor = this.search.id;
    this.count = document.createElement("p");
    this.count.className = "hint";
    this.count.setAttribute("role", "status");
    const field = document.createElement("div");
    field.className = "ds-field";
    if (this.select.autofocus) {
      this.select.autofocus = false;
      this.search.autofocus = true;
    }
    field.append(label, this.search, this.count);
    this.prepend(field);
    this.search.addEventListener("input", () => this.filter());
    // Enter in the search field goes to the goals instead of sending the form.
    this.search.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== "ArrowDown") return;
      event.preventDefault();
      this.select.focus();
    });
  }

  filter() {
    const words = this.search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const isSaid = (each) => words.every((word) => each.text.includes(word));
    // "Nothing" can always be chosen, and what is chosen among several stays in sight.
    const found = this.all.filter((each) => this.stays(each.option) || isSaid(each));
    this.select.replaceChildren();
    for (const each of this.all) each.option.remove();
    for (const { option, group } of found) {
      (group ?? this.select).append(option);
      if (group) this.select.append(group);
    }
    clearTimeout(this.timer);
    const isAsking = words.length > 0 && Boolean(this.dataset.url);
    this.settle();
    if (isAsking) this.timer = setTimeout(() => this.ask(this.search.value), DELAY);
    else this.tell();
  }

  stays(option) {
    return option.value === "" || (this.select.multiple && option.selected);
  }

  async ask(text) {
    const where = { source: this.search, target: this.select, swap: "innerHTML", values: { sok: text } };
    await window.htmx.ajax("GET", this.dataset.url, where).catch(() => {});
    if (!this.isConnected || this.search.value !== text) return;
    this.settle();
    this.tell();
  }

  /** Only what this field offers is there; one that is alone is chosen, and what was chosen stays. */
  settle() {
    for (const option of this.select.querySelectorAll("option")) {
      if (!this.known.has(option.value)) option.remove();
    }
    for (const group of this.select.querySelectorAll("optgroup:not(:has(option))")) group.remove();
    const found = [...this.select.options].filter((option) => !this.stays(option));
    this.found = found.length;
    if (this.select.multiple) return;
    if (this.found === 1) {
      found[0].selected = true;
      return;
    }
    const kept = this.all.find(({ option }) => option.value === this.chosen)?.option;
    if (kept && ![...this.select.options].some(({ value }) => value === kept.value)) this.select.prepend(kept);
    this.select.value = this.chosen;
  }

  tell() {
    this.count.textContent = this.found ? `${this.found} ${this.dataset.many}` : this.dataset.none;
  }
}

customElements.define("choice-picker", ChoicePicker);
