/**
 * <rich-text data-editor data-words> around a textarea: bold, lists, links, tables. The editor (Tiptap, as
 * django-prose-editor brings it) is fetched when a form opens; the textarea is what is sent, and all there
 * is without scripts. Plain text, with empty lines between paragraphs, becomes paragraphs.
 */
const TAG = /<\/?(?:a|b|blockquote|br|em|h[1-6]|i|li|ol|p|strong|sub|sup|table|tbody|td|th|thead|tr|ul)(?:[\s/][^<>]*)?>/i;
const LINK = /^(https?:\/\/|mailto:)/i;
const MARKS = [["bold", "toggleBold"], ["italic", "toggleItalic"]];
const BLOCKS = [["bulletList", "toggleBulletList"], ["orderedList", "toggleOrderedList"], ["blockquote", "toggleBlockquote"]];
const SMALL = [["subscript", "toggleSubscript"], ["superscript", "toggleSuperscript"]];
/** What can be done to the table that the cursor stands in. */
const OF_TABLE = [["addRow", "addRowAfter"], ["addColumn", "addColumnAfter"], ["removeRow", "deleteRow"], ["removeColumn", "deleteColumn"], ["removeTable", "deleteTable"]];
const NEW_TABLE = { rows: 3, cols: 2, withHeaderRow: true };

const escaped = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");

/** A text as the editor takes it. */
const asHtml = (text) =>
  TAG.test(text) || !text.trim()
    ? text
    : escaped(text.trim()).split(/\n{2,}/).map((each) => `<p>${each.replace(/\n/g, "<br>")}</p>`).join("");

class RichText extends HTMLElement {
  async connectedCallback() {
    this.textarea = this.querySelector("textarea");
    if (!this.textarea || this.editor || this.asked) return;
    this.asked = true;
    this.words = JSON.parse(this.dataset.words);
    const module = await import(this.dataset.editor);
    if (!this.isConnected) return;
    this.start(module);
  }

  disconnectedCallback() {
    this.editor?.destroy();
    this.editor = null;
  }

  start(module) {
    const { textarea } = this;
    const had = document.activeElement === textarea;
    this.surface = document.createElement("div");
    this.surface.className = "rich-surface";
    textarea.hidden = true;
    this.editor = new module.Editor({
      element: this.surface,
      injectCSS: false,
      extensions: this.extensions(module),
      content: asHtml(textarea.value),
      editorProps: { attributes: this.attributesOfText() },
      onUpdate: () => this.write(),
      onTransaction: () => this.show(),
    });
    this.append(this.toolbar(), this.linkRow(), this.surface);
    // A form that is brought back from what the browser kept.
    textarea.addEventListener("kept-text:filled", () => this.editor.commands.setContent(asHtml(textarea.value)));
    this.show();
    if (had) this.editor.commands.focus("end");
  }

  extensions(module) {
    const names = "Document Paragraph Text HardBreak Bold Italic Subscript Superscript BulletList ListItem Blockquote Table TableRow TableHeader TableCell History";
    return [
      ...names.split(" ").map((name) => module[name]),
      module.OrderedList.configure({ enableListAttributes: false }),
      module.Link.configure({ enableTarget: false, openOnClick: false, protocols: ["http", "https", "mailto"] }),
    ];
  }

  /** The text takes the place of the textarea for label, help and summary of faults. */
  attributesOfText() {
    const { textarea } = this;
    const label = textarea.id && document.querySelector(`label[for="${CSS.escape(textarea.id)}"]`);
    const found = { role: "textbox", "aria-multiline": "true", class: "rich rich-input ds-input" };
    if (label) {
      label.id ||= `${textarea.id}-label`;
      found["aria-labelledby"] = label.id;
      label.addEventListener("click", () => this.editor?.commands.focus());
    }
    for (const name of ["aria-describedby", "aria-invalid"]) {
      if (textarea.hasAttribute(name)) found[name] = textarea.getAttribute(name);
    }
    if (textarea.id) {
      found.id = textarea.id;
      textarea.removeAttribute("id");
    }
    return found;
  }

  write() {
    this.textarea.value = this.editor.isEmpty ? "" : this.editor.getHTML();
    this.textarea.dispatchEvent(new Event("input", { bubbles: true }));
  }

