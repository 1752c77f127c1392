/** Threads as data: which channels are threads, and which messages belong to one. No DOM in sight. */

const PUBLIC_THREAD = 11;
const PRIVATE_THREAD = 12;
const ADDED = 1;
const CREATED = 18;
const STARTER = 21;

export const isThread = (channel) => [PUBLIC_THREAD, PRIVATE_THREAD].includes(channel?.type);

export const isPrivateThread = (channel) => channel?.type === PRIVATE_THREAD;

/** Whether a message is Discord's own word that somebody was added to a thread. */
export const tellsOfMember = (message) => message.type === ADDED;

/** Whether a message is Discord's own word that a thread was started. */
export const tellsOfThread = (message) => message.type === CREATED;

/** Whether a message stands in a thread for the one that the thread was started from. */
export const standsForStarter = (message) => message.type === STARTER;

/** The id of the thread that a message leads to, if it leads to one. */
export const threadIdOf = (message) =>
  tellsOfThread(message) ? message.message_reference.channel_id : message.thread?.id;

/** The channels with each one's threads behind it: the archived ones only as long as one is in them. */
export const withThreads = (channels, openId) =>
  channels
    .filter((channel) => !isThread(channel))
    .flatMap((channel) => [
      channel,
      ...channels.filter((thread) => thread.parent_id === channel.id && isListed(thread, openId)),
    ]);

const isListed = (thread, openId) => !thread.thread_metadata?.archived || thread.id === openId;
