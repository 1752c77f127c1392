/** The playground's clock, where it can be moved: in the header, with the ways forward, and all the way back, behind it. */

import { afreshButton } from "./afresh.js";
import { el, freshId, placeBeside } from "./elements.js";
import { icon } from "./icons.js";
import { now, writeTime } from "./times.js";

const HOUR = 3600;
const DAY = 24 * HOUR;

const FORWARD = "Move the clock forward";

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
  const menu = jumpMenu(session);
  const button = clockButton(session, menu, signal);
  menu.addEventListener("beforetoggle", ({ newState }) => newState === "open" && placeBeside(menu, button));
  return el("div", { class: "clock-control" }, button, menu);
}

function clockButton(session, menu, signal) {
  const [weekday, date, time] = [el("span"), el("span", { class: "clock-date" }), el("span")];
  const write = () => {
    weekday.textContent = `${new Intl.DateTimeFormat(undefined, { weekday: "short" }).format(now() * 1000)} `;
    date.textContent = `${writeTime(now(), "d")}, `;
    time.textContent = writeTime(now(), "t");
  };
  write();
  session.addEventListener("clock", write, { signal });
  const ticking = setInterval(write, 1000);
  signal.addEventListener("abort", () => clearInterval(ticking));
  return el(
    "button",
    { type: "button", class: "clock", popovertarget: menu.id, title: FORWARD },
    icon("clock"),
    el("span", { class: "visually-hidden" }, "The playground's clock: "),
    el("time", {}, weekday, date, time),
  );
}

function jumpMenu(session) {
  const menu = el(
    "div",
    { id: freshId("clock"), class: "actions", popover: "auto", role: "group", "aria-label": FORWARD },
    el("p", { class: "muted" }, FORWARD),
  );
  menu.append(...JUMPS.map((jump) => jumpButton(session, menu, jump)));
  const afresh = afreshButton(session, () => menu.hidePopover());
  if (afresh) menu.append(el("hr"), afresh);
  return menu;
}

function jumpButton(session, menu, [label, seconds]) {
  const jump = async () => {
    menu.hidePopover();
    await session.advanceClock(seconds());
  };
  return el("button", { type: "button", class: "option", onclick: jump }, label);
}
