/** Forms (modals): a dialog that keeps what was typed until the bot has taken it. */

import { el } from "./elements.js";
import { fieldOf } from "./fields.js";
import { submitForm } from "./interactions.js";
import { avatar, nameOf } from "./message.js";

/** Opens a form; `place` says where it came from. */
export function showForm(session, { form, place }) {
  new Form(session, form, place).open();
}

class Form {
  constructor(session, form, place) {
    this.session = session;
    this.form = form;
    this.place = place;
    const context = { session, channel: session.channel(place.channel_id) };
    this.fields = form.components.map((component) => fieldOf(component, context));
    this.error = el("p", { class: "form-error", role: "alert" });
    this.submit = el("button", { type: "submit", class: "button primary" }, "Submit");
    this.dialog = this.#makeDialog();
  }

  open() {
    document.body.append(this.dialog);
    this.dialog.showModal();
    this.dialog.querySelector("input, textarea, .menu-button")?.focus();
  }

  #makeDialog() {
    const fill = { novalidate: true, onsubmit: (event) => this.#onsubmit(event) };
    const form = el("form", fill, this.#makeHead(), this.#makeBody(), this.#makeFoot());
    const onclose = () => this.#remove();
    return el("dialog", { class: "form", "aria-label": this.form.title, onclose }, form);
  }

  /** Chromium may leave the caret in the removed form: the control that has the focus again would take no text. */
  #remove() {
    this.dialog.remove();
    const focused = document.activeElement;
    focused.blur();
    focused.focus();
  }

  #makeHead() {
    return el(
      "header",
      { class: "form-head" },
      avatar(this.session.bot.user),
      el("h2", {}, this.form.title),
      this.#closeButton("✕", { class: "close", "aria-label": "Close" }),
    );
  }

  #makeBody() {
    return el(
      "div",
      { class: "form-fields" },
      this.fields.map((field) => field.element),
      el("p", { class: "muted" }, `What you enter here goes to ${nameOf(this.session.bot.user)}.`),
      this.error,
    );
  }

  #makeFoot() {
    const cancel = this.#closeButton("Cancel", { class: "button secondary" });
    return el("footer", { class: "form-foot" }, cancel, this.submit);
  }

  #closeButton(face, attributes) {
    return el("button", { type: "button", onclick: () => this.dialog.close(), ...attributes }, face);
  }

  async #onsubmit(event) {
    event.preventDefault();
    const faulty = this.fields.filter((field) => !field.check());
    if (faulty.length) return faulty[0].focus();
    this.submit.setAttribute("aria-busy", "true");
    const failure = await this.#send();
    this.submit.removeAttribute("aria-busy");
    this.error.textContent = failure ?? "";
    return failure || this.dialog.close();
  }

  async #send() {
    try {
      const components = await Promise.all(this.fields.map((field) => field.submission()));
      const data = { custom_id: this.form.custom_id, components: components.filter(Boolean) };
      return await submitForm(this.session, this.place, data);
    } catch (error) {
      return error.message;
    }
  }
}
