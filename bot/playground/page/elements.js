/** Building DOM nodes: the only way in which this page writes data into the document. */

/**
 * An element with attributes (`on…` ones are listeners; undefined, null and false are left out) and children
 * (strings become text; undefined, null and false are left out).
 */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (isAbsent(value)) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat(Infinity).filter((child) => !isAbsent(child)));
  return element;
}

const isAbsent = (value) => value === undefined || value === null || value === false;

let idsGiven = 0;

/** An id that no other element has, for `aria-labelledby` and the like. */
export function freshId(stem) {
  idsGiven += 1;
  return `${stem}-${idsGiven}`;
}

/** Places an open popover below a spot of the window, or above it where there is no room; all of it can be seen. */
export function placeAt(popover, { left, top, bottom }) {
  Object.assign(popover.style, { left: 0, top: 0 }); // where it was before would narrow it
  const { width, height } = popover.getBoundingClientRect();
  const fits = bottom + height + 8 <= window.innerHeight;
  popover.style.left = `${Math.max(8, Math.min(left, window.innerWidth - width - 8))}px`;
  popover.style.top = `${fits ? bottom : Math.max(8, top - height)}px`;
}

/** Places a popover beside an anchor, above or below it, wherever there is more room. */
export function placeBeside(popover, anchor) {
  const box = anchor.getBoundingClientRect();
  const roomBelow = window.innerHeight - box.bottom;
  popover.style.left = `${Math.max(8, Math.min(box.left, window.innerWidth - box.width - 8))}px`;
  popover.style.minWidth = `${box.width}px`;
  popover.style.maxHeight = `${Math.max(roomBelow, box.top) - 16}px`;
  popover.style.top = roomBelow >= box.top ? `${box.bottom + 4}px` : "auto";
  popover.style.bottom = roomBelow >= box.top ? "auto" : `${window.innerHeight - box.top + 4}px`;
}
