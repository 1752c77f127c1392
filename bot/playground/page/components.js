/** The components of a message, old rows and Components V2 alike, as DOM nodes. */

import { el } from "./elements.js";
import { fileCard, gallery, picture } from "./media.js";
import { menu, MENU_TYPES } from "./menus.js";
import { prose, spoiler, writeEmoji } from "./prose.js";

const ROW = 1;
const BUTTON = 2;
const LINK = 5;
const BUTTON_STYLES = { 1: "primary", 2: "secondary", 3: "success", 4: "danger", 5: "link", 6: "secondary" };

/**
 * The nodes that show these components.
 *
 * `context` is `{session, channel, names, attachments, act}`; `act(component, values?)` is called when something is
 * pressed or chosen, and resolves once the bot has answered.
 */
export function showComponents(components, context) {
  return components.map((component) => (SHOWN[component.type] ?? unknown)(component, context));
}

const unknown = (component) => el("p", { class: "unknown" }, `(component of type ${component.type})`);

const SHOWN = {
  [ROW]: (row, context) => el("div", { class: "row" }, showComponents(row.components, context)),
  [BUTTON]: (component, context) =>
    component.style === LINK ? linkButton(component) : button(component, context),
  9: section,
  10: (component, { names }) => el("div", { class: "prose" }, prose(component.content, names)),
  11: (component, context) =>
    concealed(component, el("div", { class: "thumbnail" }, picture(component, context))),
  12: (component, context) => gallery(component.items, context),
  13: (component, context) => concealed(component, fileCard(component, context)),
  14: (component) =>
    el("div", {
      class: `separator ${component.spacing === 2 ? "large" : "small"} ${component.divider === false ? "" : "line"}`,
      role: component.divider === false ? undefined : "separator",
    }),
  17: container,
  ...Object.fromEntries(MENU_TYPES.map((type) => [type, select])),
};

function section(component, context) {
  return el(
    "div",
    { class: "section" },
    el("div", { class: "section-text" }, showComponents(component.components, context)),
    el("div", { class: "section-accessory" }, showComponents([component.accessory], context)),
  );
}

function container(component, context) {
  const box = el("div", { class: "container" }, showComponents(component.components, context));
  const colour = component.accent_color ?? null;
  if (colour !== null) {
    box.classList.add("accented");
    box.style.setProperty("--accent", `#${colour.toString(16).padStart(6, "0")}`);
  }
  return concealed(component, box);
}

const concealed = (component, node) => (component.spoiler ? spoiler("div", node) : node);

function select(component, context) {
  const { session, channel, act } = context;
  const element = menu(component, {
    session,
    channel,
    onchoose: (values) => whileBusy(element.querySelector("button"), () => act(component, values)),
  });
  return element;
}

function button(component, { act }) {
  const element = el(
    "button",
    {
      type: "button",
      class: `button ${BUTTON_STYLES[component.style]}`,
      disabled: component.disabled,
      onclick: () => whileBusy(element, () => act(component)),
    },
    face(component),
  );
  return element;
}

function linkButton(component) {
  return el(
    "a",
    {
      class: "button link",
      href: component.disabled ? undefined : component.url,
      target: "_blank",
      rel: "noreferrer noopener",
    },
    face(component),
    el("span", { class: "outwards", "aria-hidden": "true" }, "↗"),
  );
}

const face = ({ emoji, label }) => [
  emoji && el("span", { class: "emoji", "aria-hidden": label ? "true" : undefined }, writeEmoji(emoji)),
  label && el("span", {}, label),
];

/** Marks a control as waiting while something happens; it can be pressed again, and then it happens again. */
async function whileBusy(control, act) {
  const waiting = Number(control.dataset.waiting ?? 0);
  control.dataset.waiting = waiting + 1;
  control.setAttribute("aria-busy", "true");
  try {
    await act();
  } finally {
    control.dataset.waiting -= 1;
    if (control.dataset.waiting === "0") control.removeAttribute("aria-busy");
  }
}
