/** What one person sees of the playground, kept up to date; no DOM in sight. */

import { CHAT_INPUT, localised } from "./commands.js";
import { Connection } from "./connection.js";
import { isThread, standsForStarter, threadIdOf } from "./threads.js";
import { now, setClock } from "./times.js";

const EPHEMERAL = 64;
/** Of a message that rings nowhere. */
const SUPPRESS_NOTIFICATIONS = 1 << 12;
const IN_GUILD = 0;
const DIRECT = 1;
const SEND_MESSAGES = 1n << 11n;
const SEND_MESSAGES_IN_THREADS = 1n << 38n;
const MANAGE_THREADS = 1n << 34n;
const DISCORD_EPOCH = 1_420_070_400_000n;
const byId = (one, other) => (BigInt(one.id) < BigInt(other.id) ? -1 : 1);

/** The permissions that it takes to say something in a channel. */
function speakingIn(channel) {
  if (!isThread(channel)) return SEND_MESSAGES;
  return SEND_MESSAGES_IN_THREADS | (channel.thread_metadata?.locked ? MANAGE_THREADS : 0n);
}

/** Whether a message is for its reader alone. */
export const isPrivate = (message) => Boolean((message.flags ?? 0) & EPHEMERAL);

/**
 * One person's view. It dispatches `messages` (detail: the channel's id), `channels`, `bot`, `commands`, `clock` and
 * `connection` when these have changed, `form` (detail: the form and where it came from) when one is to be filled in, and
 * `forgotten` when the playground does not know the person any more.
 */
export class Session extends EventTarget {
  /** The session of a person (by id; without one, of the playground's first), with everything loaded. */
  static async open(person) {
    const session = new Session(new Connection(person));
    await session.#loadState();
    session.connection.person = session.you.id;
    session.#listen();
    return session;
  }

  constructor(connection) {
    super();
    this.connection = connection;
    this.connected = true;
    this.unread = new Set();
    this.watched = null;
    this.#messages = new Map();
  }

  #messages;
  #votes = new Map();
  #notes = 0n;
  #emptied = false;

  // --- asking ---

  /** Every channel the person can see, those of the servers first. */
  get channels() {
    return [...this.guilds.flatMap((guild) => guild.channels), ...this.dms];
  }

  channel(id) {
    return this.channels.find((channel) => channel.id === id);
  }

  /** The channel whose permissions and age restriction hold: a thread has none of its own. */
  parentOrSelf(channel) {
    return this.channel(channel.parent_id) ?? channel;
  }

  /** The server's channels of these types (all, if none are named). */
  channelsOfTypes(guild, types) {
    return (guild?.channels ?? []).filter((channel) => !types?.length || types.includes(channel.type));
  }

  guildOf(channel) {
    return this.guilds.find((guild) => guild.channels.some((one) => one.id === channel?.id));
  }

  /** The members of a channel's server; in direct messages the two who talk there. */
  membersOf(channel) {
    return this.guildOf(channel)?.members.map((member) => member.user) ?? [this.you, this.bot.user];
  }

  user(id) {
    const members = this.guilds.flatMap((guild) => guild.members.map((member) => member.user));
    return [this.you, this.bot.user, ...this.people, ...members].find((user) => user?.id === id);
  }

  /** The commands of a type that Discord would offer in a channel, in the person's language. */
  commandsIn(channel, type) {
    const place = this.guildOf(channel) ? IN_GUILD : DIRECT;
    const guildId = this.guildOf(channel)?.id;
    return this.commands
      .filter((command) => (command.type ?? CHAT_INPUT) === type)
      .filter((command) => !command.guild_id || command.guild_id === guildId)
      .filter((command) => !command.contexts || command.contexts.includes(place))
      .filter((command) => !command.nsfw || this.parentOrSelf(channel).nsfw || place === DIRECT)
      .filter((command) => this.may(channel, BigInt(command.default_member_permissions ?? 0)))
      .map((command) => localised(command, this.you.locale));
  }

  /** Whether the person has all of these permissions (bits) in a channel; between two people nothing is forbidden. */
  may(channel, permissions = speakingIn(channel)) {
    const granted = this.parentOrSelf(channel).permissions;
    return !granted || (BigInt(granted) & permissions) === permissions;
  }

