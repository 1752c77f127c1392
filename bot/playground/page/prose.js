/** Discord Markdown, shown: from the tree of markdown.js to DOM nodes. */

import { el } from "./elements.js";
import { parse, parseInline } from "./markdown.js";
import { timeElement } from "./times.js";

/**
 * The nodes that show a text.
 *
 * `names` tells how to write a reference: `user(id)`, `role(id)`, `channel(id)` each give a name.
 */
export function prose(text, names) {
  return show(parse(text ?? ""), names);
}

/** The same for a text on one line (a title, the name of a field). */
export function inlineProse(text, names) {
  return show(parseInline(text ?? ""), names);
}

const show = (nodes, names) => nodes.map((node) => SHOWN[node.type](node, names));
const wrapped = (tag) => (node, names) => el(tag, {}, show(node.children, names));
const mention = (content) => el("span", { class: "mention" }, content);

const SHOWN = {
  text: (node) => node.text,
  plain: wrapped("span"),
  em: wrapped("em"),
  strong: wrapped("strong"),
  u: wrapped("u"),
  s: wrapped("s"),
  item: wrapped("li"),
  quote: wrapped("blockquote"),
  // The page has its own h1 and h2, below which all of a message stands; a level is how large a heading is, and is often
  // the third by itself.
  heading: (node, names) => el("h3", { class: `size-${node.level}` }, show(node.children, names)),
  subtext: (node, names) => el("small", { class: "subtext" }, show(node.children, names)),
  list: (node, names) =>
    el(node.start === undefined ? "ul" : "ol", { start: node.start }, show(node.children, names)),
  code: (node) => el("code", {}, node.text),
  codeBlock: (node) => el("pre", { tabindex: 0 }, el("code", {}, node.text)),
  link: (node, names) =>
    el(
      "a",
      { href: node.href, title: node.title, target: "_blank", rel: "noreferrer noopener" },
      show(node.children, names),
    ),
  spoiler: (node, names) => spoiler("span", show(node.children, names)),
  user: (node, names) => mention(`@${names.user(node.id)}`),
  role: (node, names) => mention(`@${names.role(node.id)}`),
  channel: (node, names) => mention(`#${names.channel(node.id)}`),
  command: (node) => mention(`/${node.name}`),
  everyone: (node) => mention(node.text),
  emoji: (node) => `:${node.name}:`,
  time: (node) => timeElement(node.seconds, node.style),
};

/** Content hidden until it is clicked, or Enter or the space bar is pressed on it. */
export function spoiler(tag, content) {
  const inner = el(tag, { class: "spoiler-content", inert: true, "aria-hidden": "true" }, content);
  const outer = el(
    tag,
    { class: "spoiler", role: "button", tabindex: 0, "aria-label": "Spoiler: show it" },
    inner,
  );
  const reveal = (event) => {
    if (event.type === "keydown" && !["Enter", " "].includes(event.key)) return;
    if (outer.classList.contains("revealed")) return;
    event.preventDefault();
    for (const name of ["role", "tabindex", "aria-label"]) outer.removeAttribute(name);
    for (const name of ["inert", "aria-hidden"]) inner.removeAttribute(name);
    outer.classList.add("revealed");
  };
  outer.addEventListener("click", reveal);
  outer.addEventListener("keydown", reveal);
  return outer;
}

/** An emoji object as text: the character itself, or the name of a server's own. */
export function writeEmoji(emoji) {
  return emoji.id ? `:${emoji.name}:` : emoji.name;
}
