/** Moments as a reader sees them, by the playground's clock, which may run ahead of the real one. */

import { el } from "./elements.js";

let ahead = 0;

/** Sets the playground's clock: `now` in seconds since 1970. */
export function setClock(now) {
  ahead = now - Date.now() / 1000;
  refreshTimes();
}

/** The playground's present, in seconds since 1970. */
export function now() {
  return Date.now() / 1000 + ahead;
}

const FORMATS = {
  t: { timeStyle: "short" },
  T: { timeStyle: "medium" },
  d: { dateStyle: "short" },
  D: { dateStyle: "long" },
  f: { dateStyle: "long", timeStyle: "short" },
  F: { dateStyle: "full", timeStyle: "short" },
};

/** A moment written in one of Discord's styles (`t T d D f F R`). */
export function writeTime(seconds, style) {
  if (style === "R") return relative(seconds - now());
  const date = new Date(seconds * 1000);
  return Number.isNaN(date.getTime())
    ? "Invalid Date"
    : new Intl.DateTimeFormat(undefined, FORMATS[style]).format(date);
}

const UNITS = [
  ["year", 365 * 86400],
  ["month", 30 * 86400],
  ["day", 86400],
  ["hour", 3600],
  ["minute", 60],
  ["second", 1],
];

function relative(difference) {
  const [unit, size] = UNITS.find(([, seconds]) => Math.abs(difference) >= seconds) ?? UNITS.at(-1);
  return new Intl.RelativeTimeFormat(undefined, { numeric: "auto" }).format(
    Math.round(difference / size),
    unit,
  );
}

/** A `<time>` that keeps itself true as the clock moves; its title is the full date. */
export function timeElement(seconds, style) {
  const attributes = {
    class: "time",
    "data-seconds": seconds,
    "data-style": style,
    title: writeTime(seconds, "F"),
  };
  return el("time", attributes, writeTime(seconds, style));
}

function refreshTimes() {
  for (const time of document.querySelectorAll("time[data-style='R']")) {
    time.textContent = writeTime(Number(time.dataset.seconds), "R");
  }
}

setInterval(refreshTimes, 10_000);

/** When a message was written, as Discord writes it beside its author's name. */
export function writeMessageTime(seconds) {
  const day = (time) => new Date(time * 1000).toDateString();
  return day(seconds) === day(now())
    ? writeTime(seconds, "t")
    : `${writeTime(seconds, "d")}, ${writeTime(seconds, "t")}`;
}
