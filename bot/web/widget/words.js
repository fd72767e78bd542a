// The interface's own words in a language. English is built in, so that there always are words.

import english from "../languages/en.json";

/** Words in one language. */
export class Words {
  constructor(file) {
    this.language = file.language;
    this.direction = file.direction;
    this.checked = file.checked;
    this.words = file.words;
  }

  /** A word or sentence, with what stands in {braces} filled in. */
  say(name, values = {}) {
    const text = this.words[name] ?? english.words[name];
    return text.replace(/\{(\w+)\}/g, (_, key) => values[key]);
  }

  /** A day, written out. */
  date(iso) {
    const written = new Intl.DateTimeFormat(this.language === "en" ? "en-GB" : this.language, { dateStyle: "long", timeZone: "UTC" });
    return written.format(new Date(`${iso}T00:00:00Z`));
  }
}

export const ENGLISH = new Words(english);

/** The words in a language; in English when it is not one of Signpost's or cannot be loaded. */
export async function wordsIn(language, server) {
  if (!/^[a-z]{2,3}$/.test(language) || language === "en") return ENGLISH;
  try {
    const response = await fetch(`${server}/widget/languages/${language}.json`, { credentials: "omit" });
    return response.ok ? new Words(await response.json()) : ENGLISH;
  } catch {
    return ENGLISH;
  }
}
