// How a chat looks, and what the person can do in it.

import { answerParts, asked, leaving, linked, people, statement, urgentHelp } from "./answer.js";
import { feedback } from "./feedback.js";
import { button, make } from "./make.js";
import { options } from "./options.js";
import { Spoken } from "./spoken.js";
import { print, save } from "./takeaway.js";

const STILL_LOOKING_AFTER = 8_000;

/** The view of a chat. Its `element` goes into the widget. */
export class View {
  constructor(chat, ui, settings) {
    Object.assign(this, { chat, ui, settings, articles: new Map(), spoken: new Spoken() });
    this.#build();
    for (const turn of chat.turns) this.#restore(turn);
    this.#dress();
    this.welcome();
  }

  /** Shows questions to try, and other things that the server gives. Asked for once a chat is open. */
  async welcome() {
    if (!this.settings.isOpen()) return;
    const { welcome } = this.settings;
    const given = await welcome().catch(() => null);
    this.given = given;
    if (!given) return;
    this.tries.replaceChildren(...given.suggested.map((question) =>
      make("li", {}, button(question, () => this.#ask(question), { lang: "en", dir: "auto" }))));
    this.#dress();
  }

  /** Offers the languages, once they are known. */
  offerLanguages() {
    const { open } = this.options;
    const next = options(this);
    next.open = open;
    this.options.replaceWith(next);
    this.options = next;
  }

  /** A turn has begun. */
  began(turn) {
    const article = make("article", { class: "answer" }, asked(turn.question, this.ui));
    this.articles.get(turn)?.remove();
    for (const [old, shown] of this.articles) if (!this.chat.turns.includes(old)) shown.remove();
    this.articles.set(turn, article);
    this.log.append(article);
    this.spoken.clear();
    this.spoken.say(this.ui.say("looking"));
    this.#dress();
    if (matchMedia("(pointer: coarse)").matches) this.box.blur();
    this.settings.scrollTo(article);
  }

  /** Somebody is at risk: that is shown before anything else. */
  urgent(turn, data) {
    this.articles.get(turn).prepend(urgentHelp(data, this.ui));
    this.leaving.hidden = false;
    this.spoken.interrupt(data);
    this.settings.scrollTo(this.articles.get(turn));
  }

  /** A statement has come. */
  statement(turn, { text, citations }) {
    this.articles.get(turn).append(statement(text, citations, null, this.ui));
    this.spoken.say(text);
  }

  /** The whole answer has come. */
  answered(turn, isSimpler) {
    const article = this.#article(turn);
    this.#place(turn, article);
    if (isSimpler) this.spoken.clear();
    this.spoken.answer(turn.answer, this.ui);
    this.#dress();
    if (isSimpler) this.#simplerCame(turn, article);
    else {
      this.box.value = "";
      if (turn.answer.urgent) this.settings.scrollTo(article);
    }
  }

  /** No answer came. */
  failed(turn) {
    this.#place(turn, this.#failure(turn));
    this.spoken.say(`${this.ui.say("failed")}. ${this.#why(turn.failure)}`);
  }

  /** No simpler words came. */
  notSimpler(turn, failure) {
    this.#note(this.articles.get(turn), this.#why(failure));
  }

  /** Whether a question is being answered. */
  busy(now) {
    const { say } = this.ui;
    clearTimeout(this.patience);
    this.log.setAttribute("aria-busy", String(now));
    this.looking.hidden = !now;
    this.looking.textContent = say("looking");
    this.send.textContent = say(now ? "stop" : "ask");
    if (now) this.patience = setTimeout(() => {
      this.looking.textContent = say("still_looking");
      this.spoken.say(say("still_looking"));
    }, STILL_LOOKING_AFTER);
  }

  /** Puts the focus where the person can begin: not into the box on a phone, whose keyboard would cover the rest. */
  focus() {
    (matchMedia("(pointer: coarse)").matches ? this.start : this.box).focus();
  }

  #build() {
    const { say } = this.ui;
    this.start = make("h2", { id: "title", tabindex: "-1" }, this.settings.heading || say("title"));
    this.greeting = make("p", { class: "greeting" }, this.settings.greeting || say("greeting"));
    this.log = make("section", { class: "log", "aria-label": say("conversation"), "aria-busy": "false" });
    this.looking = make("p", { class: "looking", "aria-hidden": "true", hidden: true });
    this.tries = make("ul", {});
    this.suggested = make("section", { class: "suggested" }, make("h3", {}, say("suggested")), this.tries);
    this.talk = make("section", { class: "talk", hidden: true, id: "people" });
    this.talkButton = button(say("person"), () => this.#talk(), { "aria-expanded": "false", "aria-controls": "people" });
    this.again = button(say("start_again"), () => this.#startAgain());
    this.options = options(this);
    const tools = make("div", { class: "tools" }, this.talkButton, this.again, this.options);
    this.danger = make("p", { class: "danger" }, ...linked(say("danger", { number: "999" })));
    this.body = make("div", { class: "body" }, this.greeting, this.log, this.looking);
    this.leaving = leaving(this.ui);
    this.foot = make("div", { class: "foot" }, !this.ui.inline && this.leaving, this.#form(), tools);
    // In a page the box comes first, so that it stays where it is when the questions arrive.
    if (this.settings.inline) this.foot.append(this.talk, this.suggested);
    else this.body.append(this.suggested, this.talk);
    this.element = make("div", { class: "chat" }, this.body, this.foot, this.spoken.polite, this.spoken.urgent);
  }

  #form() {
    const { say } = this.ui;
    this.label = make("label", { for: "question" }, say("your_question"));
    this.hint = make("p", { id: "hint" }, say("hint"));
    this.box = make("textarea", { id: "question", rows: "2", "aria-describedby": "hint", autocomplete: "off", enterkeyhint: "send",
      keydown: (event) => {
        if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
        event.preventDefault();
        if (!this.chat.isBusy) this.#ask(this.box.value);
      } });
    this.send = make("button", { type: "submit", class: "main" }, say("ask"));
    return make("form", { class: "ask", submit: (event) => {
      event.preventDefault();
      if (this.chat.isBusy) this.chat.stop();
      else this.#ask(this.box.value);
    } }, this.label, this.hint, this.box, this.send);
  }

  #ask(question) {
    if (this.chat.isBusy) return;
    // The button that was pressed may be about to go: the focus must not go with it.
    if (!matchMedia("(pointer: coarse)").matches) this.box.focus({ preventScroll: true });
    this.chat.ask(question);
  }

  #restore(turn) {
    if (!turn.answer) turn.failure = { word: "failed_reload" };
    const article = turn.answer ? this.#article(turn) : this.#failure(turn);
    this.articles.set(turn, article);
    this.log.append(article);
  }

  #place(turn, article) {
    const before = this.articles.get(turn);
    const focused = this.settings.focused();
    const held = before.contains(focused) && focused;
    // Who is reading a source of a statement that is replaced goes on reading it.
    const sources = new Map([...article.querySelectorAll("summary")].map((one) => [one.textContent, one]));
    for (const open of before.querySelectorAll("details[open] > summary")) {
      const same = sources.get(open.textContent);
      if (same) same.parentElement.open = true;
    }
    before.replaceWith(article);
    this.articles.set(turn, article);
    if (held) (sources.get(held.textContent) ?? article).focus({ preventScroll: true });
  }

  #article(turn) {
    const { say } = this.ui;
    const { answer } = turn;
    const article = make("article", { class: `answer ${answer.status}`, tabindex: "-1", "aria-label": answer.question.slice(0, 100) },
      ...answerParts(answer, this.ui));
    if (answer.status !== "urgent") article.append(
      make("div", { class: "tools take" },
        answer.statements.length && !answer.easy_read && button(say("simpler"), () => this.chat.simplify(turn)),
        button(say("print"), () => print(answer, this.ui)),
        button(say("save"), () => save(answer, this.ui))),
      feedback(answer, this.ui, (given) => this.chat.service.feedback(given)));
    return article;
  }

  #failure(turn) {
    return make("article", { class: "answer failed", tabindex: "-1" },
      asked(turn.question, this.ui),
      make("h3", {}, this.ui.say("failed")),
      make("p", { class: "notice" }, this.#why(turn.failure)),
      make("div", { class: "tools" }, button(this.ui.say("ask_again"), () => this.#ask(turn.question))));
  }

  #why({ word, sentence }) {
    return sentence ?? this.ui.say(word);
  }

  #simplerCame(turn, article) {
    const easy = article.querySelector(".easy-read");
    if (!easy) this.#note(article, this.ui.say("no_simpler"));
    this.settings.scrollTo(easy ?? article);
    article.focus({ preventScroll: true });
  }

  #note(article, text) {
    article.querySelector(".take .note")?.remove();
    article.querySelector(".take").append(make("p", { class: "note" }, text));
    this.spoken.say(text);
  }

  async #talk() {
    const isShown = this.talk.hidden;
    this.talkButton.setAttribute("aria-expanded", String(isShown));
    this.talk.hidden = !isShown;
    if (!isShown) return;
    if (!this.given) await this.welcome();
    this.talk.replaceChildren(make("h3", {}, this.ui.say("person")),
      this.given ? people(this.given.people) : make("p", {}, this.ui.say("person_none")));
    this.settings.scrollTo(this.talk);
  }

  #startAgain() {
    this.chat.startAgain();
    this.empty(this.ui.say("started_again"));
  }

  /** Takes everything away, and says so. */
  empty(sentence) {
    this.articles.clear();
    this.log.replaceChildren();
    this.busy(false);
    this.#dress();
    this.spoken.clear();
    this.spoken.say(sentence);
    this.box.value = "";
    this.focus();
  }

  #dress() {
    const isEmpty = !this.chat.turns.length;
    this.greeting.hidden = !isEmpty || this.settings.greeting === "";
    this.suggested.hidden = !isEmpty || (this.given === null);
    this.again.hidden = isEmpty;
    this.leaving.hidden = !this.chat.turns.some((turn) => turn.answer?.urgent || turn.answer?.status === "urgent");
    // In the small panel it has been read by then; a screen reader still has it.
    this.hint.className = isEmpty || this.settings.inline ? "hint" : "unseen";
    this.label.textContent = this.ui.say(isEmpty ? "your_question" : "another");
  }
}
