/**
 * <time-line> around the picture of a strategy's work. A bar that may be moved gets three handles: its start,
 * its decision and the whole. A handle is dragged; or it is tapped, and then a quarter of its row; or it has
 * the focus, and arrow keys move it until Enter, or going on, lets it go. Then the quarters are sent, and the
 * answer draws the line as it is stored: what was refused stands where it stood.
 */
const SVG = "http://www.w3.org/2000/svg";
const PARTS = ["whole", "start", "decision"];
/** Large enough for a finger, beside the bar's ends rather than upon them. */
const HANDLE = 24;
const OVER = 4;
const GRIP = "M10 8v10M14 8v10";
const YEAR = 4;
const KEYS = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -YEAR, PageUp: YEAR };

const numberOf = (quarter) => (quarter ? Number(quarter.slice(0, 4)) * YEAR + Number(quarter.at(-1)) - 1 : null);
const nameOf = (number) => (number === null ? "" : `${Math.floor(number / YEAR)}-Q${(number % YEAR) + 1}`);

class TimeLine extends HTMLElement {
  connectedCallback() {
    this.svg = this.querySelector("svg");
    const rows = this.svg?.querySelectorAll("[data-url]") ?? [];
    if (!rows.length || this.words) return;
    this.words = new Map([...this.querySelectorAll("option")].map((each) => [each.value, each.label]));
    [this.first] = [...this.words.keys()].map(numberOf);
    this.last = this.first + this.words.size - 1;
    [this.left, this.step, this.row] = ["left", "step", "row"].map((name) => Number(this.dataset[name]));
    // A picture has no parts for who cannot see it; a group has.
    this.svg.setAttribute("role", "group");
    this.bars = [...rows].map((row) => new MovableBar(this, row));
    this.querySelector(".time-line-how").hidden = false;
    document.body.addEventListener("htmx:oobBeforeSwap", this);
  }

  disconnectedCallback() {
    document.body.removeEventListener("htmx:oobBeforeSwap", this);
  }

  /** The line of the table follows, but for one that somebody writes in. */
  handleEvent({ detail }) {
    if (detail.target.querySelector?.("form.edit")) detail.shouldSwap = false;
  }

  quarterAt({ clientX }) {
    const { a, e } = this.svg.getScreenCTM();
    return Math.floor(((clientX - e) / a - this.left) / this.step) + this.first;
  }

  placeOf(number) {
    return this.left + (number - this.first) * this.step;
  }

  wordsOf(number) {
    return this.words.get(nameOf(number)) ?? nameOf(number);
  }

  async send(url, values) {
    const [form, { scrollLeft }] = [this.querySelector(".time-line-form"), this.querySelector(".table-region")];
    const how = { source: form, target: this, swap: "outerHTML", values };
    this.isSending = true;
    await window.htmx.ajax("POST", url, how).catch(() => {});
    this.isSending = false;
    if (this.isConnected) for (const bar of this.bars) bar.goBack();
    else document.querySelector("time-line .table-region").scrollLeft = scrollLeft;
  }
}

class MovableBar {
  constructor(line, row) {
    [this.line, this.row, this.rect, this.mark] = [line, row, row.querySelector("rect"), row.querySelector("path")];
    this.stored = { start: numberOf(row.dataset.start), decision: numberOf(row.dataset.decision) };
    this.track = this.draw("rect", "time-line-track", { y: row.dataset.y, height: line.row });
    this.track.addEventListener("pointerdown", () => (this.chosen = row.querySelector(":focus")));
    this.track.addEventListener("click", (event) => this.putAt(event));
    row.prepend(this.track);
    this.handles = PARTS.map((part) => this.handle(part));
    row.append(...this.handles);
    this.goBack();
  }

