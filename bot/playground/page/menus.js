/** Select menus, in messages and in forms: a button that shows what is chosen, and the list it opens. */

import { el, freshId, placeBeside } from "./elements.js";
import { writeEmoji } from "./prose.js";
import { Listbox } from "./listbox.js";

const STRING = 3;
const USER = 5;
const ROLE = 6;
const MENTIONABLE = 7;
const CHANNEL = 8;

export const MENU_TYPES = [STRING, USER, ROLE, MENTIONABLE, CHANNEL];

/**
 * A menu's element. `onchoose(values)` is called when the person has chosen: at once where one value is to be chosen,
 * otherwise when the list closes.
 */
export function menu(component, { session, channel, onchoose, labelledby, describedby }) {
  return new Menu(component, choicesOf(component, session, channel), { onchoose, labelledby, describedby })
    .element;
}

function choicesOf(component, session, channel) {
  if (component.type === STRING) return component.options.map(optionOf);
  const guild = session.guildOf(channel);
  const chosen = new Set((component.default_values ?? []).map((value) => value.id));
  const entity = (id, label, icon) => ({ value: id, label, icon, selected: chosen.has(id) });
  const users = () =>
    session.membersOf(channel).map((user) => entity(user.id, user.global_name ?? user.username, "@"));
  const roles = () => (guild?.roles ?? []).map((role) => entity(role.id, role.name, "@"));
  const ofTypes = session.channelsOfTypes(guild, component.channel_types);
  const channels = () => ofTypes.map((one) => entity(one.id, one.name, "#"));
  return { [USER]: users, [ROLE]: roles, [MENTIONABLE]: () => [...users(), ...roles()], [CHANNEL]: channels }[
    component.type
  ]();
}

const optionOf = (option) => ({
  value: option.value,
  label: option.label,
  description: option.description,
  icon: option.emoji && writeEmoji(option.emoji),
  selected: option.default,
});

class Menu {
  constructor(component, choices, { onchoose, labelledby, describedby }) {
    this.least = component.min_values ?? 1;
    this.most = component.max_values ?? 1;
    this.choices = choices;
    this.onchoose = onchoose;
    this.placeholder = component.placeholder || "Make a selection";
    this.shown = el("span", { id: freshId("chosen"), class: "menu-chosen" });
    this.button = this.#makeButton(component, labelledby, describedby);
    this.listbox = new Listbox(this.button, {
      label: this.placeholder,
      multiple: this.most > 1,
      onpick: (item) => this.#pick(item),
    });
    this.popover = el("div", { class: "menu-list", popover: "manual" }, this.listbox.element);
    this.element = el("div", { class: "menu" }, this.button, this.popover);
    this.#showChosen();
  }

  get values() {
    return this.choices.filter((choice) => choice.selected).map((choice) => choice.value);
  }

  get isOpen() {
    return this.popover.matches(":popover-open");
  }

  #makeButton(component, labelledby, describedby) {
    return el(
      "button",
      {
        type: "button",
        class: "menu-button",
        role: "combobox",
        "aria-haspopup": "listbox",
        "aria-expanded": "false",
        "aria-label": labelledby ? undefined : this.placeholder,
        "aria-labelledby": labelledby,
        "aria-describedby": [this.shown.id, describedby].filter(Boolean).join(" "),
        disabled: component.disabled,
        onclick: () => (this.isOpen ? this.#close() : this.#open()),
        onkeydown: (event) => this.#onkey(event),
        onblur: () => this.#close(),
      },
      this.shown,
      el("span", { class: "menu-arrow", "aria-hidden": "true" }),
    );
  }

  #onkey(event) {
    const opens = ["ArrowDown", "ArrowUp"].includes(event.key);
    const picks = ["Enter", " "].includes(event.key);
    if (!this.isOpen && !opens) return;
    if (event.key === "Tab") return;
    event.preventDefault();
    event.stopPropagation();
    if (!this.isOpen) this.#open();
    else if (event.key === "Escape") this.#close();
    else if (picks) this.listbox.pickActive();
    else this.listbox.handleKey(event.key);
  }

  #open() {
    this.before = this.values.join();
    const selected = this.choices.findIndex((choice) => choice.selected);
    const place = () => placeBeside(this.popover, this.button);
    place();
    this.opened = new AbortController();
    document.addEventListener("scroll", place, { capture: true, passive: true, signal: this.opened.signal });
    this.popover.showPopover();
    this.listbox.show(this.choices, Math.max(0, selected));
    this.button.setAttribute("aria-expanded", "true");
  }

  #pick(item) {
    const several = this.most > 1 || this.least === 0;
    if (!several) for (const choice of this.choices) choice.selected = choice === item;
    else if (item.selected || this.values.length < this.most) item.selected = !item.selected;
    else if (this.most === 1) for (const choice of this.choices) choice.selected = choice === item;
    this.#showChosen();
    if (this.most > 1) this.listbox.show(this.choices, this.choices.indexOf(item));
    else this.#close({ chosen: true });
  }

  /** Closes the list and passes on what was chosen: in a menu of one even the same again, as Discord does. */
  #close({ chosen = false } = {}) {
    if (!this.isOpen) return;
    this.opened.abort();
    this.popover.hidePopover();
    this.button.setAttribute("aria-expanded", "false");
    this.button.removeAttribute("aria-activedescendant");
    const changed = chosen || this.values.join() !== this.before;
    if (changed && this.values.length >= this.least) this.onchoose(this.values);
  }

  #showChosen() {
    const chosen = this.choices.filter((choice) => choice.selected);
    this.shown.classList.toggle("placeholder", !chosen.length);
    this.shown.textContent = chosen.map((choice) => choice.label).join(", ") || this.placeholder;
  }
}
