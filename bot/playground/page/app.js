/** Starts the page: who the person is, which channel is open, and the parts around it. */

import { ageMark, showChannels } from "./channels.js";
import { clockControl } from "./clock.js";
import { showComposer } from "./composer.js";
import { CallFailed } from "./connection.js";
import { el } from "./elements.js";
import { showForm } from "./forms.js";
import { addressOf, nameOf } from "./message.js";
import { showMessages } from "./messages.js";
import { showPush } from "./push.js";
import { Session } from "./session.js";
import { applyTheme, personPanel } from "./switches.js";
import { isThread } from "./threads.js";

const PARTS = ["skip", "sidebar", "scrim", "chat", "header", "status", "log", "composer", "phone"];
const parts = Object.fromEntries(PARTS.map((id) => [id, document.getElementById(id)]));

/** Everyone the person has been on this page; their private messages stay as long as the page does. */
const sessions = new Map();

/** The person and the channel stand in the address, so that a reload comes back to them. */
const address = () => location.hash.slice(1).split("/");

let session = null;
let channel = null;
let visit = new AbortController();

/** With `stay`, whoever switches by the keyboard is still at the switch, and can go on to the next person. */
async function become(person, { stay = false } = {}) {
  const next = sessions.get(person) ?? (await Session.open(person));
  if (!sessions.has(next.you.id)) begin(next);
  session = next;
  const same = session.channel(channel?.id) ?? session.channel(address()[1]);
  await open((same ?? session.channels[0])?.id);
  if (stay) parts.sidebar.querySelector(".person select").focus();
}

function begin(fresh) {
  sessions.set(fresh.you.id, fresh);
  fresh.addEventListener("forgotten", startAnew);
  fresh.addEventListener("form", ({ detail }) => fresh === session && showForm(fresh, detail));
  fresh.addEventListener("push", ({ detail }) => fresh === session && showPush(parts.phone, fresh, detail));
  fresh.addEventListener("connection", showStatus);
  fresh.addEventListener("bot", showStatus);
}

async function open(channelId) {
  if (!session.channel(channelId)) return showNothing();
  await session.visit(channelId);
  if (session.watched !== channelId) return; // the person has gone elsewhere in the meantime
  visit.abort();
  visit = new AbortController();
  channel = session.channel(channelId);
  history.replaceState(null, "", addressOf(session, channel));
  const { signal } = visit;
  showSidebar(signal);
  showHeader(signal);
  showStatus();
  const composer = showComposer(parts.composer, { session, channel, label: `Message ${title()}`, signal });
  showMessages(parts.log, { session, channel, signal, suggest: () => composer.type("/") });
  closeDrawer();
  if (matchMedia("(pointer: fine)").matches) composer.focus();
}

function title() {
  if (isThread(channel)) return `“${channel.name}”`;
  return session.guildOf(channel)
    ? `#${channel.name}`
    : `@${nameOf(channel.recipients?.[0] ?? session.bot.user)}`;
}

function showSidebar(signal) {
  const list = el("div", { class: "channels" });
  showChannels(list, { session, openId: () => channel.id, onopen: open, signal });
  parts.sidebar.replaceChildren(list, personPanel(session, become));
}

function showHeader(signal) {
  document.title = `${title()} · Playground`;
  parts.header.replaceChildren(
    el(
      "button",
      { type: "button", class: "icon-button drawer", "aria-label": "Channels", onclick: openDrawer },
      "☰",
    ),
    isThread(channel) ? wayBack() : "",
    el("h1", {}, isThread(channel) ? channel.name : title()),
    session.parentOrSelf(channel).nsfw ? ageMark() : "",
    channel.topic ? el("p", { class: "topic" }, channel.topic) : "",
    clockControl(session, signal) ?? "",
  );
}

/** The way out of a thread, into its channel. */
function wayBack() {
  const parent = session.parentOrSelf(channel);
  const name = `#${parent.name}`;
  return el(
    "a",
    { class: "back", href: addressOf(session, parent), "aria-label": `Back to ${name}` },
    "‹ ",
    el("span", { class: "back-name" }, name),
  );
}

function showStatus() {
  const offline = `${nameOf(session.bot.user)} is offline. It answers again once it is running.`;
  const bot = session.bot.online ? "" : offline;
  parts.status.textContent = session.connected ? bot : "Reconnecting…";
}

function showNothing() {
  parts.log.replaceChildren(el("p", { class: "welcome" }, "There is no channel here for you."));
}

// --- the channel list as a drawer, where the page is narrow ---

function openDrawer() {
  document.body.classList.add("drawer-open");
  parts.chat.inert = true;
  parts.sidebar.querySelector("[aria-current], button")?.focus();
}

function closeDrawer() {
  if (!document.body.classList.contains("drawer-open")) return;
  document.body.classList.remove("drawer-open");
  parts.chat.inert = false;
  parts.header.querySelector(".drawer").focus();
}

/** Links within the page, and the browser's way back from them, lead to channels. */
window.addEventListener("hashchange", () => {
  const [, channelId] = address();
  if (channelId !== channel?.id && session?.channel(channelId)) open(channelId);
});

parts.skip.addEventListener("click", () => parts.composer.querySelector("textarea, input").focus());
parts.scrim.addEventListener("click", closeDrawer);
document.addEventListener("keydown", (event) => event.key === "Escape" && closeDrawer());

/** As whoever the playground names first: after it was started anew, nobody here is known to it. */
function startAnew() {
  history.replaceState(null, "", location.pathname);
  location.reload();
}

window.addEventListener("unhandledrejection", ({ reason }) => {
  if (reason instanceof CallFailed) parts.status.textContent = reason.message;
});

applyTheme();
become(address()[0]).catch((error) => {
  if (address()[0]) startAnew();
  else parts.status.textContent = error.message;
});
