/** The box at the bottom: plain messages, the picker of commands that a slash opens, and a command being filled in. */

import { CommandEntry } from "./command-entry.js";
import { CHAT_INPUT, matching, runnable } from "./commands.js";
import { el, freshId } from "./elements.js";
import { runCommand } from "./interactions.js";
import { Listbox } from "./listbox.js";

/** Puts a composer for a channel into `place`. */
export function showComposer(place, { session, channel, label, signal }) {
  const composer = new Composer(session, channel, label);
  session.addEventListener("commands", () => composer.offer(), { signal });
  place.replaceChildren(composer.element);
  return composer;
}

class Composer {
  constructor(session, channel, label) {
    this.session = session;
    this.channel = channel;
    const allowed = session.may(channel);
    this.box = el("textarea", {
      id: freshId("message"),
      class: "box",
      rows: 1,
      placeholder: allowed ? label : "You cannot send messages in this channel.",
      disabled: !allowed,
      "aria-label": label,
      "aria-autocomplete": "list",
      oninput: () => this.#oninput(),
      onkeydown: (event) => this.#onkey(event),
      onblur: () => (this.popup.hidden = true),
      onfocus: () => this.offer(),
    });
    this.listbox = new Listbox(this.box, { label: "Commands", onpick: (item) => this.#begin(item.value) });
    this.popup = el("div", { class: "popup", hidden: true }, this.listbox.element);
    this.line = el("div", { class: "composer-line" }, this.box);
    this.status = el("p", { class: "composer-status", role: "status" });
    this.element = el("div", { class: "composer" }, this.popup, this.line, this.status);
  }

  focus() {
    this.box.focus();
  }

  /** Writes into the empty box, as if the person had typed it. */
  type(text) {
    this.#leaveCommand(text);
  }

  /** Shows the commands that fit what has been typed, if it begins with a slash. */
  offer() {
    const typed = /^\/([^\n]*)$/.exec(this.box.value)?.[1];
    const found = typed === undefined ? [] : matching(this.#commands(), typed);
    const bot = this.session.bot.user?.username ?? "";
    const items = found.map((entry) => ({
      label: `/${entry.name}`,
      description: entry.description,
      detail: bot,
      value: entry,
    }));
    const nothing = typed !== undefined && this.session.commands.length === 0;
    if (nothing) items.push({ heading: "The bot has no commands yet. Is it running?" });
    else if (items.length) items.unshift({ heading: `Commands of ${bot}` });
    this.popup.hidden = items.length === 0;
    this.listbox.show(items);
  }

  #commands() {
    return runnable(this.session.commandsIn(this.channel, CHAT_INPUT));
  }

  #oninput() {
    this.#grow();
    const named = /^\/(.+) $/.exec(this.box.value)?.[1];
    const exact = named && this.#commands().find((entry) => entry.name === named);
    if (exact) this.#begin(exact);
    else this.offer();
  }

  #grow() {
    this.box.style.height = "auto";
    this.box.style.height = `${this.box.scrollHeight}px`;
  }

  #onkey(event) {
    if (event.isComposing || event.shiftKey) return;
    if (!this.popup.hidden && this.#steerPicker(event.key)) event.preventDefault();
    else if (event.key === "Enter") {
      event.preventDefault();
      this.#say();
    }
  }

  /** Whether the key did something to the open list of commands. */
  #steerPicker(key) {
    if (key === "Escape") this.popup.hidden = true;
    else if (key === "Enter" || key === "Tab") return this.listbox.pickActive();
    else return this.listbox.handleKey(key);
    return true;
  }

  #say() {
    const content = this.box.value.trim();
    if (!content) return;
    this.type("");
    this.session
      .say(this.channel.id, content)
      .catch((error) => this.session.note(this.channel.id, error.message));
  }

  #begin(command) {
    this.popup.hidden = true;
    const entry = new CommandEntry(this.session, this.channel, command, {
      onsend: (data) => this.#send(command, data),
      onleave: (text) => this.#leaveCommand(text),
    });
    this.line.replaceChildren(entry.element);
    this.element.prepend(entry.popup);
    this.entry = entry;
    entry.goOn();
  }

  #leaveCommand(text) {
    this.entry?.popup.remove();
    this.entry = null;
    this.line.replaceChildren(this.box);
    this.box.value = text;
    this.#grow();
    this.box.focus();
    this.offer();
  }

  async #send(command, data) {
    this.#leaveCommand("");
    const bot = this.session.bot.user?.username ?? "The bot";
    this.status.textContent = `${bot} is answering /${command.name}…`;
    await runCommand(this.session, this.channel.id, data, command.name);
    this.status.textContent = "";
  }
}
