/** Polls: a question, its answers to choose from, and how the vote stands. */

import { CallFailed } from "./connection.js";
import { el, freshId } from "./elements.js";
import { timeElement, writeTime } from "./times.js";

/** The poll of a message, in which the person votes by pressing an answer, and takes the vote back by another press. */
export function showPoll(message, session) {
  const { question, answers, expiry, results } = message.poll;
  const label = freshId("poll");
  const ends = Date.parse(expiry) / 1000;
  const votes = results.answer_counts.reduce((sum, { count }) => sum + count, 0);
  const state = results.is_finalized
    ? ["Final results"]
    : ["Ends ", timeElement(ends, "R"), ` (${writeTime(ends, "f")})`];
  return el(
    "section",
    { class: "poll", "aria-labelledby": label },
    el("h3", { id: label }, question.text),
    answers.map((answer) => showAnswer(answer, message, session)),
    el("p", { class: "muted" }, `${votes} ${votes === 1 ? "vote" : "votes"} · `, state),
  );
}

function showAnswer({ answer_id: id, poll_media: { text } }, message, session) {
  const count = message.poll.results.answer_counts.find((each) => each.id === id)?.count ?? 0;
  const mine = session.votesIn(message);
  const chosen = mine.includes(id);
  const others = message.poll.allow_multiselect ? mine.filter((each) => each !== id) : [];
  return el(
    "button",
    {
      type: "button",
      class: "poll-answer",
      "aria-pressed": String(chosen),
      disabled: message.poll.results.is_finalized,
      onclick: () => vote(session, message, chosen ? others : [...others, id]),
    },
    el("span", {}, text),
    el("span", { class: "poll-count" }, `${count}`),
  );
}

async function vote(session, message, answers) {
  try {
    await session.vote(message, answers);
  } catch (failure) {
    if (!(failure instanceof CallFailed)) throw failure;
    session.note(message.channel_id, failure.message);
  }
}

/** What Discord says in a poll's channel once it is over. */
export const pollResult = () => el("p", { class: "muted" }, "The poll has closed.");
