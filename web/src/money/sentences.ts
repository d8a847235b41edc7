/** Money in words: what care will cost, and what the money of a vintage cannot buy of it. */

import type { Series } from "../api";
import { millions, percent, span } from "../charts/amounts";
import { vintageName } from "../charts/growth";
import { sourceText } from "../parts/assumed";
import type { Language } from "../state";
import { basisName, mark } from "../words";
import { sourcesOf, yearsOf, type Act, type Growth } from "./answers";

const euros = (value: number, lang: Language) => millions(value * 100, lang, value >= 1e8 ? 0 : 1);

/** Of whole millions where there are hundreds of them: no digit more than the interval carries. */
const between = (low: number, high: number, lang: Language) => {
  const digits = high - low >= 2e8 ? 0 : 1;
  const text = span(millions(low, lang, digits), millions(high, lang, digits), lang);
  return lang === "nl" ? `€ ${text} mln` : `€ ${text} m`;
};

/** "in prijzen van 2025", or that prices go along. */
export const pricesOf = (money: "nominal" | "real", priceYear: number, lang: Language) =>
  money === "real"
    ? lang === "nl"
      ? `in prijzen van ${priceYear}`
      : `at prices of ${priceYear}`
    : lang === "nl"
      ? "prijsstijging meegeteld"
      : "rising prices included";

/** As a reader says it: the act, or the care that it pays. */
const theCareOf = (act: Act, lang: Language): string => (lang === "nl" ? (act === "Wmo" ? "de Wmo" : "de jeugdhulp") : act === "Wmo" ? "the Wmo" : "youth care");

export function costSentence(series: Series, act: Act, year: number, money: "nominal" | "real", lang: Language): string {
  const at = series.year.indexOf(year);
  const [low, middle, high] = [series.p5[at], series.p50[at], series.p95[at]];
  if (low == null || middle == null || high == null) {
    return lang === "nl" ? `Van ${year} is niets bekend.` : `Nothing is known of ${year}.`;
  }
  const prices = pricesOf(money, series.last_observed, lang);
  if (year <= series.last_observed) {
    return lang === "nl" ? `In ${year} kostte ${theCareOf(act, lang)} ${between(middle, middle, lang)}.` : `In ${year} ${theCareOf(act, lang)} cost ${between(middle, middle, lang)}.`;
  }
  return lang === "nl"
    ? `In ${year} kost ${theCareOf(act, lang)} naar verwachting ${between(low, high, lang)}, ${prices}.`
    : `In ${year} ${theCareOf(act, lang)} probably costs ${between(low, high, lang)}, ${prices}.`;
}

/** Top-down against bottom-up, in words. Empty without a run. */
export function gapSentence(growth: Growth, act: Act, year: number, lang: Language): string {
  const at = yearsOf(growth, act).find((y) => y.year === year);
  if (!at) {
    return "";
  }
  const nl = lang === "nl";
  const vintage = vintageName(growth.vintage, lang);
  if (!at.unbought || !at.unbought_share || at.money === undefined) {
    return nl ? `${vintage} zegt niets over ${theCareOf(act, lang)} in ${year}.` : `${vintage} says nothing of ${theCareOf(act, lang)} in ${year}.`;
  }
  // Less than what is shown as 0.1 million is nothing to speak of.
  const isShort = (value: number) => value >= 50_000;
  if (!isShort(at.unbought.p50) && isShort(at.unbought.p95)) {
    const short = euros(at.unbought.p95, lang);
    return nl
      ? `Met de groei van ${vintage} is er in de meeste toekomsten genoeg geld voor die zorg; in 5 van de 100 komt het € ${short} mln of meer tekort.`
      : `With the growth of ${vintage} there is enough money for that care in most futures; in 5 of 100 it falls short by € ${short} m or more.`;
  }
  if (!isShort(at.unbought.p95)) {
    return nl
      ? `Met de groei van ${vintage} is er genoeg geld voor die zorg.`
      : `With the growth of ${vintage} there is enough money for that care.`;
  }
  const [share, low, high] = [percent(at.unbought_share.p50, lang, 0), euros(at.unbought.p5, lang), euros(at.unbought.p95, lang)];
  return nl
    ? `Met de groei van ${vintage} is er € ${euros(at.money, lang)} mln. Dat is te weinig voor ${share} van die zorg: voor € ${span(low, high, lang)} mln.`
    : `With the growth of ${vintage} there is € ${euros(at.money, lang)} m. That is too little for ${share} of that care: for € ${span(low, high, lang)} m.`;
}

/** Whose figures the growth of an act is, a line each; ours in the language of the reader. */
export const sourceLines = (growth: Growth, act: Act, lang: Language, before = ""): string[] =>
  sourcesOf(growth, act).map((s) => `${mark(s.basis)} ${before}${vintageName(s.vintage, lang)} (${basisName(s.basis, lang)}): ${sourceText(s.source, growth, lang)}`);