  toolbar() {
    const bar = document.createElement("div");
    bar.className = "rich-tools";
    bar.setAttribute("role", "toolbar");
    bar.setAttribute("aria-label", this.words.tools);
    for (const [name, command] of [...MARKS, ...BLOCKS, ...SMALL]) {
      bar.append(this.tool(name, () => this.editor.chain().focus()[command]().run(), { pressed: true }));
    }
    bar.append(this.tool("link", () => this.openLink(), { pressed: true }));
    bar.append(this.tool("table", () => this.editor.chain().focus().insertTable(NEW_TABLE).run(), { inTable: false }));
    for (const [name, command] of OF_TABLE) {
      bar.append(this.tool(name, () => this.editor.chain().focus()[command]().run(), { inTable: true }));
    }
    bar.append(this.tool("undo", () => this.editor.chain().focus().undo().run()));
    bar.append(this.tool("redo", () => this.editor.chain().focus().redo().run()));
    this.tools = [...bar.children];
    this.stopAt(this.tools[0]);
    bar.addEventListener("keydown", (event) => this.walk(event));
    // A click on a tool leaves the cursor where it is.
    bar.addEventListener("mousedown", (event) => event.preventDefault());
    return bar;
  }

  /** `inTable`: whether the tool is for tables only, or only for where there is none. */
  tool(name, act, { pressed = false, inTable = null } = {}) {
    const made = this.button(this.words[name], act);
    made.dataset.name = name;
    if (inTable !== null) made.dataset.inTable = String(inTable);
    if (pressed) made.setAttribute("aria-pressed", "false");
    return made;
  }

  button(text, act) {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = text;
    made.addEventListener("click", act);
    return made;
  }

  /** One stop of the Tab key; arrows go from tool to tool. */
  walk(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const shown = this.tools.filter((each) => !each.hidden);
    const at = shown.indexOf(document.activeElement);
    const next = shown[(at + step + shown.length) % shown.length];
    this.stopAt(next);
    next.focus();
    event.preventDefault();
  }

  stopAt(tool) {
    for (const each of this.tools) each.tabIndex = each === tool ? 0 : -1;
  }

  show() {
    if (!this.tools) return;
    const isInTable = String(this.editor.isActive("table"));
    for (const each of this.tools) {
      if (each.hasAttribute("aria-pressed")) each.setAttribute("aria-pressed", String(this.editor.isActive(each.dataset.name)));
      if (each.dataset.inTable) each.hidden = each.dataset.inTable !== isInTable;
    }
    if (this.tools.every((each) => each.hidden || each.tabIndex)) this.stopAt(this.tools[0]);
  }

  linkRow() {
    const row = document.createElement("div");
    row.className = "rich-link";
    row.hidden = true;
    const label = document.createElement("label");
    label.textContent = this.words.address;
    this.address = document.createElement("input");
    this.address.type = "text";
    this.address.inputMode = "url";
    this.address.className = "ds-input";
    label.append(this.address);
    this.address.addEventListener("keydown", (event) => {
      if (event.key === "Enter") this.setLink();
      else if (event.key === "Escape") this.closeLink();
      else return;
      event.preventDefault();
      event.stopPropagation();
    });
    // What is typed here is not the form's.
    row.addEventListener("input", (event) => event.stopPropagation());
    row.append(label, this.button(this.words.set_link, () => this.setLink()), this.button(this.words.remove_link, () => this.removeLink()));
    this.row = row;
    return row;
  }

  openLink() {
    this.row.hidden = !this.row.hidden;
    if (this.row.hidden) return;
    this.address.value = this.editor.getAttributes("link").href ?? "";
    this.address.focus();
  }

  closeLink() {
    this.row.hidden = true;
    this.editor.commands.focus();
  }

  setLink() {
    const typed = this.address.value.trim();
    if (!typed) return this.removeLink();
    const href = LINK.test(typed) ? typed : typed.includes("@") ? `mailto:${typed}` : `https://${typed}`;
    const chain = this.editor.chain().focus();
    if (this.editor.state.selection.empty && !this.editor.isActive("link")) {
      chain.insertContent({ type: "text", text: typed, marks: [{ type: "link", attrs: { href } }] }).run();
    } else chain.extendMarkRange("link").setLink({ href }).run();
    this.row.hidden = true;
  }

  removeLink() {
    this.editor.chain().focus().extendMarkRange("link").unsetLink().run();
    this.row.hidden = true;
  }
}

customElements.define("rich-text", RichText);
