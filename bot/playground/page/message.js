/** One message as an article: who, when, what, and what can be done with it. */

import { CHAT_INPUT } from "./commands.js";
import { showComponents } from "./components.js";
import { el } from "./elements.js";
import { showEmbed } from "./embeds.js";
import { icon } from "./icons.js";
import { press } from "./interactions.js";
import { showAttachments } from "./media.js";
import { pollResult, showPoll } from "./polls.js";
import { prose } from "./prose.js";
import { isPrivate } from "./session.js";
import { standsForStarter, tellsOfMember, tellsOfThread, threadIdOf } from "./threads.js";
import { writeMessageTime } from "./times.js";

const LOADING = 128;
const COMPONENTS_V2 = 1 << 15;
const POLL_RESULT = 46;

/** The message's article. `session` is the reader's; `channel` the channel it stands in. */
export function showMessage(message, session, channel) {
  const name = nameOf(message.author);
  const time = writeMessageTime(Date.parse(message.timestamp) / 1000);
  return el(
    "article",
    {
      class: `message ${isPrivate(message) ? "private" : ""}`,
      "data-id": message.id,
      "aria-label": `${name}, ${time}`,
    },
    usedBar(message),
    avatar(message.author),
    el(
      "div",
      { class: "head" },
      el("span", { class: "author" }, name),
      message.author.bot && el("span", { class: "badge" }, "APP"),
      el("time", { datetime: message.timestamp }, time),
    ),
    el("div", { class: "body" }, showBody(message, session, channel)),
    !isPrivate(message) && message.channel_id === channel.id && appsButton(),
  );
}

/** Opens the message's menu (message-menu.js); it shows only where the bot has commands on messages. */
const appsButton = () =>
  el(
    "button",
    { type: "button", class: "apps-button", "aria-haspopup": "menu", "aria-label": "Apps", title: "Apps" },
    "⋯",
  );

/** A user's name as people see it. */
export const nameOf = (user) => user?.global_name || user?.username || "Someone";

const BRAND = "#4752c4";
const HUES = ["#1f7a4d", "#a12d30", "#8a5a00", "#7b3fa0", "#00708a"];

/** A round mark with the user's initial. */
export function avatar(user) {
  const face = user?.avatar && el("img", { src: `/avatars/${user.id}/${user.avatar}.png`, alt: "" });
  const mark = el("span", { class: "avatar", "aria-hidden": "true" }, face || nameOf(user)[0]?.toUpperCase());
  const letters = [...nameOf(user)].reduce((sum, letter) => sum + letter.codePointAt(0), 0);
  mark.style.setProperty("--hue", user?.bot ? BRAND : HUES[letters % HUES.length]);
  return mark;
}

function usedBar({ interaction_metadata: { user, name, command_type: type } = {} }) {
  if (!name) return null;
  const written = type === CHAT_INPUT ? `/${name}` : name;
  return el(
    "div",
    { class: "used" },
    avatar(user),
    el("span", {}, el("b", {}, nameOf(user)), " used ", el("span", { class: "used-command" }, written)),
  );
}

function showBody(message, session, channel) {
  if (message.flags & LOADING) return [thinking(message), isPrivate(message) && privateBar(message, session)];
  if (tellsOfThread(message)) return [threadStarted(message), threadLine(message, session, channel)];
  if (tellsOfMember(message)) return added(message);
  if (message.type === POLL_RESULT) return pollResult();
  if (standsForStarter(message))
    return el("p", { class: "muted" }, "What this thread was started from is gone.");
  const context = contextOf(message, session, channel);
  return [
    message.content && el("div", { class: "prose" }, prose(message.content, context.names), edited(message)),
    message.embeds?.map((embed) => showEmbed(embed, context)),
    message.poll && showPoll(message, session),
    showAttachments(attachedTo(message)),
    message.components?.length > 0 &&
      el("div", { class: "components" }, showComponents(message.components, context)),
    !message.content && edited(message),
    threadLine(message, session, channel),
    isPrivate(message) && privateBar(message, session),
  ];
}

const added = ({ mentions: [user] }) =>
  el("p", { class: "muted" }, "added ", el("b", {}, nameOf(user)), " to the thread.");

const threadStarted = (message) =>
  el("p", { class: "muted" }, "started a thread: ", el("b", {}, message.content));

/** The way from a message to the thread that it leads to, unless that is where one is. */
function threadLine(message, session, channel) {
  const thread = session.channel(threadIdOf(message));
  if (!thread || thread.id === channel.id) return null;
  const count = thread.message_count;
  return el(
    "a",
    { class: "thread-line", href: addressOf(session, thread) },
    icon("thread"),
    el("b", {}, thread.name),
    el("span", { class: "thread-count" }, `${count} ${count === 1 ? "message" : "messages"}`),
  );
}

/** Where the page shows a channel to this person. */
export const addressOf = (session, channel) => `#${session.you.id}/${channel.id}`;

/** The attachments that are shown by themselves: not those that an embed or a component shows. */
function attachedTo({ flags, attachments = [], embeds = [] }) {
  const embedded = embeds.flatMap((embed) => [embed.image?.url, embed.thumbnail?.url]);
  return flags & COMPONENTS_V2 ? [] : attachments.filter(({ url }) => !embedded.includes(url));
}

function contextOf(message, session, channel) {
  return {
    session,
    channel,
    attachments: message.attachments ?? [],
    names: namesIn(session),
    act: async (component, values) => {
      const failure = await press(session, message, component, values);
      showFailure(message, failure);
    },
  };
}

/** How references in text are written for this reader. */
export function namesIn(session) {
  const roles = () => session.guilds.flatMap((guild) => guild.roles ?? []);
  return {
    user: (id) => nameOf(session.user(id) ?? { username: "unknown-user" }),
    channel: (id) => session.channel(id)?.name ?? "unknown",
    role: (id) => roles().find((role) => role.id === id)?.name ?? "unknown-role",
  };
}

/** Says below a message why a press on it failed; the message may have been shown anew in the meantime. */
function showFailure(message, failure) {
  const body = document.querySelector(`article[data-id="${message.id}"] .body`);
  body?.querySelector(".failure")?.remove();
  if (failure) body?.append(el("p", { class: "failure", role: "alert" }, failure));
}

const edited = (message) =>
  message.edited_timestamp &&
  el("small", { class: "edited", title: new Date(message.edited_timestamp).toLocaleString() }, "(edited)");

const thinking = (message) =>
  el(
    "p",
    { class: "thinking" },
    el("span", { class: "dots", "aria-hidden": "true" }, el("i"), el("i"), el("i")),
    `${nameOf(message.author)} is thinking…`,
  );

function privateBar(message, session) {
  return el(
    "p",
    { class: "private-bar" },
    icon("eye"),
    "Only you can see this • ",
    el(
      "button",
      { type: "button", class: "plain-link", onclick: () => session.dismiss(message) },
      "Dismiss message",
    ),
  );
}
