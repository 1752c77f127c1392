/** A command being filled in: its name, a pill for each option, and above them what fits the one in hand. */

import { ATTACHMENT, commandData, matching } from "./commands.js";
import { el } from "./elements.js";
import { autocomplete } from "./interactions.js";
import { Listbox } from "./listbox.js";
import { Pill } from "./pill.js";

const TYPING_PAUSE = 150;

/**
 * `onsend(data)` gets the interaction data once everything fits; `onleave(text)` is called when the person goes back to
 * the plain box, with the text to put there. At the end of the pills, the tail is where further options are picked.
 */
export class CommandEntry {
  #pills = [];
  #asked = 0;

  constructor(session, channel, command, { onsend, onleave }) {
    this.session = session;
    this.channel = channel;
    this.command = command;
    this.onsend = onsend;
    this.onleave = onleave;
    this.tail = el("input", {
      class: "tail",
      "aria-label": "Another option",
      placeholder: this.#hint(),
      ...this.#listeners(),
    });
    this.heading = el("p", { class: "popup-heading", "aria-live": "polite" });
    this.listbox = new Listbox(this.tail, { label: "Choices", onpick: (item) => this.#pick(item.value) });
    this.popup = el("div", { class: "popup", hidden: true }, this.heading, this.listbox.element);
    this.element = this.#makeElement();
    for (const option of command.options.filter((one) => one.required)) this.#addPill(option);
  }

  /** Puts the focus where the person goes on: the first option without a value, or the end. */
  goOn() {
    (this.#pills.find((pill) => !pill.input.value)?.input ?? this.tail).focus();
  }

  #makeElement() {
    const hideOutside = (event) => this.element.contains(event.relatedTarget) || (this.popup.hidden = true);
    return el(
      "div",
      {
        class: "entry",
        role: "group",
        "aria-label": `Command /${this.command.name}`,
        onfocusout: hideOutside,
      },
      el("span", { class: "entry-name" }, `/${this.command.name}`),
      this.tail,
      el(
        "button",
        { type: "button", class: "send", "aria-label": "Send the command", onclick: () => this.#send() },
        "➤",
      ),
    );
  }

  #hint() {
    return this.command.options.some((option) => !option.required)
      ? "Enter to send, or add an option"
      : "Enter to send";
  }

  #listeners() {
    return {
      role: "combobox",
      autocomplete: "off",
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      onkeydown: (event) => this.#onkey(event),
      oninput: (event) => this.#oninput(event.target),
      onfocus: (event) => this.#offer(event.target),
    };
  }

  #addPill(option) {
    const pill = new Pill(option, this.#listeners(), this);
    this.#pills.push(pill);
    this.tail.before(pill.element);
    return pill;
  }

  #pillOf(input) {
    return this.#pills.find((pill) => pill.input === input);
  }

