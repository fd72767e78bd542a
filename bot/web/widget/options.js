// What the person decides about the chat: its language, where it is kept, and whether it is deleted.

import { button, make } from "./make.js";

/** The options of a view, folded away. */
export function options(view) {
  const { chat, ui, settings } = view;
  const { say } = ui;
  const keep = make("input", { type: "checkbox", "aria-describedby": "keep-not",
    change: () => chat.keepOnDevice(keep.checked) });
  keep.checked = chat.onDevice;
  const said = make("p", { class: "note", role: "status" });
  return make("details", { class: "options" },
    make("summary", {}, say("options")),
    make("div", {},
      language(view, settings),
      !ui.words.checked && make("p", { class: "hint" }, say("machine_made")),
      make("p", {}, say("stays")),
      make("label", { class: "choice" }, keep, ` ${say("keep")}`),
      make("p", { class: "hint", id: "keep-not" }, say("keep_not")),
      button(say("forget"), async () => {
        const sentence = await chat.forget().then(() => say("forgotten"), () => say("not_forgotten"));
        view.empty(sentence);
        said.textContent = sentence;
      }),
      said,
      make("p", { class: "hint" }, say("not_advice"))));
}

function language({ ui, chat }, { languages, changeLanguage }) {
  if (languages.length < 2) return null;
  const select = make("select", { change: () => {
    chat.choose(select.value);
    changeLanguage(select.value);
  } }, ...languages.map((one) => make("option", { value: one.language, lang: one.language }, one.name)));
  select.value = ui.words.language;
  return make("label", { class: "language" }, `${ui.say("language")} `, select);
}
