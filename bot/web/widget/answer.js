// Builds an answer: the same parts in the same order as templates/answer.html, with the widget's own headings.

import { contactParts, safeHref } from "./links.js";
import { make } from "./make.js";

const LONGEST_SHOWN = 500;

/** The parts of an answer, to be put into its article. `ui` gives the words and the server's address. */
export function answerParts(answer, ui) {
  const { say } = ui;
  const cited = new Map(answer.citations.map((citation) => [citation.number, citation]));
  const urgent = answer.status === "urgent";
  const isHelpOnly = answer.urgent && urgent;
  return [
    answer.urgent && urgentHelp(answer.urgent, ui),
    asked(answer.question, ui),
    !isHelpOnly && make("h3", {}, say(`heading_${answer.status}`)),
    answer.notice && make("p", { class: "notice" }, ...(urgent ? linked(answer.notice) : [answer.notice])),
    answer.removed?.length && !answer.notice && make("p", { class: "notice" }, say("removed")),
    urgent && nextSteps(answer, ui),
    easyRead(answer, ui),
    statements(answer, cited, ui),
    conflicts(answer, cited, ui),
    actions(answer, cited, ui),
    lookedAt(answer, ui),
    glossary(answer, ui),
    !urgent && nextSteps(answer, ui),
    make("p", { class: "made" },
      answer.statements.length ? `${say(`mode_${answer.mode}`)} ` : "",
      `${say("reference")} `, make("span", { class: "id" }, answer.id)),
  ].flat().filter(Boolean);
}

/** The question as it was asked, or its beginning when it is very long. */
export function asked(question, { say }) {
  const trimmed = question.trim();
  const shown = trimmed.length > LONGEST_SHOWN ? `${trimmed.slice(0, LONGEST_SHOWN - 1)}…` : trimmed;
  return make("p", { class: "asked" },
    make("span", { class: "label" }, say("asked")), ` ${shown || say("no_question")}`);
}

/** One statement with its citations below it. */
export function statement(text, citationsOfIt, language, ui) {
  return make("div", { class: "statement" },
    make("p", { lang: language, dir: "auto" }, text), ...citationsOfIt.map((one) => cite(one, ui)));
}

/** Help for somebody at risk: fixed words, and numbers that can be rung with one tap. */
export function urgentHelp(urgent, ui) {
  return make("section", { class: "urgent-help", dir: "auto" },
    make("h3", {}, urgent.heading),
    ui.inline && leaving(ui),
    ...urgent.lines.map((line) => make("p", {}, ...linked(line))),
    make("ul", {}, ...urgent.contacts.map((contact) => urgentContact(contact, ui))));
}

/** A way to leave at once, for who must not be seen here. */
export function leaving({ say, leave }) {
  return make("div", { class: "leaving" },
    make("button", { type: "button", class: "exit", click: leave }, say("exit")),
    make("p", { class: "hours" }, say("exit_what")));
}

function urgentContact({ name, phone, text, web, hours }, { say }) {
  const number = text?.match(/\b\d{5,6}\b/)?.[0];
  return make("li", {},
    make("p", { class: "name" }, name),
    phone && make("p", { class: "contact" }, ...calls(phone, say)),
    text && make("p", { class: "contact" }, number ? make("a", { class: "call", href: `sms:${number}` }, text) : text),
    web && make("p", { class: "contact" }, ...linked(web)),
    hours && make("p", { class: "hours" }, hours));
}

function calls(phone, say) {
  return contactParts(phone).map(({ text, href }) =>
    (href ? make("a", { class: "call", href }, say("ring", { number: text })) : text));
}

/** A list of people to talk to, each with every way to reach them. */
export function people(list) {
  return make("ul", { class: "people" }, ...list.map(({ text, contact }) => make("li", {},
    make("p", { dir: "auto" }, text),
    ...ways(contact).map((way) => make("p", { class: "contact" }, ...linked(way))))));
}

function statements(answer, cited, ui) {
  return answer.statements.map((one, place) => {
    const next = answer.statements[place + 1];
    // Statements in a row that one citation proves share it: it stands below the last of them.
    const shared = next && String(next.citations) === String(one.citations);
    return statement(one.text, shared ? [] : citations(one.citations, cited), answer.language, ui);
  });
}

function easyRead(answer, ui) {
  return answer.easy_read && part(ui.say("in_simpler_words"), "easy-read",
    make("p", { class: "made" }, answer.easy_read.label),
    make("ul", { lang: answer.language, dir: "auto" }, ...answer.easy_read.lines.map((line) =>
      make("li", {}, line.text, " ", make("span", { class: "number" }, line.citations.map((number) => `[${number}]`).join(" "))))));
}

