/** Amounts as charts and tables of money write them. */

import type { Language } from "../state";

const locale = (lang: Language) => (lang === "nl" ? "nl-NL" : "en-GB");

const decimal = (value: number, digits: number, lang: Language) =>
  new Intl.NumberFormat(locale(lang), { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value);

/** Cents as millions of euros, without the unit: 12.3. */
export const millions = (cents: number, lang: Language, digits = 1) => decimal(cents / 1e8, digits, lang).replace("-", "−");

/** The same with its sign; what rounds to nothing has none. */
export function signed(cents: number, lang: Language): string {
  const text = decimal(Math.abs(cents) / 1e8, 1, lang);
  return /[1-9]/.test(text) ? `${cents < 0 ? "−" : "+"}${text}` : text;
}

/** A share as a percentage: 0.021 → 2.1%. */
export const percent = (share: number, lang: Language, digits = 1) => `${decimal(100 * share, digits, lang).replace("-", "−")}%`;

/** "40 tot 95" of two texts; one of them where they look the same. */
export const span = (low: string, high: string, lang: Language) => (low === high ? low : `${low} ${lang === "nl" ? "tot" : "to"} ${high}`);

export const mln = (lang: Language) => (lang === "nl" ? "€ mln" : "€ m");
