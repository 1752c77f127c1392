/** Embeds, as Discord shows them. */

import { el } from "./elements.js";
import { picture } from "./media.js";
import { inlineProse, prose } from "./prose.js";
import { writeMessageTime } from "./times.js";

/** One embed; `context` is that of components.js. */
export function showEmbed(embed, { names, attachments }) {
  const pictured = (media, description) => picture({ media, description }, { attachments });
  const box = el(
    "div",
    { class: "embed" },
    el(
      "div",
      { class: "embed-text" },
      embed.author && el("div", { class: "embed-author" }, linked(embed.author.url, embed.author.name)),
      embed.title && el("div", { class: "embed-title" }, linked(embed.url, inlineProse(embed.title, names))),
      embed.description && el("div", { class: "prose" }, prose(embed.description, names)),
      embed.fields?.length &&
        el(
          "dl",
          { class: "fields" },
          embed.fields.map((field) => showField(field, names)),
        ),
    ),
    embed.thumbnail && el("div", { class: "thumbnail" }, pictured(embed.thumbnail, "Thumbnail")),
    embed.image && el("div", { class: "embed-image" }, pictured(embed.image, "Picture")),
    showFooter(embed),
  );
  if (embed.color) box.style.setProperty("--accent", `#${embed.color.toString(16).padStart(6, "0")}`);
  return box;
}

const showField = (field, names) =>
  el(
    "div",
    { class: field.inline ? "inline" : undefined },
    el("dt", {}, inlineProse(field.name, names)),
    el("dd", { class: "prose" }, prose(field.value, names)),
  );

function showFooter({ footer, timestamp }) {
  const parts = [footer?.text, timestamp && writeMessageTime(Date.parse(timestamp) / 1000)].filter(Boolean);
  return parts.length > 0 && el("div", { class: "embed-footer" }, parts.join(" • "));
}

const linked = (url, content) =>
  url ? el("a", { href: url, target: "_blank", rel: "noreferrer noopener" }, content) : content;