  draw(name, className, attributes) {
    const made = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries({ class: className, ...attributes })) made.setAttribute(key, value);
    return made;
  }

  handle(part) {
    const { line, row } = this;
    const made = this.draw("g", `time-line-handle ${part}`, {
      id: `move-${row.dataset.pk}-${part}`,
      role: "slider",
      tabindex: 0,
      "aria-label": `${row.dataset.name}: ${line.dataset[part]}`,
      "aria-valuemin": line.first,
      "aria-valuemax": line.last,
    });
    made.dataset.part = part;
    made.append(this.draw("rect", "time-line-reach", { height: line.row, rx: 2 }));
    if (part !== "whole") made.append(this.draw("path", "time-line-grip", { d: GRIP }));
    made.addEventListener("pointerdown", (event) => this.lift(event, made));
    made.addEventListener("pointermove", (event) => this.drag(event));
    made.addEventListener("pointerup", () => this.drop());
    made.addEventListener("pointercancel", () => this.goBack());
    made.addEventListener("keydown", (event) => this.press(event, part));
    made.addEventListener("blur", () => this.letGo());
    return made;
  }

  /** Where the bar begins and ends: what is not said is as the other. */
  get ends() {
    const { start, decision } = this.now;
    return [start ?? decision, decision ?? start];
  }

  numberOf(part) {
    return part === "decision" ? this.ends[1] : this.ends[0];
  }

  /** By so many quarters; an end that is not said yet is said from now on. */
  move(part, by) {
    const { start, decision } = this.now;
    if (part !== "whole") this.now = { start, decision, [part]: this.numberOf(part) + by };
    else this.now = { start: start === null ? null : start + by, decision: decision === null ? null : decision + by };
    this.show();
  }

  goBack() {
    this.now = { ...this.stored };
    this.from = null;
    this.show();
  }

  show() {
    const { line } = this;
    const [begin, end] = this.ends.map((each) => line.placeOf(each));
    const [x, width] = [Math.min(begin, end), Math.abs(end - begin) + line.step];
    set(this.rect, { x, width });
    const markX = line.placeOf(this.now.decision) + line.step / 2;
    if (this.mark) this.mark.setAttribute("transform", `translate(${markX} ${this.mark.dataset.y})`);
    set(this.track, { x: line.left, width: line.words.size * line.step });
    const places = {
      whole: { x: x + OVER, width: width - 2 * OVER },
      start: { x: begin + OVER - HANDLE, width: HANDLE },
      decision: { x: end + line.step - OVER, width: HANDLE },
    };
    for (const handle of this.handles) {
      const { part } = handle.dataset;
      const words = part === "whole" ? this.ends : [this.numberOf(part)];
      const said = [...new Set(words)].map((each) => line.wordsOf(each)).join(" – ");
      const place = places[part];
      set(handle, { "aria-valuenow": this.numberOf(part), "aria-valuetext": said });
      set(handle, { transform: `translate(${place.x} ${this.row.dataset.y})` });
      set(handle.firstChild, { width: place.width });
    }
  }

  lift(event, handle) {
    if (event.button || this.line.isSending) return;
    handle.setPointerCapture(event.pointerId);
    handle.focus();
    event.preventDefault();
    [this.from, this.part] = [this.line.quarterAt(event), handle.dataset.part];
  }

  drag(event) {
    if (this.from === null) return;
    const by = this.line.quarterAt(event) - this.from;
    this.from += by;
    if (by) this.move(this.part, by);
  }

  drop() {
    this.from = null;
    this.letGo();
  }

  /** The handle that was chosen goes to the quarter that is tapped. */
  putAt(event) {
    if (!this.chosen || this.line.isSending) return;
    const { part } = this.chosen.dataset;
    this.chosen.focus();
    this.move(part, this.line.quarterAt(event) - this.numberOf(part));
    this.letGo();
  }

  press(event, part) {
    if (this.line.isSending || event.altKey || event.ctrlKey || event.metaKey) return;
    const { first, last } = this.line;
    const [begin, end] = part === "whole" ? this.ends : [this.numberOf(part), this.numberOf(part)];
    const by = { ...KEYS, Home: first - begin, End: last - end }[event.key];
    if (by !== undefined) this.move(part, Math.max(first - begin, Math.min(last - end, by)));
    else if (event.key === "Escape") this.goBack();
    else if (event.key === "Enter") this.letGo();
    else return;
    event.preventDefault();
  }

  /** What differs from what is stored is sent. */
  letGo() {
    const { now, stored, line, row } = this;
    if (line.isSending || this.from !== null) return;
    if (now.start === stored.start && now.decision === stored.decision) return;
    const values = { start: nameOf(now.start), decision: nameOf(now.decision), version: row.dataset.version };
    line.send(row.dataset.url, values);
  }
}

function set(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
}

customElements.define("time-line", TimeLine);
