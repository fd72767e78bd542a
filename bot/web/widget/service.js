// Talks to the Signpost server: sessions, questions as a stream, feedback, and what a new chat needs.

const LONGEST_WAIT = 120_000;
const LONGEST_SILENCE = 45_000; // the server says that it is alive every 15 seconds

/** A failure whose message may be shown as it is. */
export class PlainFailure extends Error {}
/** The server did not answer in time. */
export class TooSlow extends Error {}

const tokens = new Map();

/** The server, as one widget uses it. */
export class Service {
  constructor(server) {
    this.server = server;
  }

  /** Questions to try, people to talk to, languages, and limits. */
  async welcome() {
    return (await this.#send("GET", "/api/welcome")).json();
  }

  /** Asks; calls onEvent(name, data) for each event of the stream, in order. Ends when the stream does. */
  async ask(body, onEvent, signal) {
    const watch = new Watch(signal);
    try {
      const response = await this.#send("POST", "/api/ask/stream", body, watch.signal);
      await readEvents(response, onEvent, () => watch.heard());
    } catch (error) {
      throw watch.isSlow ? new TooSlow() : error;
    } finally {
      watch.end();
    }
  }

  /** Keeps what somebody thought of an answer. */
  async feedback(given) {
    await this.#send("POST", "/api/feedback", given);
  }

  /** Deletes the server's record of a conversation. */
  async forget(conversation) {
    await this.#send("DELETE", `/api/conversations/${encodeURIComponent(conversation)}`);
  }

  async #send(method, path, body, signal) {
    let response = await this.#once(method, path, body, signal);
    if (response.status === 401) {
      tokens.delete(this.server);
      response = await this.#once(method, path, body, signal);
    }
    if (!response.ok) throw new PlainFailure((await response.json()).error);
    return response;
  }

  async #once(method, path, body, signal) {
    const headers = {};
    // On our own pages, too: it tells people apart who share an address, as in a school.
    if (method !== "GET") headers.authorization = `Bearer ${await this.#token()}`;
    if (body) headers["content-type"] = "application/json";
    return fetch(this.server + path, { method, headers, signal, credentials: "omit", body: body && JSON.stringify(body) });
  }

  async #token() {
    if (!tokens.has(this.server)) {
      const response = await fetch(`${this.server}/api/session`, { method: "POST", credentials: "omit" });
      const given = await response.json();
      if (!response.ok) throw new PlainFailure(given.error);
      tokens.set(this.server, given.token);
    }
    return tokens.get(this.server);
  }
}

class Watch {
  constructor(signal) {
    this.controller = new AbortController();
    this.signal = this.controller.signal;
    this.isSlow = false;
    signal.addEventListener("abort", () => this.controller.abort());
    if (signal.aborted) this.controller.abort();
    this.whole = setTimeout(() => this.#giveUp(), LONGEST_WAIT);
    this.heard();
  }

  heard() {
    clearTimeout(this.silence);
    this.silence = setTimeout(() => this.#giveUp(), LONGEST_SILENCE);
  }

  end() {
    clearTimeout(this.whole);
    clearTimeout(this.silence);
  }

  #giveUp() {
    this.isSlow = true;
    this.controller.abort();
  }
}

async function readEvents(response, onEvent, onBytes) {
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let waiting = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    onBytes();
    const events = (waiting + decoder.decode(value, { stream: true })).split("\n\n");
    waiting = events.pop();
    for (const event of events) pass(event, onEvent);
  }
}

function pass(event, onEvent) {
  let name = "message";
  const data = [];
  for (const line of event.split("\n")) {
    if (line.startsWith("event: ")) name = line.slice(7);
    if (line.startsWith("data: ")) data.push(line.slice(6));
  }
  if (data.length) onEvent(name, JSON.parse(data.join("\n")));
}
