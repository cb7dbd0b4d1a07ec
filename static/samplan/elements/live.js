/**
 * <samplan-live> holds a part of the page that htmx renews when the report has changed. What the reader
 * has opened stays open; htmx keeps the focus by id.
 */
class SamplanLive extends HTMLElement {
  connectedCallback() {
    this.remember = () => {
      this.opened = new Map([...this.querySelectorAll("details[id]")].map((each) => [each.id, each.open]));
    };
    this.restore = () => {
      for (const each of this.querySelectorAll("details[id]")) {
        if (this.opened?.has(each.id)) each.open = this.opened.get(each.id);
      }
    };
    this.addEventListener("htmx:beforeSwap", this.remember);
    this.addEventListener("htmx:afterSwap", this.restore);
  }

  disconnectedCallback() {
    this.removeEventListener("htmx:beforeSwap", this.remember);
    this.removeEventListener("htmx:afterSwap", this.restore);
  }
}

customElements.define("samplan-live", SamplanLive);
