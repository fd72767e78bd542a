// Asks whether an answer helped, and if not, why not.

import { button, make } from "./make.js";

const REASONS = ["wrong", "out_of_date", "not_what_i_asked", "too_long", "other"];
const LONGEST_COMMENT = 1000;

/** The question below an answer. `send` keeps what is said; `tell` says something to a screen reader. */
export function feedback(answer, ui, send) {
  const { say } = ui;
  const box = make("div", { class: "feedback", role: "group", "aria-label": say("helped") });
  const finish = async (given) => {
    const note = make("p", { tabindex: "-1" });
    try {
      await send({ answer: answer.id, ...given });
      note.textContent = say("thanks");
      box.replaceChildren(note);
    } catch {
      note.textContent = say("not_sent");
      box.querySelector(".note")?.remove();
      note.className = "note";
      box.append(note);
    }
    note.focus();
  };
  const no = button(say("no"), () => {
    no.setAttribute("aria-expanded", "true");
    if (!box.querySelector("form")) box.append(why(answer, ui, finish));
    box.querySelector("input").focus();
  }, { "aria-expanded": "false" });
  box.append(make("span", {}, say("helped")), " ", button(say("yes"), () => finish({ verdict: "up" })), " ", no);
  return box;
}

function why(answer, { say }, finish) {
  const name = `reason-${answer.id}`;
  const form = make("form", {},
    make("fieldset", {},
      make("legend", {}, say("what_was_wrong")),
      ...REASONS.map((reason) => make("label", { class: "choice" },
        make("input", { type: "radio", name, value: reason }), ` ${say(`reason_${reason}`)}`))),
    make("label", { class: "comment" }, say("comment"), make("textarea", { rows: "2", maxlength: LONGEST_COMMENT })),
    make("button", { type: "submit" }, say("send")));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const reason = form.querySelector("input:checked")?.value ?? null;
    finish({ verdict: "down", reason, comment: form.querySelector("textarea").value.trim() || null });
  });
  return form;
}
