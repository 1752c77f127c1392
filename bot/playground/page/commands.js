/** Commands and their options as data: what to offer, what was typed, what to send. No DOM in sight. */

// The types of a command that are offered here.
export const CHAT_INPUT = 1;
export const MESSAGE = 3;

const SUBCOMMAND = 1;
const GROUP = 2;
const INTEGER = 4;
const BOOLEAN = 5;
const USER = 6;
const CHANNEL = 7;
const ROLE = 8;
const MENTIONABLE = 9;
const NUMBER = 10;
export const ATTACHMENT = 11;

/**
 * A command, option or choice as somebody with this locale sees it: its name and description in their language, with what
 * is in them; `given` is the name that it has for the bot.
 */
export function localised(part, locale) {
  const within = (parts) => parts?.map((one) => localised(one, locale));
  return {
    ...part,
    given: part.name,
    name: part.name_localizations?.[locale] ?? part.name,
    description: part.description_localizations?.[locale] ?? part.description,
    options: within(part.options),
    choices: within(part.choices),
  };
}

/** What can be run: a command, or each subcommand of one, as `{name, description, options, command, path}`. */
export function runnable(commands) {
  return commands
    .flatMap((command) => leaves(command, [], command.options ?? [], command.description))
    .sort((one, other) => one.name.localeCompare(other.name));
}

function leaves(command, path, options, description) {
  const below = options.filter((option) => option.type === SUBCOMMAND || option.type === GROUP);
  if (below.length) {
    return below.flatMap((option) =>
      leaves(command, [...path, option], option.options ?? [], option.description),
    );
  }
  return [
    { name: [command, ...path].map((part) => part.name).join(" "), description, options, command, path },
  ];
}

/** Those of `entries` (by `name`) that fit what was typed: first the names that begin so, then those that hold it. */
export function matching(entries, typed) {
  const sought = typed.toLowerCase();
  const beginning = entries.filter(({ name }) => name.toLowerCase().startsWith(sought));
  const holding = entries.filter(
    (entry) => !beginning.includes(entry) && entry.name.toLowerCase().includes(sought),
  );
  return [...beginning, ...holding];
}

/** What an option can be set to, as `{name, value}`; undefined where anything can be typed. */
export function fixedChoices(option, { session, channel }) {
  const guild = session.guildOf(channel);
  const users = () =>
    session.membersOf(channel).map((user) => ({ name: user.global_name ?? user.username, value: user.id }));
  const roles = () => (guild?.roles ?? []).map((role) => ({ name: role.name, value: role.id }));
  const ofTypes = session.channelsOfTypes(guild, option.channel_types);
  const channels = () => ofTypes.map((one) => ({ name: `#${one.name}`, value: one.id }));
  if (option.choices?.length) return option.choices;
  if (option.type === BOOLEAN)
    return [
      { name: "True", value: true },
      { name: "False", value: false },
    ];
  return {
    [USER]: users,
    [ROLE]: roles,
    [MENTIONABLE]: () => [...users(), ...roles()],
    [CHANNEL]: channels,
  }[option.type]?.();
}

/**
 * What was entered for an option: `{value}` (undefined: nothing), or `{problem}`, a sentence.
 *
 * `chosen` is the choice that was picked, if one was; `choices` those that it had to be one of, if any.
 */
export function readOption(option, { typed, chosen, choices }) {
  if (chosen) return { value: chosen.value };
  if (typed.trim() === "")
    return option.required ? { problem: "This option is required." } : { value: undefined };
  if (choices) {
    const named = choices.find(({ name }) => name.toLowerCase() === typed.trim().toLowerCase());
    return named ? { value: named.value } : { problem: "Choose one of the list." };
  }
  return [INTEGER, NUMBER].includes(option.type) ? readNumber(option, typed.trim()) : readText(option, typed);
}

function readNumber(option, typed) {
  const value = Number(typed);
  if (Number.isNaN(value)) return { problem: "This must be a number." };
  if (option.type === INTEGER && !Number.isSafeInteger(value))
    return { problem: "This must be a whole number." };
  if (value < (option.min_value ?? -Infinity))
    return { problem: `This must be ${option.min_value} or more.` };
  if (value > (option.max_value ?? Infinity)) return { problem: `This must be ${option.max_value} or less.` };
  return { value };
}

function readText(option, typed) {
  const least = option.min_length ?? 0;
  const most = option.max_length ?? 6000;
  if (typed.length < least) return { problem: `This must be ${least} or more characters long.` };
  if (typed.length > most) return { problem: `This must be ${most} or fewer characters long.` };
  return { value: typed };
}

/** The limits of an option in words, such as "1–25"; empty where it has none. */
export function writeLimits({ min_value, max_value }) {
  const least = min_value ?? null;
  const most = max_value ?? null;
  if (least !== null && most !== null) return `${least}–${most}`;
  if (least !== null) return `${least} or more`;
  return most !== null ? `${most} or less` : "";
}

/** The interaction data of a command with these options (`[{type, name, value, focused?}]`). */
export function commandData(entry, options) {
  const { id, given: name, guild_id } = entry.command;
  const nested = entry.path.reduceRight(
    (inner, part) => [{ type: part.type, name: part.given, options: inner }],
    options,
  );
  return { id, name, type: CHAT_INPUT, guild_id, options: nested };
}

/** The interaction data of a command on a message. */
export function menuData({ id, given: name, guild_id }, message) {
  return { id, name, type: MESSAGE, guild_id, target_id: message.id };
}
