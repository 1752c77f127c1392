/** What can be switched: who you are, your language, the roles you have, and the theme. */

import { el, freshId, placeBeside } from "./elements.js";
import { avatar, nameOf } from "./message.js";

/** The panel at the foot of the sidebar: who you are, your language, your roles, and the theme. */
export function personPanel(session, onswitch) {
  const choose = el(
    "select",
    {
      id: freshId("person"),
      onchange: () => onswitch(choose.value, { stay: choose.matches(":focus-visible") }),
    },
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
    languageButton(session),
    session.controls && session.guilds.length > 0 && rolesButton(session),
    themeButton(),
  );
}

/** A button with this mark that opens a list of choices; `choices` gives what there is to choose from by then. */
function choicesButton(label, mark, choices) {
  const list = el("div", {
    id: freshId("choices"),
    class: "actions choices",
    popover: "auto",
    role: "group",
    "aria-label": label,
  });
  const button = el(
    "button",
    { type: "button", class: "icon-button", popovertarget: list.id, "aria-label": label, title: label },
    mark,
  );
  list.addEventListener("beforetoggle", ({ newState }) => {
    if (newState !== "open") return;
    list.replaceChildren(...choices());
    placeBeside(list, button);
  });
  return el("div", {}, button, list);
}

// --- roles ---

function rolesButton(session) {
  return choicesButton("Your roles", "⚑", () => session.guilds.map((guild) => rolesOf(session, guild)));
}

function rolesOf(session, guild) {
  const boxes = session.rolesToGive(guild).map((role) => roleBox(session, guild, role));
  return el("fieldset", {}, el("legend", {}, guild.name), boxes);
}

/** A role to be ticked; what Discord refuses is unticked again. */
function roleBox(session, guild, role) {
  const box = el("input", {
    type: "checkbox",
    checked: session.hasRole(guild, role),
    onchange: async () => {
      try {
        await session.changeRole(guild, role, box.checked);
      } catch (refused) {
        box.checked = !box.checked;
        throw refused;
      }
    },
  });
  return el("label", { class: "option" }, box, role.name);
}

// --- the language ---

const LANGUAGES = {
  "en-GB": "English",
  de: "Deutsch",
  "es-ES": "Español",
  fr: "Français",
  "pt-BR": "Português do Brasil",
  "zh-CN": "中文",
};

/** The language of your Discord, in which the bot answers you. */
function languageButton(session) {
  const label = "Your language";
  return choicesButton(label, "Aa", () => {
    const boxes = Object.entries(LANGUAGES).map(([locale, name]) => languageBox(session, locale, name));
    return [el("fieldset", {}, el("legend", {}, label), boxes)];
  });
}

function languageBox(session, locale, name) {
  const box = el("input", {
    type: "radio",
    name: "language",
    checked: session.you.locale === locale,
    onchange: () => session.setLocale(locale),
  });
  return el("label", { class: "option", lang: locale }, box, name);
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
