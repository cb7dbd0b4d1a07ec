/**
 * <samplan-freshness data-seconds="1"> asks its child with hx-trigger="freshness-due" to look whether
 * there is a newer report, as long as somebody looks at the page. A hidden tab asks for nothing.
 */
class SamplanFreshness extends HTMLElement {
  connectedCallback() {
    this.look = () => this.schedule();
    document.addEventListener("visibilitychange", this.look);
    this.schedule(false);
  }

  disconnectedCallback() {
    document.removeEventListener("visibilitychange", this.look);
    clearInterval(this.timer);
  }

  schedule(atOnce = true) {
    clearInterval(this.timer);
    if (document.hidden) return;
    if (atOnce) this.ask();
    this.timer = setInterval(() => this.ask(), Number(this.dataset.seconds) * 1000);
  }

  ask() {
    this.firstElementChild?.dispatchEvent(new CustomEvent("freshness-due"));
  }
}

customElements.define("samplan-freshness", SamplanFreshness);
