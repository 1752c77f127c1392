/** Pictures and files: in components, in embeds and attached to messages. */

import { el } from "./elements.js";
import { icon } from "./icons.js";
import { spoiler } from "./prose.js";

/** A thumbnail or gallery item as a link to the picture; its description is the alternative text. */
export function picture({ media, description }, { attachments = [] } = {}) {
  const url = addressOf(media, attachments);
  const label = description || "Picture";
  return el(
    "a",
    { class: "picture", href: url, target: "_blank", rel: "noreferrer noopener", title: description },
    el("img", { src: url, alt: label, width: media.width, height: media.height }),
  );
}

/** A gallery of up to ten pictures, laid out by their number. */
export function gallery(items, context) {
  const shown = items.map((item) =>
    item.spoiler ? spoiler("div", picture(item, context)) : picture(item, context),
  );
  return el("div", { class: "gallery", "data-count": Math.min(items.length, 5) }, shown);
}

/** A file to download, with its name and size. */
export function fileCard({ file, name, size }, { attachments = [] } = {}) {
  const attachment = attachments.find((one) => file.url.endsWith(one.filename) || file.url === one.url);
  return attachmentCard({
    url: addressOf(file, attachments),
    filename: name ?? attachment?.filename ?? file.url.split("/").at(-1),
    size: size ?? attachment?.size,
  });
}

/** What is attached to a message: pictures as a gallery, the rest as files. */
export function showAttachments(attachments) {
  const pictures = attachments.filter(isPicture).map((attachment) => ({
    media: attachment,
    description: attachment.description,
    spoiler: attachment.filename.startsWith("SPOILER_"),
  }));
  const files = attachments.filter((attachment) => !isPicture(attachment)).map(attachmentCard);
  return [pictures.length > 0 && gallery(pictures, {}), ...files];
}

const isPicture = (attachment) => attachment.content_type?.startsWith("image/");

function attachmentCard({ url, filename, size }) {
  return el(
    "div",
    { class: "file" },
    el("span", { class: "file-icon" }, icon("file")),
    el(
      "span",
      { class: "file-text" },
      el("a", { href: url, download: filename }, filename),
      el("small", {}, size === undefined ? "" : writeSize(size)),
    ),
  );
}

function addressOf(media, attachments) {
  const name = /^attachment:\/\/(.*)$/.exec(media.url)?.[1];
  return (name && attachments.find((attachment) => attachment.filename === name)?.url) ?? media.url;
}

/** A size in bytes in the largest unit that leaves a number to read. */
export function writeSize(bytes) {
  if (bytes < 1024) return `${bytes} bytes`;
  return bytes < 1024 ** 2 ? `${(bytes / 1024).toFixed(1)} KB` : `${(bytes / 1024 ** 2).toFixed(1)} MB`;
}
