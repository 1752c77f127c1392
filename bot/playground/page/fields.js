/** The fields of a form, each with its label, its check and what it submits. */

import { el, freshId } from "./elements.js";
import { menu, MENU_TYPES } from "./menus.js";
import { namesIn } from "./message.js";
import { prose } from "./prose.js";

const ROW = 1;
const TEXT_INPUT = 4;
const TEXT_DISPLAY = 10;
const LABEL = 18;
const FILE_UPLOAD = 19;
const PARAGRAPH = 2;

/**
 * The field for a component of a form: `{element, check(), focus(), submission()}`.
 *
 * `check` says whether it can be submitted as it is and shows what is wrong; `submission` resolves to what goes into the
 * interaction, or null for mere text.
 */
export function fieldOf(component, context) {
  if (component.type === TEXT_DISPLAY) return plainText(component, context);
  const wrapped = component.type === LABEL ? component.component : component.components[0];
  const { label = wrapped.label, description } = component;
  const field = new Field(wrapped, { label, description, context });
  const inner = async () => ({
    type: wrapped.type,
    id: wrapped.id,
    custom_id: wrapped.custom_id,
    ...(await field.entered()),
  });
  field.submission =
    component.type === ROW
      ? async () => ({ type: ROW, id: component.id, components: [await inner()] })
      : async () => ({ type: LABEL, id: component.id, component: await inner() });
  return field;
}

function plainText(component, { session }) {
  const element = el("div", { class: "prose" }, prose(component.content, namesIn(session)));
  return { element, check: () => true, submission: async () => null };
}

class Field {
  constructor(component, { label, description, context }) {
    this.component = component;
    this.required = component.required ?? true;
    this.label = el(
      "label",
      { id: freshId("label") },
      label,
      this.required && el("span", { class: "required", "aria-hidden": "true" }, " *"),
    );
    this.problem = el("p", { id: freshId("problem"), class: "problem" });
    const hint = description && el("p", { id: freshId("hint"), class: "muted" }, description);
    const describedby = [hint?.id, this.problem.id].filter(Boolean).join(" ");
    Object.assign(this, kindOf(component)(component, { ...context, label: this.label, describedby }));
    this.control.id ||= freshId("control");
    this.label.htmlFor = this.control.id;
    if (this.required) this.control.setAttribute("aria-required", "true");
    this.element = el(
      "div",
      { class: "field", oninput: () => this.problem.textContent && this.check() },
      this.label,
      hint,
      this.shown ?? this.control,
      this.counter,
      this.problem,
    );
  }

  focus() {
    this.control.focus();
  }

  check() {
    const problem = this.fault(this.required);
    this.problem.textContent = problem ?? "";
    this.control.setAttribute("aria-invalid", String(Boolean(problem)));
    return !problem;
  }
}

function kindOf({ type }) {
  if (type === TEXT_INPUT) return textInput;
  if (type === FILE_UPLOAD) return fileUpload;
  if (MENU_TYPES.includes(type)) return choice;
  throw new Error(`A form cannot hold a component of type ${type}.`);
}

const MISSING = "This field is required.";

// Each kind of field gives its control, what is `entered` in it, and its `fault`: a sentence, or null.

function textInput(component, { describedby }) {
  const { placeholder, value } = component;
  const least = component.min_length ?? 0;
  const most = component.max_length ?? 4000;
  const tag = component.style === PARAGRAPH ? "textarea" : "input";
  // As on Discord, only what may be long is counted: nobody counts the characters of a time.
  const counter = component.style === PARAGRAPH && el("span", { class: "counter", "aria-hidden": "true" });
  const count = () => counter && (counter.textContent = `${control.value.length} / ${most}`);
  const control = el(tag, { placeholder, maxlength: most, "aria-describedby": describedby, oninput: count });
  control.value = value ?? "";
  count();
  const fault = (required) => {
    const { length } = control.value;
    if (length === 0) return required ? MISSING : null;
    return length < least ? `This must be ${least} or more characters long.` : null;
  };
  return { control, counter, fault, entered: async () => ({ value: control.value }) };
}

function choice(component, { session, channel, label, describedby }) {
  let values = (component.options ?? component.default_values ?? [])
    .filter((option) => option.default ?? option.id)
    .map((option) => option.value ?? option.id);
  const onchoose = (chosen) => {
    values = chosen;
    shown.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const shown = menu(component, { session, channel, onchoose, labelledby: label.id, describedby });
  const fault = (required) => (required && values.length === 0 ? MISSING : null);
  return { control: shown.querySelector("button"), shown, fault, entered: async () => ({ values }) };
}

function fileUpload(component, { session, describedby }) {
  const least = component.min_values ?? 1;
  const most = component.max_values ?? 1;
  const control = el("input", { type: "file", multiple: most > 1, "aria-describedby": describedby });
  const fault = (required) => {
    const { length } = control.files;
    if (length === 0) return required ? MISSING : null;
    if (length < least) return `Choose ${least} files or more.`;
    return length > most ? `Choose ${most} ${most === 1 ? "file" : "files"} at most.` : null;
  };
  const entered = async () => {
    const stored = await Promise.all([...control.files].map((file) => session.connection.upload(file)));
    return { values: stored.map((attachment) => attachment.id) };
  };
  return { control, fault, entered };
}
