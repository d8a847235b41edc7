/** The answer in words first: which way, in how many futures, by how much, and how well that is known. */

import type { Difference } from "../../api";
import { range, rounded, shown } from "../../format";
import type { Language } from "../../state";
import type { Early } from "./documents";
import { fill, tell, turnOf } from "./words";

/** What the two are called. */
export interface Names {
  scenario_a: string;
  scenario_b: string;
}

export interface Told {
  measure: string;
  /** "in Utrecht". */
  place: string;
  a: string;
  b: string;
  lang: Language;
  /** While not all futures are there. */
  early?: Early | undefined;
}

/** Futures out of a hundred. */
const ofHundred = (share: number) => Math.round(share * 100);

/** Futures out of a hundred; while not all are there, out of those that are. */
export const futuresOf = (share: number, early: Early | undefined) => ({ n: Math.round(share * (early?.futures ?? 100)), of: early?.futures ?? 100 });

/** Below so large a share of the futures it is not said which way it goes. */
const Clear = 0.6;

export function headline(row: Difference, { measure, place, a, b, lang, early }: Told): string {
  const values = { p: place, y: row.year };
  const isDutch = lang === "nl";
  if (row.p_equal === 1) {
    return fill(tell(lang, early ? "same_early" : "same"), values);
  }
  const isLower = row.p_lower >= row.p_higher;
  const say = (lower: boolean) => fill(turnOf(measure, lower, lang), values);
  const counted = (share: number) => futuresOf(share, early).n;
  const [lower, higher] = [counted(row.p_lower), counted(row.p_higher)];
  const than = isDutch ? `met ${b} dan met ${a}` : `with ${b} than with ${a}`;
  const all = early ? (isDutch ? `van de eerste ${early.futures}` : `of the first ${early.futures}`) : isDutch ? "van de 100" : "of 100";
  if (Math.max(row.p_lower, row.p_higher) < Clear) {
    const equal = counted(row.p_equal);
    const rest = equal === 0 ? "" : isDutch ? `, en in ${equal} maakt het niets uit` : `, and in ${equal} it makes no difference`;
    return isDutch
      ? `Het is niet te zeggen: in ${lower} ${all} toekomsten ${say(true)} ${than}, in ${higher} juist andersom${rest}.`
      : `It cannot be said: in ${lower} ${all} futures ${say(true)} ${than}, in ${higher} the other way round${rest}.`;
  }
  const share = isLower ? lower : higher;
  return isDutch ? `In ${share} ${all} toekomsten ${say(isLower)} ${than}.` : `In ${share} ${all} futures ${say(isLower)} ${than}.`;
}

/** "30 tot 250 minder", "10 meer", "van 40 minder tot 12 meer". */
export function spanOf(low: number, high: number, unit: string, lang: Language): string {
  // Ends that round to nothing are on neither side.
  const [from, to] = [low, high].map((end) => rounded(end, low, high)) as [number, number];
  if (from < 0 && to > 0) {
    const [less, more] = [-from, to].map((end) => shown(end, unit, lang)) as [string, string];
    return lang === "nl" ? `van ${less} minder tot ${more} meer` : `from ${less} less to ${more} more`;
  }
  const [near, far] = [Math.abs(from), Math.abs(to)].sort((x, y) => x - y) as [number, number];
  return `${range(near, far, unit, lang)} ${tell(lang, to > 0 ? "more" : "less")}`;
}

/** How well the mean is known says with how many digits it is told. */
function meanOf(row: Difference, lang: Language): string {
  const mean = shown(Math.abs(rounded(row.mean, row.p5, row.p95)), row.unit, lang);
  return mean === shown(0, row.unit, lang) ? tell(lang, "no_difference") : `${mean} ${tell(lang, row.mean > 0 ? "more" : "less")}`;
}

/** Up to so many futures the outer ones are the ends of their 90% interval. */
const Few = 20;

/** By how much, in the mean and in 90 of 100 futures; while not all are there, how far the mean may still move. */
export function amount(row: Difference, { lang, early }: Told): string {
  if (row.p_equal === 1) {
    return "";
  }
  const span = spanOf(row.p5, row.p95, row.unit, lang);
  if (early) {
    const mean = fill(tell(lang, "early_mean"), { n: meanOf(row, lang), s: spanOf(row.mean_low_90, row.mean_high_90, row.unit, lang) });
    return `${mean} ${fill(tell(lang, early.futures < Few ? "early_all" : "early_most"), { r: early.futures, n: span })}`;
  }
  return `${fill(tell(lang, "by_mean"), { n: meanOf(row, lang) })} ${fill(tell(lang, "by_interval"), { n: span })}`;
}

/** Whether the second is better, and what sharing their luck is worth. */
export function certainty(row: Difference, { a, b, lang }: Told): string[] {
  const better = row.p_better === undefined ? tell(lang, "neutral") : fill(tell(lang, "p_better"), { a, b, n: ofHundred(row.p_better), m: ofHundred(1 - row.p_better - row.p_equal) });
  const factor = row.variance_factor;
  const luck =
    factor === undefined ? [] : [factor >= 1.5 ? fill(tell(lang, "luck"), { n: shown(Math.round(factor), "", lang, 0) }) : tell(lang, "luck_none")];
  return [better, ...luck];
}
