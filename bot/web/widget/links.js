// What on a page may be clicked, and where it goes: the same rules as bot/web/links.py.

const WAYS =
  /(?<web>https?:\/\/[^\s<>"]+[^\s<>".,;:)])|(?<email>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)|(?<phone>(?<![\w\/.-])\+?\d[\d ]{1,15}\d(?![\w\/-]))/g;
const NUMBERS = /^(?:999|112|111|101|116\d{3}|0\d{7,10}|\+44\d{9,10})$/;

/** Gives the address if it is a page of ours or on the web, and null for anything else. */
export function safeHref(url) {
  if (!url || /[\s\p{C}]/u.test(url)) return null;
  const ours = url.startsWith("/") && !url.startsWith("//") && !url.includes("\\");
  return ours || /^https?:\/\/[^/]/.test(url) ? url : null;
}

/** Splits a contact into parts {text, href}: phone numbers, emails and web addresses have an href. */
export function contactParts(contact) {
  const parts = [];
  let done = 0;
  for (const match of contact.matchAll(WAYS)) {
    const href = hrefOf(match);
    if (!href) continue;
    if (match.index > done) parts.push({ text: contact.slice(done, match.index) });
    parts.push({ text: match[0], href });
    done = match.index + match[0].length;
  }
  if (done < contact.length) parts.push({ text: contact.slice(done) });
  return parts;
}

function hrefOf(match) {
  if (match.groups.web) return safeHref(match[0]);
  if (match.groups.email) return `mailto:${match[0]}`;
  const number = match[0].replaceAll(" ", "");
  return NUMBERS.test(number) ? `tel:${number}` : null;
}
