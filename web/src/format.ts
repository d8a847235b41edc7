/** Numbers as the reader's language writes them, never with more digits than they carry. */

import type { Language } from "./state";

const formats = new Map<string, Intl.NumberFormat>();

/** Made once for each language and number of digits: making one takes longer than a hundred uses. */
function written(value: number, digits: number, lang: Language): string {
  const key = `${lang} ${digits}`;
  let format = formats.get(key);
  if (!format) {
    formats.set(key, (format = new Intl.NumberFormat(lang === "nl" ? "nl-NL" : "en-GB", { maximumFractionDigits: digits })));
  }
  const text = format.format(Math.abs(value));
  // What rounds to nothing has no sign.
  return value < 0 && /[1-9]/.test(text) ? `−${text}` : text;
}

/** Rounded to what its interval allows: two digits of its width, at most whole units. */
export function rounded(value: number, low: number, high: number): number {
  const width = high - low;
  const grain = width > 0 ? 10 ** (Math.floor(Math.log10(width)) - 1) : 0;
  return grain >= 1 ? Math.round(value / grain) * grain : value;
}

/** A value in its unit: cents become euros, the rest stays. */
export function shown(value: number, unit: string, lang: Language, digits?: number): string {
  const places = digits ?? (Math.abs(value) < 10 && unit !== "persons" ? 1 : 0);
  if (unit === "eur_cents") {
    const euros = value / 100;
    const millions = Math.abs(euros) >= 1e6;
    const text = written(millions ? euros / 1e6 : euros, millions ? 1 : 0, lang);
    return millions ? `€ ${text} ${lang === "nl" ? "mln" : "m"}` : `€ ${text}`;
  }
  return written(value, places, lang);
}

/** "40 tot 95", or one number where both ends look the same. */
export function range(low: number, high: number, unit: string, lang: Language, digits?: number): string {
  const [from, to] = [low, high].map((v) => shown(rounded(v, low, high), unit, lang, digits)) as [string, string];
  return from === to ? from : `${from} ${lang === "nl" ? "tot" : "to"} ${to}`;
}

/** For spreadsheets: Dutch Excel wants a comma and no thousands. */
export function plain(value: number | null, lang: Language): string {
  if (value === null) {
    return "";
  }
  const text = String(value);
  return lang === "nl" ? text.replace(".", ",") : text;
}

/** A figure of a setting, as it was written down. */
export const decimal = (value: number, lang: Language) => written(value, 6, lang);

/** Up to one or two digits: where a scale ends. */
export function roundUp(value: number): number {
  const grain = value > 0 ? 10 ** Math.floor(Math.log10(value)) / 2 : 1;
  return Math.ceil(value / grain - 1e-9) * grain || 1;
}