  #removePill(pill) {
    if (pill.option.required) return;
    this.#pills.splice(this.#pills.indexOf(pill), 1);
    pill.element.remove();
    this.tail.focus();
  }

  // --- what is offered ---

  #oninput(input) {
    this.#pillOf(input)?.type();
    this.#offer(input, TYPING_PAUSE);
  }

  /** Shows what fits the input in hand: options at the tail, choices in a pill. */
  #offer(input, pause = 0) {
    this.input = input;
    this.listbox.owner = input;
    input.setAttribute("aria-controls", this.listbox.element.id);
    this.#asked += 1;
    const pill = this.#pillOf(input);
    if (!pill) this.#offerOptions();
    else if (pill.option.autocomplete) this.#offerFromBot(pill, pause, this.#asked);
    else this.#offerChoices(pill, matching(pill.choices ?? [], pill.sought));
  }

  #offerOptions() {
    const missing = this.command.options.filter(
      (option) => !this.#pills.some((pill) => pill.option === option),
    );
    const fitting = matching(missing, this.tail.value);
    const items = fitting.map((option) => ({
      label: option.name,
      description: option.description,
      detail: option.required ? "required" : "optional",
      value: option,
    }));
    const stray = this.#stray && !fitting.length;
    const heading = stray ? `“${this.#stray}” is none of its options.` : this.command.description;
    this.#show(heading, items, this.tail.value ? 0 : -1);
  }

  #offerChoices(pill, choices) {
    this.#show(
      pill.describe(),
      choices.map((choice) => ({ label: choice.name, value: choice })),
    );
  }

  /** Asks the bot once the typing pauses; an answer that a later question has overtaken is ignored. */
  async #offerFromBot(pill, pause, asked) {
    if (pause === 0) this.#show(pill.describe(), [{ heading: "Loading the choices…" }]);
    else this.listbox.rest(); // what is still shown answers what was typed before
    await new Promise((resolve) => setTimeout(resolve, pause));
    if (asked !== this.#asked) return;
    const options = [...this.#entries().filter(({ name }) => name !== pill.option.given), pill.focusedEntry];
    const choices = await autocomplete(this.session, this.channel.id, commandData(this.command, options));
    if (asked !== this.#asked) return;
    if (choices.length) this.#offerChoices(pill, choices);
    else this.#show(pill.describe(), [{ heading: "Nothing fits what you have typed." }]);
  }

  #show(heading, items, active = 0) {
    this.heading.replaceChildren(...[heading].flat());
    this.listbox.show(items, active);
    this.input.setAttribute("aria-expanded", String(items.length > 0));
    this.popup.hidden = !this.element.contains(document.activeElement);
  }

  #pick(value) {
    const pill = this.#pillOf(this.input);
    if (pill) {
      pill.choose(value);
      this.goOn();
    } else {
      this.tail.value = "";
      this.#addPill(value).input.focus();
    }
  }

  // --- keys ---

  #onkey(event) {
    if (!event.isComposing && this.#handle(event.key, event.shiftKey, event.target)) event.preventDefault();
  }

  /** Whether the key has been dealt with. */
  #handle(key, shift, input) {
    const offering = !this.popup.hidden;
    if (offering && this.listbox.handleKey(key)) return true;
    if (key === "Enter") return this.#enter(input, offering);
    if (key === "Tab") return offering && !shift && this.#complete(input);
    if (key === "Escape") return this.#escape(offering);
    return key === "Backspace" && input.value === "" && this.#stepBack(input);
  }

  #enter(input, offering) {
    if (input.type === "file" && !input.value) return false; // opens the browser's choice of files
    return (offering && this.listbox.pickActive()) || this.#send();
  }

  #complete(input) {
    if (input === this.tail && !this.listbox.active) this.listbox.handleKey("ArrowDown");
    return this.listbox.pickActive();
  }

  /** Puts the choices away first, then the command. */
  #escape(offering) {
    if (offering && this.listbox.active) this.popup.hidden = true;
    else this.onleave("");
    return true;
  }

  #stepBack(input) {
    const pill = this.#pillOf(input);
    const last = this.#pills.at(-1);
    if (pill) this.#removePill(pill);
    else if (last) last.input.focus();
    else this.onleave(`/${this.command.name}`);
    return true;
  }

  // --- sending ---

  /** What stands at the end without an option that it is the value of. */
  get #stray() {
    return this.tail.value.trim();
  }

  #entries() {
    return this.#pills.map((pill) => pill.entry).filter(({ value }) => value !== undefined);
  }

  #send() {
    const [faulty] = this.#pills.filter((pill) => !pill.check());
    if (faulty) this.#goTo(faulty.input);
    else if (this.#stray) this.#goTo(this.tail);
    else this.#sendChecked();
    return true;
  }

  #goTo(input) {
    input.focus();
    this.#offer(input);
  }

  async #sendChecked() {
    try {
      const options = await Promise.all(this.#entries().map((entry) => this.#stored(entry)));
      this.onsend(commandData(this.command, options));
    } catch (error) {
      this.#show(error.message, []);
    }
  }

  /** An attachment is sent first; the command then names it by its id. */
  async #stored(entry) {
    if (entry.type !== ATTACHMENT) return entry;
    return { ...entry, value: (await this.session.connection.upload(entry.value)).id };
  }
}
