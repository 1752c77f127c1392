/** The list of a channel's messages: kept in step with the session, and calm under the reader's eyes. */

import { el } from "./elements.js";
import { icon } from "./icons.js";
import { offerMessageMenu } from "./message-menu.js";
import { avatar, nameOf, showMessage } from "./message.js";
import { isPrivate } from "./session.js";
import { isThread, tellsOfMember, tellsOfThread } from "./threads.js";
import { writeTime } from "./times.js";

const GROUPED_WITHIN = 7 * 60_000;
const NEAR_THE_END = 40;

/** Shows a channel's messages in `log` until `signal` ends it; `suggest()` is the newcomer's way to the commands. */
export function showMessages(log, { session, channel, suggest, signal }) {
  const list = new MessageList(log, session, channel, suggest);
  const onmessages = ({ detail }) => detail === channel.id && list.update();
  session.addEventListener("messages", onmessages, { signal });
  list.start(signal);
  offerMessageMenu(log, { session, channel, signal });
  return list;
}

class MessageList {
  #shown = new Map();
  #atEnd = true;

  constructor(log, session, channel, suggest) {
    this.log = log;
    this.session = session;
    this.channel = channel;
    this.items = el("div", { class: "items" });
    this.welcome = welcome(session, channel, suggest);
    log.replaceChildren(this.welcome, this.items);
  }

  start(signal) {
    this.log.addEventListener("scroll", () => (this.#atEnd = this.#isAtEnd()), { signal, passive: true });
    // Pictures that load and windows that change size move the end as well.
    const observer = new ResizeObserver(() => this.#settle());
    observer.observe(this.items);
    observer.observe(this.log);
    signal.addEventListener("abort", () => observer.disconnect());
    this.update({ first: true });
  }

  /** Brings the list in step with the session; only what has changed is made anew. */
  update({ first = false } = {}) {
    const messages = this.session.messagesIn(this.channel.id);
    const held = this.#holdPlace();
    this.#remove(messages);
    const fresh = messages.filter((message) => !this.#shown.has(message.id));
    messages.forEach((message, index) => this.#place(message, messages[index - 1]));
    this.welcome.classList.toggle("alone", messages.length === 0);
    if (first || fresh.some((message) => this.#isForMe(message))) this.#atEnd = true;
    held();
    this.#settle();
  }

  #remove(messages) {
    const present = new Set(messages.map((message) => message.id));
    for (const [id, { element }] of this.#shown) {
      if (present.has(id)) continue;
      element.remove();
      this.#shown.delete(id);
    }
  }

  #place(message, previous) {
    const shown = this.#shown.get(message.id);
    const element =
      shown?.message === message ? shown.element : showMessage(message, this.session, this.channel);
    element.classList.toggle("compact", isContinuation(message, previous));
    markDay(element, message, previous);
    if (shown?.element === element) return;
    this.#shown.set(message.id, { message, element });
    if (shown) replaceKeepingFocus(shown.element, element);
    else this.#insertAfter(previous, element);
  }

  #insertAfter(previous, element) {
    const before = previous && this.#shown.get(previous.id).element;
    if (before) before.after(element);
    else this.items.prepend(element);
  }

  /** What the person did or was told alone is shown to them at once, wherever they are reading. */
  #isForMe(message) {
    const initiator = message.interaction_metadata?.user ?? message.author;
    return isPrivate(message) || initiator.id === this.session.you.id;
  }

  /** Remembers the message at the top of the view; what it returns puts that message back there. */
  #holdPlace() {
    const top = this.log.getBoundingClientRect().top;
    const anchor = [...this.items.children].find((element) => element.getBoundingClientRect().bottom > top);
    const id = anchor?.dataset.id;
    const before = anchor?.getBoundingClientRect().top;
    return () => {
      const element = this.#shown.get(id)?.element;
      if (element && !this.#atEnd) this.log.scrollTop += element.getBoundingClientRect().top - before;
    };
  }

  #isAtEnd() {
    return this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < NEAR_THE_END;
  }

  #settle() {
    if (this.#atEnd) this.log.scrollTop = this.log.scrollHeight;
  }
}

/** The first message of a day stands below the day's date. */
function markDay(element, message, previous) {
  const day = writeDay(message.timestamp);
  if (previous && writeDay(previous.timestamp) === day) delete element.dataset.day;
  else element.dataset.day = day;
}

const writeDay = (timestamp) => writeTime(Date.parse(timestamp) / 1000, "D");

function isContinuation(message, previous) {
  if (!previous || previous.author.id !== message.author.id) return false;
  if (message.interaction_metadata || tellsOfThread(message) || tellsOfMember(message)) return false;
  return Date.parse(message.timestamp) - Date.parse(previous.timestamp) < GROUPED_WITHIN;
}

/** The control with the focus may be in the old element: its successor is the same one by name, else by place. */
function replaceKeepingFocus(old, fresh) {
  const controls = (element) => [...element.querySelectorAll("button, a[href], [tabindex]")];
  const focused = controls(old).indexOf(document.activeElement);
  const label = document.activeElement?.textContent;
  old.replaceWith(fresh);
  if (focused < 0) return;
  const successors = controls(fresh);
  const successor = successors.find((control) => control.textContent === label) ?? successors[focused];
  (successor ?? fresh.closest("[role=log]"))?.focus({ preventScroll: true });
}

/** How a channel introduces itself: with a mark, or with the face of the other one. */
function introduction(session, channel) {
  if (isThread(channel)) {
    const starter = nameOf(session.user(channel.owner_id));
    const parent = session.parentOrSelf(channel);
    return { mark: icon("thread"), heading: channel.name, beginning: `Started by ${starter} in #${parent.name}.` };
  }
  const name = `#${channel.name}`;
  const bot = session.bot.user?.username ?? "the bot";
  return session.guildOf(channel)
    ? { mark: "#", heading: `Welcome to ${name}!`, beginning: `This is the start of the ${name} channel.` }
    : { heading: bot, beginning: `Only you and ${bot} can read this.` };
}

function welcome(session, channel, suggest) {
  const bot = session.bot.user?.username ?? "the bot";
  const { mark, heading, beginning } = introduction(session, channel);
  return el(
    "section",
    { class: "welcome" },
    mark ? el("span", { class: "welcome-mark", "aria-hidden": "true" }, mark) : avatar(session.bot.user),
    el("h2", {}, heading),
    el("p", {}, beginning),
    el(
      "div",
      { class: "hint" },
      el("p", {}, `Type `, el("kbd", {}, "/"), ` to see what ${bot} can do.`),
      el("button", { type: "button", class: "button primary", onclick: suggest }, "Show the commands"),
    ),
  );
}
