// What a screen reader is told, each thing once: statements as they come, then what the whole answer adds.

import { make } from "./make.js";

/** Two live regions: one that waits its turn, and one that interrupts, for urgent help only. */
export class Spoken {
  constructor() {
    this.polite = make("div", { class: "unseen", role: "status", "aria-live": "polite", "aria-atomic": "false" });
    this.urgent = make("div", { class: "unseen", role: "alert" });
    this.said = new Set();
  }

  /** Begins anew, so that what was said before can be said again. */
  clear() {
    this.said.clear();
    this.polite.replaceChildren();
    this.urgent.replaceChildren();
  }

  /** Says something, unless it has been said since the last question. */
  say(text) {
    if (!text || this.said.has(text)) return;
    this.said.add(text);
    this.polite.append(make("p", {}, text));
  }

  /** Says urgent help at once. */
  interrupt({ heading, lines }) {
    const text = [heading, ...lines].join(" ");
    if (this.said.has(text)) return;
    this.said.add(text);
    this.urgent.append(make("p", {}, text));
  }

  /** Says what a whole answer holds and has not been said yet. */
  answer(answer, { say }) {
    if (answer.urgent) this.interrupt(answer.urgent);
    this.say(`${say(`heading_${answer.status}`)}.`);
    this.say(answer.notice);
    for (const one of answer.easy_read?.lines ?? []) this.say(one.text);
    for (const one of answer.statements) this.say(one.text);
    for (const { about, readings } of answer.conflicts) this.say(`${about}: ${readings.map((one) => one.value).join("; ")}.`);
    for (const one of answer.actions) this.say(one.action);
    for (const step of answer.next_steps) this.say([step.text, step.contact].filter(Boolean).join(" "));
  }
}
