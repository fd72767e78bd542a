// An answer to take away: as text in a file, or on paper.

import { safeHref } from "./links.js";
import { make } from "./make.js";

/** The answer as plain text, sources and contacts included. */
export function asText(answer, ui) {
  const { say, words } = ui;
  const numbers = (list) => list.map((number) => ` [${number}]`).join("");
  const lines = [
    ...(answer.urgent ? [answer.urgent.heading, ...answer.urgent.lines, ...answer.urgent.contacts.map(contactLine), ""] : []),
    `${say("asked")} ${answer.question.trim()}`, "",
    say(`heading_${answer.status}`),
    answer.notice,
    ...(answer.easy_read ? ["", say("in_simpler_words"), ...answer.easy_read.lines.map((one) => `- ${one.text}${numbers(one.citations)}`)] : []),
    "",
    ...answer.statements.map((one) => `${one.text}${numbers(one.citations)}`),
    ...answer.conflicts.map((one) => `${one.about}: ${one.readings.map((reading) => `${reading.value} [${reading.citation}]`).join("; ")}`),
    ...answer.actions.map((one) => `${[one.ref, one.action, one.due, one.status].filter(Boolean).join(" - ")} [${one.citation}]`),
    "",
    ...answer.citations.flatMap((one) => [
      `[${one.number}] ${one.document.title}, ${one.locator} (${one.document.published ? words.date(one.document.published) : say("no_date")}; ${say(`status_${one.document.status}`)})`,
      `    "${one.quote}"`, `    ${ui.address(safeHref(one.url)) ?? ""}`]),
    "",
    ...answer.next_steps.map((step) => [step.text, step.contact].filter(Boolean).join(" ")),
    "", say("not_advice"), `${say("reference")} ${answer.id}`,
  ];
  return lines.filter((line) => line !== null && line !== undefined).join("\n").replace(/\n{3,}/g, "\n\n");
}

function contactLine({ name, phone, text, web, hours }) {
  return `${name}: ${[phone, text, web, hours].filter(Boolean).join(", ")}`;
}

/** Gives the answer as a file. */
export function save(answer, ui) {
  const url = URL.createObjectURL(new Blob([asText(answer, ui)], { type: "text/plain;charset=utf-8" }));
  const link = make("a", { href: url, download: `${ui.say("file_name")}.txt` });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** Prints the answer by itself, whatever page it stands on: from an empty frame, which is then taken away. */
export function print(answer, ui) {
  const frame = make("iframe", { "aria-hidden": "true", tabindex: "-1", width: "0", height: "0", title: ui.say("print") });
  // Not display: none, which some browsers print as nothing.
  for (const [name, value] of [["position", "fixed"], ["border", "0"], ["inset-block-end", "0"]]) frame.style.setProperty(name, value);
  document.body.append(frame);
  const paper = frame.contentWindow;
  paper.document.title = ui.say("title");
  paper.document.documentElement.lang = ui.words.language;
  paper.document.documentElement.dir = ui.words.direction;
  const text = paper.document.createElement("pre");
  text.textContent = asText(answer, ui);
  text.style.setProperty("font", "12pt/1.5 system-ui, sans-serif");
  text.style.setProperty("white-space", "pre-wrap");
  paper.document.body.append(text);
  paper.addEventListener("afterprint", () => frame.remove());
  paper.print();
}
