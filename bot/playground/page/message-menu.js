/** The menu of a message: the bot's commands on messages, behind each one's ⋯ and behind a right click. */

import { MESSAGE, menuData } from "./commands.js";
import { el, freshId, placeAt } from "./elements.js";
import { runCommand } from "./interactions.js";
import { avatar, nameOf } from "./message.js";
import { isPrivate } from "./session.js";

/** Offers the menu in `log` until `signal` ends it; as on Discord, private messages have none. */
export function offerMessageMenu(log, { session, channel, signal }) {
  const menu = new MessageMenu(session, channel);
  const mark = () => log.classList.toggle("with-apps", menu.commands.length > 0);
  session.addEventListener("commands", mark, { signal });
  log.addEventListener("click", (event) => menu.onclick(event), { signal });
  log.addEventListener("pointerdown", (event) => menu.onpointerdown(event), { signal });
  log.addEventListener("contextmenu", (event) => menu.oncontextmenu(event), { signal });
  signal.addEventListener("abort", () => menu.element.remove());
  log.after(menu.element);
  mark();
}

class MessageMenu {
  constructor(session, channel) {
    this.session = session;
    this.channel = channel;
    this.heading = el("p", { id: freshId("apps"), class: "muted" }, "Apps");
    this.items = el("div", {});
    this.element = el(
      "div",
      {
        class: "actions",
        popover: "auto",
        role: "menu",
        "aria-labelledby": this.heading.id,
        onkeydown: (event) => this.#onkey(event),
      },
      this.heading,
      this.items,
    );
  }

  get commands() {
    return this.session.commandsIn(this.channel, MESSAGE);
  }

  onclick({ target }) {
    const button = target.closest(".apps-button");
    if (button) this.#open(this.#messageAt(button), button.getBoundingClientRect());
  }

  onpointerdown({ pointerId }) {
    this.pointer = pointerId;
  }

  /** A link keeps the browser's own menu, which can copy its address. */
  oncontextmenu(event) {
    const message = this.#messageAt(event.target);
    if (!message || isPrivate(message) || !this.commands.length || event.target.closest("a")) return;
    event.preventDefault();
    this.#open(message, { left: event.clientX, top: event.clientY, bottom: event.clientY });
    this.#takeRelease();
  }

  /**
   * The menu opens while the button or the finger is still down, and many browsers close a popover when one is let go
   * outside of it (whatwg/html#10905): captured, the pointer is let go in the menu, wherever it is.
   */
  #takeRelease() {
    try {
      this.element.setPointerCapture(this.pointer);
    } catch (error) {
      if (error.name !== "NotFoundError") throw error; // it is up already, or the keyboard asked
    }
  }

  /** The message of this channel at an element; what a thread was started from is not of this channel. */
  #messageAt(element) {
    const id = element.closest("article")?.dataset.id;
    const messages = this.session.messagesIn(this.channel.id);
    return messages.find((message) => message.id === id && message.channel_id === this.channel.id);
  }

  #open(message, spot) {
    this.items.replaceChildren(...this.commands.map((command) => this.#item(command, message)));
    this.element.showPopover();
    placeAt(this.element, spot);
    this.items.firstElementChild.focus();
  }

  #item(command, message) {
    const run = () => {
      this.element.hidePopover();
      runCommand(this.session, this.channel.id, menuData(command, message));
    };
    const bot = this.session.bot.user;
    return el(
      "button",
      { type: "button", class: "option", role: "menuitem", tabindex: -1, onclick: run },
      avatar(bot),
      el("span", { class: "option-text" }, command.name),
      el("span", { class: "option-detail" }, nameOf(bot)),
    );
  }

  #onkey(event) {
    const items = [...this.items.children];
    const here = items.indexOf(document.activeElement);
    const next = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: -1 }[event.key];
    if (event.key === "Tab") this.element.hidePopover();
    if (next === undefined) return;
    event.preventDefault();
    items.at(next % items.length).focus();
  }
}
