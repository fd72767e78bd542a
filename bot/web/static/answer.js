// Builds an answer on the page, in the same shape as templates/answer.html. Text goes in as text, never as HTML.

import { contactParts, safeHref } from "./links.js";

const LONGEST_SHOWN = 500;
const words = document.getElementById("words").content;

/** A word or sentence of the page's own. */
export function say(name) {
  return words.querySelector(`[data-word="${name}"]`).textContent;
}

/** The whole answer as an article. */
export function showAnswer(answer) {
  const cited = new Map(answer.citations.map((citation) => [citation.number, citation]));
  const urgent = answer.status === "urgent";
  const labelledBy = `${answer.urgent ? "urgent" : "heading"}-${answer.id}`;
  return make("article", { class: `answer ${answer.status}`, "aria-labelledby": labelledBy },
    answer.urgent && urgentHelp(answer),
    asked(answer.question),
    !(answer.urgent && urgent) && make("h2", { id: `heading-${answer.id}` }, say(`heading_${answer.status}`)),
    answer.notice && make("p", { class: "notice" }, ...(urgent ? linked(answer.notice) : [answer.notice])),
    urgent && nextSteps(answer),
    ...answer.statements.map((statement, place) => {
      const next = answer.statements[place + 1];
      // Statements in a row that one citation proves share it: it stands below the last of them.
      const shared = next && String(next.citations) === String(statement.citations);
      return showStatement(statement.text, shared ? [] : citations(statement.citations, cited));
    }),
    conflicts(answer, cited),
    actions(answer, cited),
    lookedAt(answer),
    glossary(answer),
    !urgent && nextSteps(answer),
    make("p", { class: "made" },
      answer.statements.length ? `${say(`mode_${answer.mode}`)} ` : "",
      `${say("reference")} `, make("span", { class: "id" }, answer.id)),
  );
}

// Read out at once and before all else, so it interrupts; the lines and contacts are fixed words of ours.
function urgentHelp(answer) {
  const { heading, lines, contacts } = answer.urgent;
  return make("section", { class: "urgent-help", role: "alert" },
    make("h2", { id: `urgent-${answer.id}` }, heading),
    ...lines.map((line) => make("p", {}, ...linked(line))),
    make("ul", {}, ...contacts.map(({ name, phone, text, web, hours }) => make("li", {},
      make("p", {}, name),
      ...[phone, text, web].filter(Boolean).map((way) => make("p", { class: "contact" }, ...linked(way))),
      hours && make("p", { class: "hours" }, hours)))));
}

/** One statement with its citations below it. */
export function showStatement(text, citationsOfIt) {
  return make("div", { class: "statement" }, make("p", {}, text), ...citationsOfIt.map(cite));
}

/** An article that says that no answer came, and why. */
export function showFailure(question, reason) {
  return make("article", { class: "answer failed" },
    asked(question), make("h2", {}, say("failed")), make("p", { class: "notice" }, reason));
}

/** The question as it was asked, or its beginning when it is very long. */
export function asked(question) {
  const trimmed = question.trim();
  const shown = trimmed.length > LONGEST_SHOWN ? `${trimmed.slice(0, LONGEST_SHOWN - 1)}…` : trimmed;
  return make("p", { class: "asked" },
    make("span", { class: "label" }, say("asked")), ` ${shown || say("no_question")}`);
}

function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children.filter(Boolean));
  return element;
}

function citations(numbers, cited) {
  return numbers.filter((number) => cited.has(number)).map((number) => cited.get(number));
}

function cite(citation) {
  const { document: source, number, locator, quote } = citation;
  const href = safeHref(citation.url);
  return make("details", { class: "citation" },
    make("summary", {},
      make("span", { class: "number" }, `[${number}]`), " ",
      make("span", { class: "cited" }, `${source.title}, ${locator}`, marks(source))),
    make("div", { class: "proof" },
      make("blockquote", {}, make("p", {}, quote)),
      facts([
        [say("published"), source.published ? plainDate(source.published) : say("no_date")],
        [say("status"), say(`status_${source.status}`)],
      ]),
      href && make("p", {}, make("a", { class: "go", href }, say("read_it"),
        make("span", { class: "unseen" }, ` [${number}]`)))));
}

function marks(source) {
  const names = [source.status !== "current" && source.status, source.illustrative && "illustrative"].filter(Boolean);
  return names.length && make("span", { class: "marks" },
    ...names.map((name) => make("strong", {}, say(`mark_${name}`))));
}

function facts(pairs) {
  const rows = pairs.filter(([, value]) => value);
  return make("dl", {}, ...rows.map(([name, value]) => make("div", {}, make("dt", {}, name), make("dd", {}, value))));
}

function plainDate(iso) {
  return new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" }).format(new Date(`${iso}T00:00:00Z`));
}

function part(title, className, ...children) {
  return make("section", className ? { class: className } : {}, make("h3", {}, title), ...children);
}

function conflicts(answer, cited) {
  return answer.conflicts.length && part(say("conflicts"), null,
    ...answer.conflicts.map((conflict) => make("div", { class: "scroller" }, conflictTable(conflict, cited))));
}

function conflictTable(conflict, cited) {
  return make("table", {},
    make("caption", {}, conflict.about),
    make("thead", {}, make("tr", {},
      make("th", { scope: "col" }, say("value")), make("th", { scope: "col" }, say("where")))),
    make("tbody", {}, ...conflict.readings.map((reading) => make("tr", {},
      make("th", { scope: "row" }, reading.value),
      make("td", {}, ...citations([reading.citation], cited).map(cite))))));
}

function actions(answer, cited) {
  return answer.actions.length && part(say("actions"), null,
    make("ul", { class: "actions" }, ...answer.actions.map((action) => actionCard(action, cited))));
}

function actionCard(action, cited) {
  const owners = action.owners.map((owner) => [owner.role, owner.organisation].filter(Boolean).join(", ")).join("; ");
  return make("li", { class: "action" },
    make("h4", {}, action.ref && make("span", { class: "ref" }, action.ref), action.ref && " ", action.action),
    facts([[say("owner"), owners || say("no_owner")], [say("due"), action.due], [say("status"), action.status]]),
    ...citations([action.citation], cited).map(cite));
}

function lookedAt(answer) {
  return answer.looked_at.length && !answer.statements.length && !answer.actions.length && part(say("looked_at"), "looked-at",
    make("ul", {}, ...answer.looked_at.map((place) => {
      const text = `${place.title}, ${place.locator}`;
      const href = safeHref(place.url);
      return make("li", {}, href ? make("a", { href }, text) : text);
    })));
}

function glossary(answer) {
  return answer.glossary.length && part(say("glossary"), "glossary",
    make("ul", {}, ...answer.glossary.map((word) => make("li", {}, `${word.short}: ${word.long}. ${word.plain}`))));
}

function nextSteps(answer) {
  return answer.next_steps.length && part(say("next_steps"), "next-steps",
    make("ul", {}, ...answer.next_steps.map((step) => make("li", {},
      make("p", {}, step.text),
      ...ways(step.contact).map((way) => make("p", { class: "contact" }, ...linked(way)))))));
}

function ways(contact) {
  return (contact ?? "").split(" · ").filter(Boolean);
}

function linked(text) {
  return contactParts(text).map(({ text: shown, href }) => (href ? make("a", { href }, shown) : shown));
}
