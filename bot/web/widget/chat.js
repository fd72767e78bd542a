// A chat: its turns, and asking. Knows nothing of how it looks; tells a view what happened.

import { PlainFailure, TooSlow } from "./service.js";

const KEPT_QUESTIONS = 6;

/** A chat of one widget. A turn is {question, answer} or, without an answer, {question, failure}. */
export class Chat {
  constructor(service, kept) {
    this.service = service;
    this.kept = kept;
    this.view = null;
    this.stopping = null;
    this.#begin(kept.load());
  }

  get isBusy() {
    return this.stopping !== null;
  }

  /** Asks a question as a new turn. */
  async ask(question) {
    if (this.isBusy) return;
    // What failed has been seen; it neither stays nor counts as history.
    this.turns = this.turns.filter((turn) => turn.answer);
    const turn = { question };
    this.turns.push(turn);
    this.#save();
    this.view.began(turn);
    await this.#fetch(turn, false);
  }

  /** Asks for a turn's answer in simpler words; without an answer, the turn stays as it was. */
  async simplify(turn) {
    if (!this.isBusy) await this.#fetch(turn, true);
  }

  /** Stops the question that is being answered. */
  stop() {
    this.stopping?.abort();
  }

  /** Empties the chat. */
  startAgain() {
    this.stop();
    this.kept.clear();
    this.#begin(null);
  }

  /** Empties the chat and deletes its record. */
  async forget() {
    const { conversation } = this;
    this.startAgain();
    await this.service.forget(conversation);
  }

  /** Whether the chat outlives the tab. */
  keepOnDevice(keep) {
    this.onDevice = keep;
    if (this.turns.length) this.#save();
  }

  /** Remembers the language that the person chose. */
  choose(language) {
    this.language = language;
    if (this.turns.length) this.#save();
  }

  #begin(chat) {
    this.turns = chat?.turns ?? [];
    this.conversation = chat?.conversation ?? randomId();
    this.onDevice = chat?.onDevice ?? false;
    this.language = chat?.language ?? null;
  }

  async #fetch(turn, simpler) {
    const { question } = turn;
    const before = this.turns.slice(0, this.turns.indexOf(turn)).filter((one) => one.answer).map((one) => one.question);
    const body = {
      question: question.toWellFormed?.() ?? question,
      history: before.filter((one) => one.trim()).slice(-KEPT_QUESTIONS),
      conversation: this.conversation,
      simpler,
    };
    const stopping = new AbortController();
    this.stopping = stopping;
    this.view.busy(true);
    try {
      const answer = await this.#answer(turn, body, stopping.signal);
      if (!this.turns.includes(turn)) return;
      turn.answer = answer;
      this.#save();
      this.view.answered(turn, simpler);
    } catch (error) {
      if (!this.turns.includes(turn)) return;
      if (simpler) this.view.notSimpler(turn, reason(error, stopping));
      else {
        turn.failure = reason(error, stopping);
        this.view.failed(turn);
      }
    } finally {
      if (this.stopping === stopping) {
        this.stopping = null;
        this.view.busy(false);
      }
    }
  }

  async #answer(turn, body, signal) {
    let answer = null;
    await this.service.ask(body, (name, data) => {
      if (name === "urgent") this.view.urgent(turn, data);
      if (name === "statement" && !body.simpler) this.view.statement(turn, data);
      if (name === "answer") answer = data;
      if (name === "problem") throw new PlainFailure(data.error);
    }, signal);
    if (!answer) throw new Cut();
    return answer;
  }

  #save() {
    this.kept.save({
      turns: this.turns.map(({ question, answer }) => ({ question, answer })),
      conversation: this.conversation,
      onDevice: this.onDevice,
      language: this.language,
    });
  }
}

class Cut extends Error {}

/** Why no answer came: a word of ours, or a sentence of the server's. */
function reason(error, stopping) {
  if (error instanceof PlainFailure) return { sentence: error.message };
  if (error instanceof TooSlow) return { word: "failed_slow" };
  if (error instanceof Cut) return { word: "failed_cut" };
  if (stopping.signal.aborted) return { word: "failed_stopped" };
  return { word: navigator.onLine === false ? "failed_offline" : "failed_network" };
}

function randomId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
