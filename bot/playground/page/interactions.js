/** What a person does with the bot: commands, presses, choices and forms, sent as Discord's client sends them. */

import { CallFailed } from "./connection.js";

const COMMAND = 2;
const COMPONENT = 3;
const AUTOCOMPLETE = 4;
const FORM = 5;

const NO_RESPONSE = "The application did not respond";

/** Runs a command, known to people by `name`; when the bot fails to answer, a private note says so. */
export async function runCommand(session, channelId, data, name = data.name) {
  const answer = await send(session, { type: COMMAND, channel_id: channelId, data });
  if (answer.outcome === "modal") openForm(session, answer.modal, { channel_id: channelId });
  if (answer.outcome === "failed") {
    session.note(channelId, `❗ ${failure(answer, NO_RESPONSE)}`, { name, type: data.type });
  }
}

/** The choices for the focused option; none when the bot has no answer. */
export async function autocomplete(session, channelId, data) {
  const answer = await send(session, { type: AUTOCOMPLETE, channel_id: channelId, data });
  return answer.choices ?? [];
}

/** Presses a button of a message, or sends what was chosen in a menu of it: null, or why it failed. */
export async function press(session, message, component, values) {
  const data = { component_type: component.type, custom_id: component.custom_id, values };
  const place = { channel_id: message.channel_id, message_id: message.id };
  const answer = await send(session, { type: COMPONENT, ...place, data });
  if (answer.outcome === "modal") openForm(session, answer.modal, place);
  return answer.outcome === "failed" ? failure(answer, "This interaction failed") : null;
}

/** Sends a filled-in form: null, or why it failed. */
export async function submitForm(session, place, data) {
  const answer = await send(session, { type: FORM, ...place, data });
  return answer.outcome === "failed" ? failure(answer, "Something went wrong. Try again.") : null;
}

async function send(session, interaction) {
  try {
    return await session.connection.post("/playground/interactions", interaction);
  } catch (error) {
    if (error instanceof CallFailed) return { outcome: "failed", unreachable: error.message };
    throw error;
  }
}

const failure = (answer, sentence) => answer.unreachable ?? sentence;

function openForm(session, form, place) {
  session.dispatchEvent(new CustomEvent("form", { detail: { form, place } }));
}
