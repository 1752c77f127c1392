/**
 * Discord Markdown, read: from text to a tree of nodes, with no DOM in sight.
 *
 * Discord's client tries a list of rules at every position and takes the first that fits (between the
 * emphases: the longest); where none fits, it takes plain text up to the next character that could mean something.
 * This is that procedure. It knows nothing of how bots write their Markdown.
 *
 * A node is `{type, …}`; those with children keep them in `children`, text keeps its characters in `text`.
 */

/** Everything that Discord shows of a text, block marks included. */
export function parse(text) {
  return read(text, { atLineStart: true });
}

/** The same without headings, lists, quotes and code blocks: for names of fields and the like. */
export function parseInline(text) {
  return read(text, { atLineStart: true, inlineOnly: true });
}

function read(source, context) {
  const nodes = [];
  let position = 0;
  while (position < source.length) {
    const atLineStart = position === 0 ? context.atLineStart : source[position - 1] === "\n";
    const { node, end } = readOne(source, position, { ...context, atLineStart });
    append(nodes, node);
    position = end;
  }
  return nodes;
}

function readOne(source, position, context) {
  for (const rule of RULES) {
    if (rule.when && !rule.when(context)) continue;
    const found = rule.find(source, position);
    const node = found && rule.node(found, context);
    if (node) return { node, end: position + (node.length ?? found[0].length) };
  }
  throw new Error("the rule for plain text fits everywhere");
}

function append(nodes, node) {
  const last = nodes.at(-1);
  if (node.type === "text" && last?.type === "text") last.text += node.text;
  else nodes.push(node);
}

/** A finder of a pattern exactly at a position. */
function at(pattern) {
  const sticky = new RegExp(pattern.source, pattern.flags + "y");
  return (source, position) => {
    sticky.lastIndex = position;
    return sticky.exec(source);
  };
}

const text = (characters) => ({ type: "text", text: characters });
const span = (type) => (found, context) => ({ type, children: read(found[1], context) });

const onOwnLine = (context) => context.atLineStart && !context.inlineOnly;
const outsideLinks = (context) => !context.inLink;

// --- emphasis -------------------------------------------------------------------------------------------------

// In both kinds of italics a doubled mark is content, and the closing mark must not be doubled itself. After an
// opening star there is no space, nor before the closing one; after a closing underscore no letter or digit.
const STAR_ITALIC = at(/\*(?=\S)((?:\*\*|\\[^]|\s+(?:\\[^]|\*\*|[^\s*\\])|[^\s*\\])+?)\*(?!\*)/);
const LINE_ITALIC = at(/_((?:__|\\[^]|[^\\_])+?)_(?!\w)/);
const BOLD = at(/\*\*((?:\\[^]|[^\\])+?)\*\*(?!\*)/);
const UNDERLINE = at(/__((?:\\[^]|[^\\])+?)__(?!_)/);

/** Italics, bold and underline share their marks: the longest wins, italics before bold before underline. */
function findEmphasis(source, position) {
  const candidates = [
    ["em", STAR_ITALIC(source, position) ?? LINE_ITALIC(source, position)],
    ["strong", BOLD(source, position)],
    ["u", UNDERLINE(source, position)],
  ].filter(([, found]) => found);
  if (!candidates.length) return null;
  const [type, found] = candidates.reduce((best, next) =>
    next[1][0].length > best[1][0].length ? next : best,
  );
  found.emphasis = type;
  return found;
}

function emphasisNode(found, context) {
  if (found.emphasis !== "em") return span(found.emphasis)(found, context);
  const children = read(found[1], { ...context, inItalics: true });
  return { type: context.inItalics ? "plain" : "em", children };
}

// --- lists ----------------------------------------------------------------------------------------------------

const DEEPEST_LIST = 11;
const BULLET = /^( *)([*-]|\d{1,10}\.) +(?=\S)/;

/** A list runs on over lines that are indented or begin with a bullet at its own indentation. */
function findList(source, position) {
  const lines = source.slice(position).split("\n");
  const first = BULLET.exec(lines[0]);
  if (!first) return null;
  const isItem = (line) => BULLET.exec(line)?.[1] === first[1];
  const stop = lines.findIndex((line, index) => index > 0 && !line.startsWith(" ") && !isItem(line));
  const own = stop < 0 ? lines : lines.slice(0, stop);
  const whole = own.join("\n") + (stop < 0 ? "" : /^\n*/.exec("\n" + lines.slice(stop).join("\n"))[0]);
  return Object.assign([whole], { items: itemsOf(own, isItem), bullet: first[2] });
}

function itemsOf(lines, isItem) {
  const items = [];
  for (const line of lines) {
    if (isItem(line)) items.push([line]);
    else items.at(-1).push(line);
  }
  return items.map(([head, ...rest]) => {
    const bullet = BULLET.exec(head)[0];
    const indentation = new RegExp(`^ {1,${bullet.length}}`);
    return [head.slice(bullet.length), ...rest.map((line) => line.replace(indentation, ""))].join("\n");
  });
}

function listNode(found, context) {
  const numbered = found.bullet.endsWith(".");
  const children = found.items.map((item) => ({
    type: "item",
    children: read(item, { ...context, atLineStart: true, listDepth: (context.listDepth ?? 0) + 1 }),
  }));
  return { type: "list", start: numbered ? parseInt(found.bullet, 10) : undefined, children };
}