  /** A channel's messages, oldest first; in a thread the first is the one that it was started from. */
  messagesIn(channelId) {
    const messages = [...(this.#messages.get(channelId)?.values() ?? [])];
    return messages.map((message) => this.#starterFor(message)).sort(byId);
  }

  #starterFor(message) {
    if (!standsForStarter(message)) return message;
    const { channel_id, message_id } = message.message_reference;
    return this.#messages.get(channel_id)?.get(message_id) ?? message.referenced_message ?? message;
  }

  // --- doing ---

  /** Loads a channel's messages, unless they are loaded, and marks it as read. */
  async visit(channelId) {
    this.watched = channelId;
    if (this.unread.delete(channelId)) this.#tell("channels");
    // What a thread was started from stands in its channel.
    const needed = [channelId, this.channel(channelId)?.parent_id].filter(
      (id) => id && !this.#messages.has(id),
    );
    await Promise.all(needed.map((id) => this.#loadMessages(id)));
  }

  /** Votes in a message's poll for these answers, by id, instead of those chosen before. */
  async vote(message, answers) {
    const path = `/playground/channels/${message.channel_id}/messages/${message.id}/votes`;
    this.#votes.set(message.id, answers);
    this.#put(await this.connection.post(path, { answers }));
  }

  /** The answers that the person has chosen in a message's poll since the page was loaded. */
  votesIn(message) {
    return this.#votes.get(message.id) ?? [];
  }

  say(channelId, content) {
    return this.connection.post(`/playground/channels/${channelId}/messages`, { content });
  }

  /** Opens the direct messages with the bot: their channel. */
  async openDirectMessages() {
    const channel = await this.connection.post("/playground/dms");
    this.#setChannel(channel);
    return channel;
  }

  /** Chooses the language of the person's client. */
  async setLocale(locale) {
    await this.connection.post("/playground/locale", { locale });
    this.you.locale = locale;
    this.#tell("commands");
  }

  advanceClock(seconds) {
    return this.connection.post("/playground/clock", { advance: seconds });
  }

  /** Has everything forgotten; the page is loaded anew once the playground has begun again. */
  startAfresh() {
    return this.connection.post("/playground/afresh");
  }

  /** The roles of a server that can be given and taken: not everybody's, nor an application's own. */
  rolesToGive(guild) {
    return guild.roles.filter((role) => role.id !== guild.id && !role.managed);
  }

  /** Whether the person has a role of a server. */
  hasRole(guild, role) {
    const own = guild.members.find((member) => member.user.id === this.you.id);
    return Boolean(own?.roles.includes(role.id));
  }

  changeRole(guild, role, has) {
    return this.connection.post("/playground/roles", { guild: guild.id, role: role.id, has });
  }

  /**
   * Says something to the person alone, in the bot's name, as a client does when an answer fails to come: to the command
   * of this name and type, if it was one.
   */
  note(channelId, content, command) {
    this.#notes += 1n;
    const id = String(((BigInt(Date.now()) - DISCORD_EPOCH) << 22n) + this.#notes);
    const timestamp = new Date(now() * 1000).toISOString();
    const used = command && {
      interaction_metadata: { name: command.name, command_type: command.type, user: this.you },
    };
    this.#put({
      id,
      channel_id: channelId,
      author: this.bot.user,
      content,
      flags: EPHEMERAL,
      timestamp,
      ...used,
    });
  }

  /** Drops a private message from view. */
  dismiss(message) {
    this.#messages.get(message.channel_id)?.delete(message.id);
    this.#tell("messages", message.channel_id);
  }

  // --- keeping up ---

  #listen() {
    this.connection.addEventListener("event", ({ detail }) => this.#receive(detail));
    this.connection.addEventListener("lost", () => this.#setConnected(false));
    this.connection.addEventListener("restored", () => this.#catchUp());
    this.connection.addEventListener("forgotten", () => this.#tell("forgotten"));
    this.connection.listen();
  }

  #receive({ type, data }) {
    if (type === "message_create") this.#arrive(data);
    else if (type === "message_update") this.#change(data);
    else if (type === "message_delete") this.dismiss(data);
    else if (type === "channel_create" || type === "channel_update") this.#setChannel(data);
    else if (type === "channel_delete") this.#dropChannel(data);
    else if (type.startsWith("event_")) this.#setEvent(data, type === "event_delete");
    else if (type === "clock") this.#setNow(data.now);
    else if (type === "afresh") this.#emptied = true;
    else if (type === "member_update") this.#setMember(data);
    else if (type === "bot" || type === "commands") {
      this[type] = data;
      this.#tell(type);
    }
  }

  #arrive(message) {
    if (message.channel_id !== this.watched && message.author.id !== this.you.id) {
      this.unread.add(message.channel_id);
      this.#tell("channels");
      if (!isPrivate(message) && !(message.flags & SUPPRESS_NOTIFICATIONS)) this.#tell("push", message);
    }
    this.#put(message);
  }

  /** A private message that was dismissed, or lost in a reload, does not come back. */
  #change(message) {
    const known = this.#messages.get(message.channel_id)?.has(message.id);
    if (known || !isPrivate(message)) this.#put(message);
  }

  #put(message) {
    const known = this.#messages.get(message.channel_id);
    // A channel that was never visited is loaded when it is; private messages are not among those loaded then.
    if (!known && !isPrivate(message)) return;
    if (!known) this.#messages.set(message.channel_id, new Map());
    const before = this.#messages.get(message.channel_id).get(message.id);
    this.#messages.get(message.channel_id).set(message.id, { ...before, ...message });
    this.#tell("messages", message.channel_id);
    if (message.thread) this.#tell("messages", message.thread.id);
  }

  #setChannel(channel) {
    const guild = this.guilds.find((one) => one.id === channel.guild_id);
    const known = this.channel(channel.id);
    if (known) Object.assign(known, channel);
    else (guild?.channels ?? this.dms).push(channel);
    this.#tell("channels");
    this.#showAnew(channel);
  }

  /** The message that leads to a thread tells of it as it is now. */
  #showAnew(thread) {
    const inParent = [...(this.#messages.get(thread.parent_id)?.values() ?? [])];
    inParent
      .filter((message) => threadIdOf(message) === thread.id)
      .forEach((message) => this.#put({ ...message }));
  }

  #dropChannel(gone) {
    const guild = this.guilds.find((one) => one.id === gone.guild_id);
    guild.channels = guild.channels.filter(({ id, parent_id }) => id !== gone.id && parent_id !== gone.id);
    this.#tell("channels");
    this.#showAnew(gone);
  }

  #setEvent(event, gone) {
    const guild = this.guilds.find((one) => one.id === event.guild_id);
    const others = guild.events.filter(({ id }) => id !== event.id);
    guild.events = gone ? others : [...others, event];
    this.#tell("channels");
  }

  #setMember(member) {
    const guild = this.guilds.find((one) => one.id === member.guild_id);
    const known = guild?.members.find((one) => one.user.id === member.user.id);
    if (known) Object.assign(known, member);
  }

  #setNow(now) {
    setClock(now);
    this.#tell("clock");
  }

  #setConnected(connected) {
    this.connected = connected;
    this.#tell("connection");
  }

  /** Asks for everything anew after the events had stopped. */
  async #catchUp() {
    if (this.#emptied) return this.#tell("forgotten");
    await this.#loadState();
    await Promise.all([...this.#messages.keys()].map((channelId) => this.#loadMessages(channelId)));
    for (const part of ["channels", "commands", "bot", "clock"]) this.#tell(part);
    this.#setConnected(true);
  }

  async #loadState() {
    const state = await this.connection.get("/playground/state");
    const { you, people, guilds, dms, commands, bot, controls, afresh } = state;
    Object.assign(this, { you, people, guilds, dms, commands, bot, controls, afresh });
    setClock(state.now);
  }

  async #loadMessages(channelId) {
    const loaded = await this.connection.get(`/playground/channels/${channelId}/messages`);
    const kept = this.messagesIn(channelId).filter(isPrivate);
    this.#messages.set(channelId, new Map([...loaded, ...kept].map((message) => [message.id, message])));
    this.#tell("messages", channelId);
  }

  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}
