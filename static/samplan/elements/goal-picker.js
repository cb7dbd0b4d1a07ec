/**
 * <goal-picker data-label data-many data-none> around a field with a <select> of goals: a search field
 * above leaves only the goals that have every word in their text or in their framework's name.
 */
class GoalPicker extends HTMLElement {
  connectedCallback() {
    this.select = this.querySelector("select");
    if (!this.select || this.search) return;
    this.all = [...this.select.querySelectorAll("option[value]:not([value=''])")].map((option) => ({
      option,
      group: option.closest("optgroup"),
      text: `${option.text} ${option.closest("optgroup")?.label ?? ""}`.toLowerCase(),
    }));
    this.select.querySelector("option[value='']")?.remove();
    this.select.size = Math.min(9, this.all.length + 1);
    if (!this.querySelector("option[selected]")) this.select.selectedIndex = -1;
    this.addSearch();
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
    const chosen = this.select.value;
    const found = this.all.filter((each) => words.every((word) => each.text.includes(word)));
    for (const each of this.all) each.option.remove();
    for (const each of found) (each.group ?? this.select).append(each.option);
    for (const group of this.select.querySelectorAll("optgroup")) group.hidden = !group.children.length;
    this.select.value = found.length === 1 ? found[0].option.value : chosen;
    this.count.textContent = found.length ? `${found.length} ${this.dataset.many}` : this.dataset.none;
  }
}

customElements.define("goal-picker", GoalPicker);
