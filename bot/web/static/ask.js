// Asks without leaving the page. Without this file the form still works: the server then writes the answer.

import { asked, say, showAnswer, showFailure, showStatement } from "./answer.js";
import { askStream, PlainFailure } from "./stream.js";

const KEPT_QUESTIONS = 6;

const form = document.getElementById("ask");
const box = document.getElementById("q");
const label = form.querySelector("label");
const button = form.querySelector("button");
const answers = document.getElementById("answer");
const looking = document.getElementById("looking");
const announcer = document.getElementById("announcer");
const history = [...form.querySelectorAll('input[name="history"]')].map((input) => input.value);
let busy = false;

form.addEventListener("submit", (event) => {
  event.preventDefault();
  ask(box.value);
});

box.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  form.requestSubmit();
});

document.getElementById("suggested")?.addEventListener("click", (event) => {
  const link = event.target.closest("a");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  box.focus({ preventScroll: true });
  ask(link.textContent);
});

async function ask(question) {
  if (busy) return;
  setBusy(true);
  let shown = document.createElement("article");
  shown.className = "answer";
  shown.append(asked(question));
  answers.append(shown);
  const place = (next) => { shown.replaceWith(next); shown = next; };
  hideKeyboard();
  shown.scrollIntoView({ block: "start", behavior: calm() ? "auto" : "smooth" });
  try {
    const answer = await answerTo(question, (statement) => shown.append(showStatement(statement.text, statement.citations)));
    place(showAnswer(answer));
    announcer.textContent = spoken(answer);
    remember(question);
    box.value = "";
  } catch (error) {
    console.error(error);
    const reason = error instanceof PlainFailure ? error.message : say("failed_network");
    place(showFailure(question, reason));
    announcer.textContent = `${say("failed")}. ${reason}`;
  } finally {
    setBusy(false);
  }
}

async function answerTo(question, onStatement) {
  let answer = null;
  await askStream(question, history, (name, data) => {
    if (name === "statement") onStatement(data);
    if (name === "answer") answer = data;
    if (name === "problem") throw new PlainFailure(data.error);
  });
  if (!answer) throw new PlainFailure(say("failed_cut"));
  return answer;
}

function setBusy(now) {
  busy = now;
  answers.setAttribute("aria-busy", String(now));
  button.setAttribute("aria-disabled", String(now));
  looking.hidden = !now;
  if (!now) return;
  announcer.textContent = say("looking");
  document.getElementById("intro")?.remove();
  document.getElementById("suggested")?.remove();
  document.getElementById("start-again").hidden = false;
  label.textContent = say("another");
}

function remember(question) {
  if (!question.trim() || question.length > Number(box.dataset.most)) return;
  history.push(question);
  history.splice(0, history.length - KEPT_QUESTIONS);
}

function spoken(answer) {
  const steps = answer.next_steps.map((step) => [step.text, step.contact].filter(Boolean).join(" "));
  const statements = answer.statements.map((statement) => statement.text);
  const conflicts = answer.conflicts.map(({ about, readings }) => `${about}: ${readings.map((one) => one.value).join("; ")}.`);
  const actions = answer.actions.map((action) => action.action);
  return [`${say(`heading_${answer.status}`)}.`, answer.notice, ...statements, ...conflicts, ...actions, ...steps].filter(Boolean).join(" ");
}

function hideKeyboard() {
  // On a phone the keyboard would cover the answer; elsewhere focus stays where the asker is writing.
  if (matchMedia("(pointer: coarse)").matches) box.blur();
}

function calm() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}
