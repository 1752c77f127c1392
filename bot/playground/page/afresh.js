/** Starting afresh: a question, and then everything is as on the first day. */

import { el, freshId } from "./elements.js";

const TITLE = "Start afresh?";
const WARNING =
  "Every message, everybody's place, quotes and settings, and the stories that were brought in here are deleted, " +
  "and the clock is set right. This cannot be undone.";

/** The button that asks; null where nothing is kept. `before` is called when it is pressed. */
export function afreshButton(session, before) {
  if (!session.afresh) return null;
  const ask = () => {
    before();
    question(session).showModal();
  };
  return el("button", { type: "button", class: "option danger-option", onclick: ask }, "Start afresh…");
}

/** The dialog; what is safe has the focus. */
function question(session) {
  const text = freshId("afresh");
  const error = el("p", { class: "form-error", role: "alert" });
  const begin = async () => {
    try {
      await session.startAfresh();
    } catch (failure) {
      error.textContent = failure.message;
    }
  };
  const keep = el(
    "button",
    { type: "button", class: "button secondary", autofocus: true, onclick: () => dialog.close() },
    "Keep everything",
  );
  const dialog = el(
    "dialog",
    { class: "form", "aria-label": TITLE, "aria-describedby": text, onclose: () => dialog.remove() },
    el("header", { class: "form-head" }, el("h2", {}, TITLE)),
    el("div", { class: "form-fields" }, el("p", { id: text }, WARNING), error),
    el(
      "footer",
      { class: "form-foot" },
      keep,
      el("button", { type: "button", class: "button danger", onclick: begin }, "Start afresh"),
    ),
  );
  document.body.append(dialog);
  return dialog;
}
