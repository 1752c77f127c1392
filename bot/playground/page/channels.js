/** The sidebar: servers with their channels, and the direct messages with the bot. */

import { el } from "./elements.js";
import { avatar, nameOf } from "./message.js";
import { isPrivateThread, isThread, withThreads } from "./threads.js";
import { timeElement } from "./times.js";

/** Fills `place` with the channels a person sees; `onopen(channelId)` is called when one is chosen. */
export function showChannels(place, { session, openId, onopen, signal }) {
  const fill = () => place.replaceChildren(...sections(session, openId(), onopen));
  for (const change of ["channels", "bot"]) session.addEventListener(change, fill, { signal });
  fill();
  return fill;
}

function sections(session, openId, onopen) {
  const item = (channel, content) => channelButton(channel, content, { session, openId, onopen });
  const guilds = session.guilds.map((guild) =>
    section(
      guild.name,
      withThreads(guild.channels, openId).map((channel) => item(channel, channelFace(channel))),
      guild.events.map(showEvent),
    ),
  );
  return [...guilds, section("Direct messages", [directMessages(session, item, onopen)])];
}

const section = (title, items, events = []) =>
  el(
    "section",
    {},
    el("h2", {}, title),
    el(
      "ul",
      {},
      items.map((item) => el("li", {}, item)),
    ),
    events,
  );

/** An event of a server, with its time and place. */
const showEvent = ({ name, description, scheduled_start_time: begins, entity_metadata: { location } }) =>
  el(
    "p",
    { class: "event", title: description },
    el("b", {}, name),
    " ",
    timeElement(Date.parse(begins) / 1000, "f"),
    el("span", { class: "muted" }, ` ${location}`),
  );

function channelButton(channel, content, { session, openId, onopen }) {
  const unread = session.unread.has(channel.id);
  return el(
    "button",
    {
      type: "button",
      class: `channel ${isThread(channel) ? "thread" : ""} ${unread ? "unread" : ""}`,
      "aria-current": channel.id === openId ? "page" : undefined,
      onclick: () => onopen(channel.id),
    },
    content,
    unread && el("span", { class: "visually-hidden" }, "(unread)"),
  );
}

const channelFace = (channel) => [
  el("span", { class: "hash", "aria-hidden": "true" }, isThread(channel) ? "↳" : "#"),
  el("span", { class: "channel-name" }, channel.name),
  channel.nsfw && ageMark(),
  isPrivateThread(channel) && privateMark(),
];

/** The mark of a thread that only its members see, and who manages threads. */
const privateMark = () => el("small", { class: "private-mark" }, "private");

/** The mark of an age-restricted channel. */
export const ageMark = () =>
  el(
    "span",
    { class: "age", title: "Age-restricted channel" },
    el("span", { "aria-hidden": "true" }, "18+"),
    el("span", { class: "visually-hidden" }, "age-restricted"),
  );

/** The bot is always there to be written to; its channel is made when it is first opened. */
function directMessages(session, item, onopen) {
  const bot = session.bot.user;
  const state = session.bot.online ? "online" : "offline";
  const face = [
    el("span", { class: "presence", "data-state": state }, avatar(bot)),
    el("span", { class: "channel-name" }, nameOf(bot), el("small", {}, state)),
  ];
  const [channel] = session.dms;
  if (channel) return item(channel, face);
  const open = async () => onopen((await session.openDirectMessages()).id);
  return el("button", { type: "button", class: "channel", onclick: open }, face);
}
