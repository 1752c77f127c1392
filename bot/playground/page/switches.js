/** What can be switched: who you are, the playground's clock, and the theme. */

import { el, freshId, placeBeside } from "./elements.js";
import { avatar, nameOf } from "./message.js";
import { now, writeTime } from "./times.js";

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

// --- the clock ---

const HOUR = 3600;
const DAY = 24 * HOUR;

const JUMPS = [
  ["+1 hour", () => HOUR],
  ["Next morning, 8:00", () => secondsUntilMorning(now())],
  ["+1 day", () => DAY],
  ["+1 week", () => 7 * DAY],
];

function secondsUntilMorning(seconds) {
  const morning = new Date(seconds * 1000);
  morning.setHours(morning.getHours() < 8 ? 8 : 32, 0, 0, 0);
  return morning.getTime() / 1000 - seconds;
}

/** The playground's date and time with the ways to move it forward; null where it cannot be moved. */
export function clockControl(session, signal) {
  if (!session.controls) return null;
  const shown = el("time", {});
  const write = () =>
    (shown.textContent = `${weekday(now())} ${writeTime(now(), "d")}, ${writeTime(now(), "t")}`);
  const menu = el("div", {
    class: "clock-menu",
    popover: "auto",
    role: "group",
    "aria-label": "Move the clock forward",
  });
  const button = el(
    "button",
    {
      type: "button",
      class: "clock",
      popovertarget: (menu.id = freshId("clock")),
      title: "Move the clock forward",
    },
    el("span", { "aria-hidden": "true" }, "🕓 "),
    el("span", { class: "visually-hidden" }, "The playground's clock: "),
    shown,
  );
  menu.append(
    el("p", { class: "muted" }, "Move the clock forward"),
    ...JUMPS.map((jump) => jumpButton(session, menu, jump)),
  );
  menu.addEventListener("beforetoggle", ({ newState }) => newState === "open" && placeBeside(menu, button));
  write();
  session.addEventListener("clock", write, { signal });
  const ticking = setInterval(write, 1000);
  signal.addEventListener("abort", () => clearInterval(ticking));
  return el("div", { class: "clock-control" }, button, menu);
}

const weekday = (seconds) =>
  new Intl.DateTimeFormat(undefined, { weekday: "short" }).format(new Date(seconds * 1000));

function jumpButton(session, menu, [label, seconds]) {
  const jump = async () => {
    menu.hidePopover();
    await session.advanceClock(seconds());
  };
  return el("button", { type: "button", class: "option", onclick: jump }, label);
}
