/** A command being filled in: its name, a pill for each option, and above them what fits the one in hand. */

import { ATTACHMENT, commandData, fixedChoices, matching, readOption, writeLimits } from "./commands.js";
import { el } from "./elements.js";
import { autocomplete } from "./interactions.js";
import { Listbox } from "./listbox.js";

const TYPING_PAUSE = 150;

/**
 * `onsend(data)` gets the interaction data once everything fits; `onleave(text)` is called when the person goes back to
 * the plain box, with the text to put there.
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
    this.tail = this.#input({ class: "tail", "aria-label": "Another option", placeholder: this.#hint() });
    this.heading = el("p", { class: "popup-heading", "aria-live": "polite" });
    this.listbox = new Listbox(this.tail, { label: "Choices", onpick: (item) => this.#pick(item.value) });
    this.popup = el("div", { class: "popup", hidden: true }, this.heading, this.listbox.element);
    this.element = this.#makeElement();
    for (const option of command.options.filter((one) => one.required)) this.#addPill(option);
  }

  #makeElement() {
    return el(
      "div",
      {
        class: "entry",
        role: "group",
        "aria-label": `Command /${this.command.name}`,
        onfocusout: (event) => this.element.contains(event.relatedTarget) || (this.popup.hidden = true),
      },
      el("span", { class: "entry-name" }, `/${this.command.name}`),
      this.tail,
      el("button", { type: "button", class: "send", "aria-label": "Send the command", onclick: () => this.#send() }, "➤"),
    );
  }

  #hint() {
    return this.command.options.some((option) => !option.required) ? "Enter to send, or add an option" : "Enter to send";
  }

  /** Puts the focus where the person goes on: the first option without a value, or the end. */
  start() {
    (this.#pills.find((pill) => !pill.input.value)?.input ?? this.tail).focus();
  }

  // --- the pills ---

  #input(attributes) {
    return el("input", {
      autocomplete: "off",
      role: "combobox",
      "aria-expanded": "false",
      "aria-autocomplete": "list",
      onkeydown: (event) => this.#onkey(event),
      oninput: (event) => this.#oninput(event.target),
      onfocus: (event) => this.#offer(event.target),
      ...attributes,
    });
  }

  #addPill(option) {
    const isFile = option.type === ATTACHMENT;
    const input = this.#input({
      type: isFile ? "file" : "text",
      role: isFile ? undefined : "combobox",
      "aria-label": `${option.name}${option.required ? " (required)" : ""}: ${option.description}`,
    });
    const element = el("span", { class: "pill" }, el("span", { class: "pill-name" }, option.name), input);
    const pill = { option, input, element, chosen: null, choices: fixedChoices(option, this) };
    this.#pills.push(pill);
    this.tail.before(element);
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
    const pill = this.#pillOf(input);
    if (pill) {
      pill.chosen = null;
      this.#mark(pill, null);
    }
    this.#offer(input, TYPING_PAUSE);
  }

  /** Shows what fits the input in hand: options at the end, choices in a pill. */
  #offer(input, pause = 0) {
    this.input = input;
    this.listbox.owner = input;
    input.setAttribute("aria-controls", this.listbox.element.id);
    this.#asked += 1;
    const pill = this.#pillOf(input);
    if (!pill) this.#offerOptions();
    else if (pill.option.autocomplete) this.#offerFromBot(pill, pause, this.#asked);
    else this.#offerChoices(pill, matching(pill.choices ?? [], pill.chosen ? "" : input.value));
  }

  #offerOptions() {
    const missing = this.command.options.filter((option) => !this.#pills.some((pill) => pill.option === option));
    const items = matching(missing, this.tail.value).map((option) => ({
      label: option.name,
      description: option.description,
      detail: option.required ? "required" : "optional",
      value: option,
    }));
    this.#show(this.command.description, items, this.tail.value ? 0 : -1);
  }

  #offerChoices(pill, choices) {
    const items = choices.map((choice) => ({ label: choice.name, value: choice }));
    this.#show(describe(pill), items);
  }

  /** Asks the bot once the typing pauses; an answer that a later question has overtaken is ignored. */
  async #offerFromBot(pill, pause, asked) {
    if (pause === 0) this.#show(describe(pill), [{ heading: "Loading the choices…" }]);
    await new Promise((resolve) => setTimeout(resolve, pause));
    if (asked !== this.#asked) return;
    const options = this.#filledIn().filter(({ name }) => name !== pill.option.name);
    const focused = { type: pill.option.type, name: pill.option.name, value: pill.input.value, focused: true };
    const choices = await autocomplete(this.session, this.channel.id, commandData(this.command, [...options, focused]));
    if (asked !== this.#asked) return;
    if (choices.length) this.#offerChoices(pill, choices);
    else this.#show(describe(pill), [{ heading: "Nothing fits what you have typed." }]);
  }

  #show(heading, items, active = 0) {
    this.heading.replaceChildren(...[heading].flat());
    this.listbox.show(items, active);
    this.input.setAttribute("aria-expanded", String(items.length > 0));
    this.popup.hidden = !this.element.contains(document.activeElement);
  }

  #pick(value) {
    const pill = this.#pillOf(this.input);
    if (!pill) {
      this.tail.value = "";
      this.#addPill(value).input.focus();
      return;
    }
    pill.chosen = value;
    pill.input.value = value.name;
    pill.input.style.width = "";
    this.#mark(pill, null);
    this.start();
  }

  // --- keys ---

  #onkey(event) {
    if (event.isComposing) return;
    const handled = this.#handle(event.key, event.shiftKey, event.target);
    if (handled) event.preventDefault();
  }

  #handle(key, shift, input) {
    const offering = !this.popup.hidden;
    if (key === "Enter" && input.type === "file" && !input.value) return false; // opens the browser's own choice of files
    if (offering && this.listbox.handleKey(key)) return true;
    if (key === "Enter") return (offering && this.listbox.pickActive()) || this.#send();
    if (key === "Tab" && !shift && offering) return this.#complete(input);
    if (key === "Escape") return offering && this.listbox.active ? this.#hush() : this.#leave("");
    if (key === "Backspace" && input.value === "") return this.#stepBack(input);
    return false;
  }

  #complete(input) {
    if (input === this.tail && !this.listbox.active) this.listbox.handleKey("ArrowDown");
    return this.listbox.pickActive();
  }

  #hush() {
    this.popup.hidden = true;
    return true;
  }

  #leave(text) {
    this.onleave(text);
    return true;
  }

  #stepBack(input) {
    const pill = this.#pillOf(input);
    const last = this.#pills.at(-1);
    if (pill) this.#removePill(pill);
    else if (last) last.input.focus();
    else this.#leave(`/${this.command.name}`);
    return true;
  }

  // --- sending ---

  #read(pill) {
    if (pill.option.type === ATTACHMENT) return readFile(pill);
    return readOption(pill.option, { typed: pill.input.value, chosen: pill.chosen, choices: pill.choices });
  }

  #filledIn() {
    return this.#pills
      .map((pill) => ({ type: pill.option.type, name: pill.option.name, value: this.#read(pill).value }))
      .filter(({ value }) => value !== undefined);
  }

  #send() {
    const faulty = this.#pills.filter((pill) => this.#mark(pill, this.#read(pill).problem));
    if (faulty.length) this.#goTo(faulty[0].input);
    else this.#upload().then((options) => this.onsend(commandData(this.command, options)), (error) => this.#complain(error));
    return true;
  }

  #goTo(input) {
    input.focus();
    this.#offer(input);
  }

  #upload() {
    const stored = async (option) => ({ ...option, value: (await this.session.connection.upload(option.value)).id });
    return Promise.all(this.#filledIn().map((option) => (option.type === ATTACHMENT ? stored(option) : option)));
  }

  #complain(error) {
    this.heading.textContent = error.message;
    this.popup.hidden = false;
  }

  /** Shows (or, with none, takes away) what is wrong with a pill: whether there is something. */
  #mark(pill, problem) {
    pill.problem = problem;
    pill.element.classList.toggle("faulty", Boolean(problem));
    pill.input.setAttribute("aria-invalid", String(Boolean(problem)));
    return Boolean(problem);
  }
}

function readFile(pill) {
  const file = pill.input.files[0];
  return !file && pill.option.required ? { problem: "This option is required." } : { value: file };
}

function describe({ option, problem }) {
  const details = [option.required ? "required" : "optional", writeLimits(option)].filter(Boolean).join(", ");
  return [
    el("b", {}, option.name),
    ` ${option.description} `,
    el("span", { class: "muted" }, `(${details})`),
    problem ? el("span", { class: "problem" }, ` ${problem}`) : "",
  ];
}
