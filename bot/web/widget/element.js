// <signpost-chat>: the widget as a host page sees it, either a button that opens a panel or a part of the page.

import { Chat } from "./chat.js";
import { Kept } from "./kept.js";
import { button, make } from "./make.js";
import { Service } from "./service.js";
import css from "./style.css";
import { View } from "./view.js";
import { ENGLISH, wordsIn } from "./words.js";

const HOME = new URL(document.currentScript?.src ?? location.href).origin;
const WEATHER = "https://www.bbc.co.uk/weather";
const NARROW = "(max-width: 40em), (max-height: 30em)";
let made = 0;

export class SignpostChat extends HTMLElement {
  static get observedAttributes() {
    return ["language", "theme", "heading", "greeting", "position", "inline"];
  }

  #root = this.attachShadow({ mode: "open" });
  #chat = null;
  #welcome = null;
  #languages = [];

  connectedCallback() {
    if (this.#chat) return;
    const server = (this.getAttribute("server") ?? HOME).replace(/\/$/, "");
    made += 1;
    this.#chat = new Chat(new Service(server), new Kept(this.id || `${this.hasAttribute("inline") ? "inline" : "launcher"}${made}`));
    addStyle(this.#root);
    this.#choose(this.#chat.language ?? this.getAttribute("language") ?? document.documentElement.lang.slice(0, 2));
  }

  disconnectedCallback() {
    this.#chat?.stop();
  }

  attributeChangedCallback(name, before, now) {
    if (!this.#chat || before === now) return;
    if (name === "language") this.#choose(now ?? "en");
    else if (this.words) this.#build();
  }

  /** Opens the panel. */
  open() {
    const { panel } = this;
    if (!panel?.show || panel.open) return;
    // On a small screen the panel takes all of it, so nothing behind it may be reached.
    if (matchMedia(NARROW).matches) panel.showModal();
    else panel.show();
    this.launcher.setAttribute("aria-expanded", "true");
    this.view.welcome();
    this.view.focus();
  }

  /** Closes the panel; the chat stays. */
  close() {
    if (this.panel?.open) this.panel.close();
  }

  async #choose(language) {
    if (language && language !== "en") this.words = await wordsIn(language, this.#chat.service.server);
    else this.words = ENGLISH;
    this.#build();
  }

  #build() {
    const wasOpen = this.panel?.open;
    this.#chat.stop();
    const inline = this.hasAttribute("inline");
    const ui = this.#ui(inline);
    const shell = make("div", { class: "shell", lang: this.words.language, dir: this.words.direction,
      "data-theme": this.getAttribute("theme") ?? "auto", "data-position": this.getAttribute("position") ?? "right" });
    this.panel = null;
    this.view = new View(this.#chat, ui, {
      heading: this.getAttribute("heading"),
      greeting: this.getAttribute("greeting"),
      inline,
      languages: this.#languages,
      welcome: () => this.#welcomed(),
      isOpen: () => inline || Boolean(this.panel?.open),
      focused: () => this.#root.activeElement,
      scrollTo: (element) => this.#scrollTo(element, inline),
      changeLanguage: async (chosen) => {
        await this.#choose(chosen);
        this.#root.querySelector(".options").open = true;
        this.#root.querySelector("select").focus();
      },
    });
    this.#chat.view = this.view;
    shell.append(...(inline ? this.#inline() : this.#launched()));
    this.#root.querySelector(".shell")?.remove();
    this.#root.append(shell);
    if (wasOpen) this.open();
  }

  #inline() {
    const { view } = this;
    if (!this.getAttribute("heading")) view.start.className = "unseen";
    return [make("section", { class: "inline", "aria-labelledby": "title" }, view.start, view.danger, view.element)];
  }

  #launched() {
    const { view, words } = this;
    this.launcher = button(this.getAttribute("heading") || words.say("open"), () => (this.panel.open ? this.close() : this.open()), {
      class: "launcher", "aria-expanded": "false", "aria-haspopup": "dialog" });
    const close = button("", () => this.close(), { class: "close" });
    close.append(make("span", { "aria-hidden": "true" }, "×"), make("span", { class: "unseen" }, words.say("close")));
    this.panel = make("dialog", { class: "panel", "aria-labelledby": "title",
      close: () => {
        if (this.panel.open) return; // opened again before the browser told that it was closed
        this.launcher.setAttribute("aria-expanded", "false");
        this.launcher.focus();
      },
      keydown: (event) => {
        if (event.key === "Escape") this.close();
      } }, make("header", {}, view.start, close, view.danger), view.element);
    return [this.launcher, this.panel];
  }

  #ui(inline) {
    const { words } = this;
    const { server } = this.#chat.service;
    return {
      words,
      say: (name, values) => words.say(name, values),
      address: (href) => (href?.startsWith("/") ? server + href : href),
      // A source opens beside the page that somebody is in the middle of.
      target: inline && server === location.origin ? null : "_blank",
      leave: () => this.#leave(),
      inline,
    };
  }

  async #welcomed() {
    this.#welcome ??= this.#chat.service.welcome().catch((error) => {
      this.#welcome = null;
      throw error;
    });
    const given = await this.#welcome;
    if (!this.#languages.length && given.languages.length > 1) {
      this.#languages = given.languages;
      this.view.settings.languages = given.languages;
      this.view.offerLanguages();
    }
    return given;
  }

  #leave() {
    this.#chat.startAgain();
    this.#root.querySelector(".shell").remove();
    const address = this.getAttribute("exit") ?? WEATHER;
    try {
      window.top.location.replace(address);
    } catch {
      location.replace(address);
    }
  }

  #scrollTo(element, inline) {
    const behavior = matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";
    const { body } = this.view;
    if (inline || getComputedStyle(body).overflowY === "visible") element.scrollIntoView({ block: "start", behavior });
    else body.scrollTo({ top: element.offsetTop - 8, behavior });
  }
}

function addStyle(root) {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [sheet];
  } catch {
    // A browser from before adopted style sheets.
    root.append(make("style", {}, css));
  }
}
