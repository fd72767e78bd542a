// Keeps a chat in the tab, or on the device when the person asks for that. Nothing is kept before the first question.

const MOST_TURNS = 20;
const DAYS = 30;
const DAY = 86_400_000;

/** The store of one widget's chat. A browser that lets nothing be stored loses no more than that. */
export class Kept {
  constructor(name) {
    this.name = `signpost.${name}`;
  }

  /** The chat that was kept, or none. */
  load() {
    const kept = read("localStorage", this.name) ?? read("sessionStorage", this.name);
    if (!kept || !Array.isArray(kept.turns) || (kept.onDevice && Date.now() - kept.at > DAYS * DAY)) return null;
    return kept;
  }

  /** Keeps a chat where it belongs, and nowhere else. */
  save(chat) {
    const kept = { ...chat, at: Date.now(), turns: chat.turns.slice(-MOST_TURNS) };
    write(chat.onDevice ? "localStorage" : "sessionStorage", this.name, kept);
    remove(chat.onDevice ? "sessionStorage" : "localStorage", this.name);
  }

  /** Forgets the chat. */
  clear() {
    remove("sessionStorage", this.name);
    remove("localStorage", this.name);
  }
}

function read(place, name) {
  try {
    return JSON.parse(window[place].getItem(name));
  } catch {
    return null;
  }
}

function write(place, name, value) {
  try {
    window[place].setItem(name, JSON.stringify(value));
  } catch {
    // Private browsing, a full store, or a page that forbids it: the chat goes on without.
  }
}

function remove(place, name) {
  try {
    window[place].removeItem(name);
  } catch {
    // As above.
  }
}
