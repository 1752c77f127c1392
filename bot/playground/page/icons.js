/** The page's own marks, drawn: a system without a font of emoji would show boxes in their place. */

const NAMESPACE = "http://www.w3.org/2000/svg";

const PATHS = {
  clock: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18Zm0 4.5V12l3 2",
  eye: "M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12ZM12 9.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5Z",
  file: "M6 3h8l5 5v13H6ZM14 3v5h5M9 13h7M9 17h7",
  thread: "M4 5h16v11H10l-4 3.5V16H4ZM8 9h8M8 12h5",
};

/** A mark as large as the text around it, in its colour; it says nothing to a screen reader. */
export function icon(name) {
  const svg = document.createElementNS(NAMESPACE, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(NAMESPACE, "path");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}
