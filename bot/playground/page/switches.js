/** What can be switched: who you are, and the theme. */

import { el, freshId } from "./elements.js";
import { avatar, nameOf } from "./message.js";

/** The panel at the foot of the sidebar: who you are, and the theme. */
export function personPanel(session, onswitch) {
  const choose = el(
    "select",
    { id: freshId("person"), onchange: () => onswitch(choose.value) },
    session.people.map((user) =>
      el("option", { value: user.id, selected: user.id === session.you.id }, nameOf(user)),
    ),
  );
  const label = el("label", { for: choose.id }, "You are");
  return el(
    "div",
    { class: "person" },
    avatar(session.you),
    el("div", { class: "person-choice" }, label, choose),
    themeButton(),
  );
}

// --- the theme ---

const THEMES = { system: "as the system", dark: "dark", light: "light" };

/** Applies the theme chosen last time, or the system's. */
export function applyTheme(theme = localStorage.getItem("theme") ?? "system") {
  document.documentElement.dataset.theme = theme;
  localStorage.setItem("theme", theme);
}

function themeButton() {
  const names = Object.keys(THEMES);
  const write = () => {
    const theme = document.documentElement.dataset.theme;
    button.setAttribute("aria-label", `Theme: ${THEMES[theme]}. Change it`);
    button.title = `Theme: ${THEMES[theme]}`;
    button.textContent = { system: "◐", dark: "☾", light: "☀" }[theme];
  };
  const next = () => {
    applyTheme(names[(names.indexOf(document.documentElement.dataset.theme) + 1) % names.length]);
    write();
  };
  const button = el("button", { type: "button", class: "icon-button", onclick: next });
  write();
  return button;
}
