/** A list of choices steered from another element, which keeps the focus: the slash picker and the menus. */

import { el, freshId } from "./elements.js";

/**
 * The list. An item is `{label, description?, detail?, icon?, heading?, selected?, value}`; `heading` items only divide.
 *
 * The owner (a combobox) passes its keys to `handleKey`; `onpick(item)` is called when one is chosen.
 */
export class Listbox {
  #items = [];
  #active = -1;

  constructor(owner, { label, onpick, multiple = false }) {
    this.owner = owner;
    this.onpick = onpick;
    this.element = el("div", {
      id: freshId("listbox"),
      class: "listbox",
      role: "listbox",
      "aria-label": label,
      "aria-multiselectable": multiple ? "true" : undefined,
      // The owner keeps the focus while the mouse chooses.
      onmousedown: (event) => event.preventDefault(),
    });
    owner.setAttribute("aria-controls", this.element.id);
  }

  get active() {
    return this.#items[this.#active];
  }

  /** Shows these items, the one at `active` highlighted (-1: none). */
  show(items, active = 0) {
    this.#items = items;
    this.element.replaceChildren(...items.map((item, index) => this.#option(item, index)));
    this.#activate(items[active]?.heading ? active + 1 : active);
  }

  /** Highlights nothing, so that nothing is chosen unseen. */
  rest() {
    this.#activate(-1);
  }

  /** Deals with a key: whether it was one of the list's. */
  handleKey(key) {
    if (key === "ArrowDown") this.#step(1);
    else if (key === "ArrowUp") this.#step(-1);
    else return false;
    return true;
  }

  /** Chooses the highlighted item: whether there was one. */
  pickActive() {
    if (!this.active) return false;
    this.onpick(this.active);
    return true;
  }

  #option(item, index) {
    if (item.heading) return el("div", { class: "listbox-heading", role: "presentation" }, item.heading);
    return el(
      "div",
      {
        id: `${this.element.id}-${index}`,
        class: "option",
        role: "option",
        "aria-selected": String(Boolean(item.selected)),
        onclick: () => this.onpick(item),
        onmousemove: () => this.#active === index || this.#activate(index, { scroll: false }),
      },
      item.icon && el("span", { class: "option-icon", "aria-hidden": "true" }, item.icon),
      el(
        "span",
        { class: "option-text" },
        el("span", { class: "option-label" }, item.label),
        item.description && el("span", { class: "option-description" }, item.description),
      ),
      item.detail && el("span", { class: "option-detail" }, item.detail),
    );
  }

  #step(by) {
    const choosable = [...this.#items.keys()].filter((index) => !this.#items[index].heading);
    const place = choosable.indexOf(this.#active);
    const next = place < 0 && by < 0 ? -1 : (place + by) % choosable.length;
    if (choosable.length) this.#activate(choosable.at(next));
  }

  #activate(index, { scroll = true } = {}) {
    this.#active = index;
    for (const [place, option] of [...this.element.children].entries())
      option.classList.toggle("active", place === index);
    const option = this.element.children[index];
    if (option) this.owner.setAttribute("aria-activedescendant", option.id);
    else this.owner.removeAttribute("aria-activedescendant");
    if (option && scroll) option.scrollIntoView({ block: "nearest" });
  }
}
