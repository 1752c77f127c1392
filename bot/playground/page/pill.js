/** One option of a command being filled in: a pill with its name and an input. */

import { ATTACHMENT, fixedChoices, readOption, writeLimits } from "./commands.js";
import { el } from "./elements.js";

const isFile = (option) => option.type === ATTACHMENT;

/** `listeners` go to the input; `place` is `{session, channel}`. */
export class Pill {
  #chosen = null;

  constructor(option, listeners, place) {
    this.option = option;
    this.choices = fixedChoices(option, place);
    this.input = el("input", {
      type: isFile(option) ? "file" : "text",
      "aria-label": `${option.name}${option.required ? " (required)" : ""}: ${option.description}`,
      ...listeners,
    });
    this.element = el("span", { class: "pill" }, el("span", { class: "pill-name" }, option.name), this.input);
  }

  /** What the choices are narrowed down to: nothing more, once one was picked. */
  get sought() {
    return this.#chosen ? "" : this.input.value;
  }

  /** Takes one of the choices. */
  choose(choice) {
    this.input.value = choice.name;
    this.#chosen = choice;
    this.#show(null);
  }

  /** Forgets the choice once the person types on. */
  type() {
    this.#chosen = null;
    this.#show(null);
  }

  /** The option's entry in an interaction; its value is a File for an attachment, undefined where nothing was entered. */
  get entry() {
    return { type: this.option.type, name: this.option.given, value: this.#read().value };
  }

  /** The same while it is being typed, for autocomplete. */
  get focusedEntry() {
    return { type: this.option.type, name: this.option.given, value: this.input.value, focused: true };
  }

  /** Whether what was entered can be sent; if not, the pill says why. */
  check() {
    this.#show(this.#read().problem);
    return !this.problem;
  }

  /** What stands above the choices while the pill has the focus. */
  describe() {
    const { name, description, required } = this.option;
    const details = [required ? "required" : "optional", writeLimits(this.option)].filter(Boolean).join(", ");
    return [
      el("b", {}, name),
      ` ${description} `,
      el("span", { class: "muted" }, `(${details})`),
      this.problem ? el("span", { class: "problem" }, ` ${this.problem}`) : "",
    ];
  }

  #read() {
    if (!isFile(this.option)) {
      return readOption(this.option, {
        typed: this.input.value,
        chosen: this.#chosen,
        choices: this.choices,
      });
    }
    const file = this.input.files[0];
    return !file && this.option.required ? { problem: "This option is required." } : { value: file };
  }

  #show(problem) {
    this.problem = problem;
    this.element.classList.toggle("faulty", Boolean(problem));
    this.input.setAttribute("aria-invalid", String(Boolean(problem)));
  }
}