function citations(numbers, cited) {
  return numbers.filter((number) => cited.has(number)).map((number) => cited.get(number));
}

function cite(citation, ui) {
  const { say, words } = ui;
  const { document: source, number, locator, quote } = citation;
  const href = ui.address(safeHref(citation.url));
  return make("details", { class: "citation" },
    make("summary", {},
      make("span", { class: "number" }, `[${number}]`), " ",
      make("span", { class: "cited", dir: "auto" }, `${source.title}, ${locator}`, marks(source, say))),
    make("div", { class: "proof" },
      make("blockquote", { lang: "en", dir: "auto" }, make("p", {}, quote)),
      facts([
        [say("published"), source.published ? words.date(source.published) : say("no_date")],
        [say("status"), say(`status_${source.status}`)],
      ]),
      href && make("p", {}, make("a", { class: "go", href, target: ui.target, rel: "noopener" }, say("read_it"),
        make("span", { class: "unseen" }, ` [${number}]`)))));
}

function marks(source, say) {
  const names = [source.status !== "current" && source.status, source.illustrative && "illustrative"].filter(Boolean);
  return names.length && make("span", { class: "marks" }, ...names.map((name) => make("strong", {}, say(`mark_${name}`))));
}

function facts(pairs) {
  const rows = pairs.filter(([, value]) => value);
  return make("dl", {}, ...rows.map(([name, value]) => make("div", {}, make("dt", {}, name), make("dd", {}, value))));
}

function part(title, className, ...children) {
  return make("section", { class: className }, make("h4", {}, title), ...children);
}

function conflicts(answer, cited, ui) {
  return answer.conflicts.length && part(ui.say("conflicts"), null,
    ...answer.conflicts.map((conflict) => conflictTable(conflict, cited, ui)));
}

function conflictTable(conflict, cited, ui) {
  return make("table", {},
    make("caption", {}, conflict.about),
    make("thead", {}, make("tr", {},
      make("th", { scope: "col" }, ui.say("value")), make("th", { scope: "col" }, ui.say("where")))),
    make("tbody", {}, ...conflict.readings.map((reading) => make("tr", {},
      make("th", { scope: "row" }, reading.value),
      make("td", {}, ...citations([reading.citation], cited).map((one) => cite(one, ui)))))));
}

function actions(answer, cited, ui) {
  return answer.actions.length && part(ui.say("actions"), null,
    make("ul", { class: "actions" }, ...answer.actions.map((action) => actionCard(action, cited, ui))));
}

function actionCard(action, cited, ui) {
  const { say } = ui;
  const owners = action.owners.map((owner) => [owner.role, owner.organisation].filter(Boolean).join(", ")).join("; ");
  return make("li", { class: "action" },
    make("h5", {}, action.ref && make("span", { class: "ref" }, action.ref), action.ref && " ", action.action),
    facts([[say("owner"), owners || say("no_owner")], [say("due"), action.due], [say("status"), action.status]]),
    ...citations([action.citation], cited).map((one) => cite(one, ui)));
}

function lookedAt(answer, ui) {
  return answer.looked_at.length && !answer.statements.length && !answer.actions.length && part(ui.say("looked_at"), "looked-at",
    make("ul", {}, ...answer.looked_at.map((place) => {
      const text = `${place.title}, ${place.locator}`;
      const href = ui.address(safeHref(place.url));
      return make("li", {}, href ? make("a", { href, target: ui.target, rel: "noopener" }, text) : text);
    })));
}

function glossary(answer, { say }) {
  return answer.glossary.length && part(say("glossary"), "glossary",
    make("ul", {}, ...answer.glossary.map((word) => make("li", {}, `${word.short}: ${word.long}. ${word.plain}`))));
}

function nextSteps(answer, { say }) {
  return answer.next_steps.length && part(say("next_steps"), "next-steps", people(answer.next_steps));
}

function ways(contact) {
  return (contact ?? "").split(" · ").filter(Boolean);
}

/** A text whose phone numbers, emails and web addresses can be clicked. Only for words of ours. */
export function linked(text) {
  return contactParts(text).map(({ text: shown, href }) => (href ? make("a", { href }, withoutScheme(shown)) : shown));
}

function withoutScheme(shown) {
  return shown.replace(/^https?:\/\/(www\.)?/, "").replace(/\/$/, "");
}
