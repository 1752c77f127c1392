/** The wire to the playground: calls over HTTP, and events over a WebSocket that comes back by itself. */

const FIRST_PAUSE = 300;
const LONGEST_PAUSE = 5_000;

/** A call that the playground refused or that did not arrive; the message is for the person. */
export class CallFailed extends Error {}

/**
 * What one person asks of the playground and hears from it.
 *
 * It dispatches `event` (a CustomEvent whose detail is `{type, data}`) and, when the events stop or come again,
 * `lost` and `restored`; what happened in between has to be asked for. `forgotten` means that the playground has been
 * started anew and does not know this person any more.
 */
export class Connection extends EventTarget {
  #pause = FIRST_PAUSE;
  #wasOpen = false;

  constructor(person) {
    super();
    this.person = person;
  }

  get(path) {
    return this.#call(path);
  }

  post(path, body = {}) {
    return this.#call(path, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
  }

  /** Uploads a file that the person picked: an attachment object. */
  upload(file) {
    const body = new FormData();
    body.append("file", file, file.name);
    return this.#call("/playground/attachments", { method: "POST", body });
  }

  /** Begins to listen. */
  listen() {
    const scheme = location.protocol === "https:" ? "wss:" : "ws:";
    const socket = new WebSocket(`${scheme}//${location.host}${this.#addressed("/playground/events")}`);
    socket.onopen = () => this.#opened();
    socket.onmessage = ({ data }) =>
      this.dispatchEvent(new CustomEvent("event", { detail: JSON.parse(data) }));
    socket.onclose = () => this.#closed();
  }

  #opened() {
    this.#pause = FIRST_PAUSE;
    if (this.#wasOpen) this.dispatchEvent(new Event("restored"));
    this.#wasOpen = true;
  }

  #closed() {
    this.dispatchEvent(new Event("lost"));
    this.#retryLater();
  }

  #retryLater() {
    setTimeout(() => this.#retry(), this.#pause);
    this.#pause = Math.min(this.#pause * 2, LONGEST_PAUSE);
  }

  async #retry() {
    const response = await fetch(this.#addressed("/playground/state")).catch(() => null);
    if (!response) this.#retryLater();
    else if (response.ok) this.listen();
    else this.dispatchEvent(new Event("forgotten"));
  }

  async #call(path, request) {
    let response;
    try {
      response = await fetch(this.#addressed(path), request);
    } catch {
      throw new CallFailed("The playground does not answer. Is it still running?");
    }
    const answer = await response.json().catch(() => null);
    if (!response.ok) throw new CallFailed(answer?.message ?? `The playground answered ${response.status}.`);
    return answer;
  }

  #addressed(path) {
    if (!this.person) return path;
    return `${path}${path.includes("?") ? "&" : "?"}as=${encodeURIComponent(this.person)}`;
  }
}
