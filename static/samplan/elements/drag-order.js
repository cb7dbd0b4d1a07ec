/** Cards of a plan change places by drag: the card's own form to move it is sent, with what it lands beside. */
class DragOrder extends HTMLElement {
  connectedCallback() {
    this.addEventListener("dragstart", (event) => this.lift(event));
    this.addEventListener("dragover", (event) => this.show(event));
    this.addEventListener("drop", (event) => this.drop(event));
    this.addEventListener("dragend", () => this.clear());
    this.prepare();
    document.body.addEventListener("htmx:afterSwap", this);
  }

  disconnectedCallback() {
    document.body.removeEventListener("htmx:afterSwap", this);
  }

  handleEvent() {
    this.prepare();
  }

  prepare() {
    for (const handle of this.querySelectorAll(".drag-handle[hidden]")) {
      handle.hidden = false;
      handle.draggable = true;
    }
  }

  lift(event) {
    this.lifted = event.target.closest?.(".drag-handle")?.closest(".card") ?? null;
    if (this.lifted) {
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setDragImage(this.lifted, 0, 0);
      this.lifted.classList.add("lifted");
    }
  }

  /** The card under the pointer that the lifted one may stand beside: another of its sort. */
  under(event) {
    const card = event.target.closest?.(".card");
    const isOther = card && this.lifted && card !== this.lifted && sortOf(card) === sortOf(this.lifted);
    return isOther && card.querySelector("form.move") ? card : null;
  }

  show(event) {
    const card = this.under(event);
    this.mark(card, card && isBelowMiddle(card, event));
    if (card) event.preventDefault();
  }

  drop(event) {
    const card = this.under(event);
    if (!card) return;
    event.preventDefault();
    const form = this.lifted.querySelector("form.move");
    add(form, "beside", numberOf(card));
    if (isBelowMiddle(card, event)) add(form, "is_after", "on");
    form.submit();
  }

  mark(card, isAfter) {
    for (const marked of this.querySelectorAll(".drop-before, .drop-after")) {
      marked.classList.remove("drop-before", "drop-after");
    }
    card?.classList.add(isAfter ? "drop-after" : "drop-before");
  }

  clear() {
    this.mark(null, false);
    this.lifted?.classList.remove("lifted");
    this.lifted = null;
  }
}

const sortOf = (card) => card.id.split("-")[0];
const numberOf = (card) => card.id.split("-")[1];

function isBelowMiddle(card, event) {
  const { top, height } = card.getBoundingClientRect();
  return event.clientY > top + height / 2;
}

function add(form, name, value) {
  const field = document.createElement("input");
  Object.assign(field, { type: "hidden", name, value });
  form.append(field);
}

customElements.define("drag-order", DragOrder);
