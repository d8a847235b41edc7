/** Amounts as charts and tables of money write them. */

import type { Language } from "../state";

const locale = (lang: Language) => (lang === "nl" ? "nl-NL" : "en-GB");

const decimal = (value: number, digits: number, lang: Language) =>
  new Intl.NumberFormat(locale(lang), { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value);

/** In what amounts are told, with one decimal. */
export interface Unit {
  cents: number;
  name: Record<Language, string>;
}

export const millionsOf: Unit = { cents: 1e8, name: { nl: "€ mln", en: "€ m" } };
export const thousandsOf: Unit = { cents: 1e5, name: { nl: "€ duizend", en: "€ thousand" } };

/** What rounds to nothing has no sign. */
function withMinus(value: number, digits: number, lang: Language): string {
  const text = decimal(Math.abs(value), digits, lang);
  return value < 0 && /[1-9]/.test(text) ? `−${text}` : text;
}

/** Cents in a unit, without its name: 12.3. */
export const amountIn = ({ cents: per }: Unit, cents: number, lang: Language, digits = 1) => withMinus(cents / per, digits, lang);

/** The same with its sign; what rounds to nothing has none. */
export function signedIn({ cents: per }: Unit, cents: number, lang: Language): string {
  const text = decimal(Math.abs(cents) / per, 1, lang);
  return /[1-9]/.test(text) ? `${cents < 0 ? "−" : "+"}${text}` : text;
}

/** Cents as millions of euros. */
export const millions = (cents: number, lang: Language, digits = 1) => amountIn(millionsOf, cents, lang, digits);

/** A share as a percentage: 0.021 → 2.1%. */
export const percent = (share: number, lang: Language, digits = 1) => `${withMinus(100 * share, digits, lang)}%`;

/** "40 tot 95" of two texts; one of them where they look the same. */
export const span = (low: string, high: string, lang: Language) => (low === high ? low : `${low} ${lang === "nl" ? "tot" : "to"} ${high}`);

export const mln = (lang: Language) => millionsOf.name[lang];
