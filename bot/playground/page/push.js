/** What a locked phone shows of a message: its content, in plain words, and nothing of its components. */

import { el } from "./elements.js";
import { addressOf, nameOf, namesIn } from "./message.js";
import { prose } from "./prose.js";

const SHOWN_FOR = 12_000;

/** Shows in `place` what a phone would show of a message that arrives where its reader is not looking. */
export function showPush(place, session, message) {
  const channel = session.channel(message.channel_id);
  if (!channel) return;
  const said = inPlainWords(message, session);
  const hide = () => place.contains(card) && place.replaceChildren();
  const card = el(
    "div",
    { class: "push" },
    el(
      "a",
      { href: addressOf(session, channel), onclick: hide },
      el("strong", {}, whereFrom(session, channel, message)),
      el("span", { class: said ? "" : "empty" }, said || "(a phone shows nothing of this message)"),
    ),
    el("button", { type: "button", class: "icon-button", "aria-label": "Dismiss", onclick: hide }, "✕"),
  );
  place.replaceChildren(card);
  let timer = setTimeout(hide, SHOWN_FOR);
  for (const stay of ["mouseenter", "focusin"]) card.addEventListener(stay, () => clearTimeout(timer));
  for (const go of ["mouseleave", "focusout"])
    card.addEventListener(go, () => (timer = setTimeout(hide, SHOWN_FOR)));
}

function whereFrom(session, channel, message) {
  const author = nameOf(message.author);
  return session.guildOf(channel) ? `${author} · #${channel.name}` : author;
}

function inPlainWords(message, session) {
  const shown = el("div", {}, prose(message.content, namesIn(session)));
  for (const covered of shown.querySelectorAll(".spoiler")) covered.replaceWith("▇▇▇▇");
  for (const block of shown.querySelectorAll("blockquote, li, small")) block.before("\n");
  return shown.textContent.trim();
}