// --- quotes, links, references ----------------------------------------------------------------------------------

function quoteNode(found, context) {
  const mark = /^ *>>> /.test(found[0]) ? /^ *>>> / : /^ *> /gm;
  const quoted = found[0].replace(mark, "");
  return { type: "quote", children: read(quoted, { ...context, atLineStart: true, inQuote: true }) };
}

/** A web address; null for anything but http and https. */
function webAddress(candidate) {
  const url = URL.canParse(candidate) ? new URL(candidate) : null;
  return url && /^https?:$/.test(url.protocol) ? url.href : null;
}

// A label that is itself an address could hide where the link leads: Discord leaves such a link as text.
function maskedLinkNode(found, context) {
  const href = webAddress(found[2].replace(/\\(.)/g, "$1"));
  if (!href || /https?:\/\//.test(found[1])) return null;
  return { type: "link", href, title: found[3], children: read(found[1], { ...context, inLink: true }) };
}

function bareLinkNode(found) {
  const surplus = found[0].endsWith(")") && !found[0].includes("(") ? /\)+$/.exec(found[0])[0].length : 0;
  const address = surplus ? found[0].slice(0, -surplus) : found[0];
  const href = webAddress(address);
  return href && { type: "link", href, children: [text(address)], length: address.length };
}

const autolinkNode = (found) => {
  const href = webAddress(found[1]);
  return href && { type: "link", href, children: [text(found[1])] };
};

// --- the rules, in Discord's order ------------------------------------------------------------------------------

const RULES = [
  {
    when: onOwnLine,
    find: at(/ *(#{1,3})\s+((?:\\#|[^\n])+?)#*\s*(?:\n|$)/),
    node: (found, context) => ({
      type: "heading",
      level: found[1].length,
      children: read(found[2], { ...context, inlineOnly: true }),
    }),
  },
  {
    when: onOwnLine,
    find: at(/ *-#\s+((?:\\#|[^\n])+?)\s*(?:\n|$)/),
    node: (found, context) => ({
      type: "subtext",
      children: read(found[1], { ...context, inlineOnly: true }),
    }),
  },
  {
    when: (context) => !context.inlineOnly,
    find: at(/```(?:([a-z0-9_+\-.#]+?)\n)?\n*([^\n][^]*?)\n*```\n?/i),
    node: (found) => ({ type: "codeBlock", language: found[1], text: found[2] }),
  },
  {
    when: (context) => onOwnLine(context) && !context.inQuote,
    find: at(/ *>>> [^]*| *> [^\n]*(?:\n *> [^\n]*)*\n?/),
    node: quoteNode,
  },
  {
    when: (context) => onOwnLine(context) && (context.listDepth ?? 0) < DEEPEST_LIST,
    find: findList,
    node: listNode,
  },
  { find: at(/\n/), node: () => text("\n") },
  { find: at(/¯\\_\(ツ\)_\/¯/), node: (found) => text(found[0]) },
  { find: at(/\\([^0-9A-Za-z\s])/u), node: (found) => text(found[1]) },
  { when: outsideLinks, find: at(/<(https?:\/\/[^\s>]+)>/), node: autolinkNode },
  { when: outsideLinks, find: at(/https?:\/\/[^\s<]+[^<.,:;"'\]\s]/), node: bareLinkNode },
  {
    when: outsideLinks,
    find: at(
      /\[((?:\[[^\]]*\]|[^[\]]|\](?=[^[]*\]))*)\]\(\s*<?((?:\([^)]*\)|[^\s\\(]|\\.)*?)>?(?:\s+['"]([^]*?)['"])?\s*\)/,
    ),
    node: maskedLinkNode,
  },
  { find: findEmphasis, node: emphasisNode },
  { find: at(/~~([^]+?)~~(?!_)/), node: span("s") },
  { find: at(/\|\|([^]+?)\|\|/), node: span("spoiler") },
  {
    find: at(/(`+)([^]*?[^`])\1(?!`)/),
    node: (found) => ({ type: "code", text: found[2].replace(/^ (?= *`)|(` *) $/g, "$1") }),
  },
  { find: at(/<@!?(\d+)>/), node: (found) => ({ type: "user", id: found[1] }) },
  { find: at(/<@&(\d+)>/), node: (found) => ({ type: "role", id: found[1] }) },
  { find: at(/<#(\d+)>/), node: (found) => ({ type: "channel", id: found[1] }) },
  { find: at(/<\/([^\s:][^:\n]*):(\d+)>/), node: (found) => ({ type: "command", name: found[1] }) },
  { find: at(/@(everyone|here)/), node: (found) => ({ type: "everyone", text: found[0] }) },
  { find: at(/<a?:(\w+):\d+>/), node: (found) => ({ type: "emoji", name: found[1] }) },
  {
    find: at(/<t:(-?\d{1,13})(?::([tTdDfFR]))?>/),
    node: (found) => ({ type: "time", seconds: Number(found[1]), style: found[2] ?? "f" }),
  },
  { find: at(/[^]+?(?=[^0-9A-Za-z\s\u00c0-\uffff]|\n|\w+:\S|$)/), node: (found) => text(found[0]) },
];
