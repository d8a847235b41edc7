/** The answer for one area: a sentence, how sure it is, two fans, their difference, and what it rests on. */

import type { Difference, RunDetails, Series } from "../../api";
import * as difference from "../../charts/difference";
import { figure } from "../../charts/figure";
import * as paired from "../../charts/paired";
import { el } from "../../dom";
import { actions, type Sheet } from "../../parts/actions";
import { assumptions, card } from "../../parts/rests";
import { basisName, mark, nameOf, productName, say } from "../../words";
import type { WhatIf } from "../what-if";
import { amount, certainty, headline, type Names, type Told } from "./sentence";
import { tell } from "./words";

export interface Answer {
  /** Of the area, in the order of years. */
  rows: readonly Difference[];
  of: Names;
  series: readonly [Series, Series];
  details: readonly [RunDetails, RunDetails];
  /** "in Overvecht", and what it is called by itself. */
  place: string;
  name: string;
  /** What somebody changed, in words. */
  changes: readonly string[];
  /** How many futures in how many seconds; empty when nothing was computed. */
  speed: string;
}

/** @returns The sentence, for who listens. */
export async function show(into: HTMLElement, answer: Answer, view: WhatIf, print: () => void, more: readonly HTMLElement[]): Promise<string> {
  const { lang } = view;
  const { of, series, details } = answer;
  const row = answer.rows.find((r) => r.year === view.year) as Difference;
  const told: Told = { measure: view.measure, place: answer.place, a: of.scenario_a, b: of.scenario_b, lang };
  const counted = `${nameOf(view.measure, lang)}, ${productName(view.product, lang)}`;
  const file = `${details[1].run.name}-${view.measure}-${row.area}`;
  const fans = figure(paired, { a: { name: of.scenario_a, series: series[0] }, b: { name: of.scenario_b, series: series[1] } }, lang, `${file}-fans`, `${tell(lang, "fans")}: ${counted}`);
  const apart = figure(difference, { a: of.scenario_a, b: of.scenario_b, unit: row.unit, points: answer.rows }, lang, `${file}-difference`, `${tell(lang, "difference")}: ${counted}`);
  const words = headline(row, told);
  into.replaceChildren(
    el("h2", {}, answer.name),
    el("p", { class: "sentence" }, words),
    el("p", {}, amount(row, told)),
    ...certainty(row, told).map((line) => el("p", { class: "hint" }, line)),
    el("h3", {}, `${tell(lang, "fans")}: ${counted}`),
    fans.element,
    el("h3", {}, `${tell(lang, "difference")}: ${counted}`),
    apart.element,
    actions(sheetOf(answer, file), lang, print),
    ...more,
    rests(answer, view),
  );
  await Promise.all([fans.drawn, apart.drawn]);
  return words;
}

function rests({ details, changes, speed }: Answer, { lang }: WhatIf): HTMLElement {
  const [a, b] = details;
  return el(
    "section",
    { class: "rests" },
    el("h3", {}, tell(lang, "assumed")),
    el(
      "ul",
      { class: "marks" },
      el("li", {}, `${mark("estimated")} ${basisName("estimated", lang)}`),
      ...(changes.length === 0 ? [] : [el("li", {}, `${mark("assumed")} ${tell(lang, "changed")} ${changes.join("; ")}`)]),
    ),
    assumptions(b.card.assumptions, lang),
    card(a),
    card(b),
    ...(speed ? [el("p", { class: "card", id: "speed" }, speed)] : []),
  );
}

function sheetOf({ rows, details }: Answer, file: string): Sheet {
  const columns = ["mean_a", "mean_b", "mean", "p5", "p50", "p95", "p_lower", "p_equal", "p_higher"] as const;
  return {
    file,
    head: ["area", "measure", "year", "scenario_a", "scenario_b", ...columns, "unit"],
    rows: rows.map((r) => [r.area, r.measure, r.year, details[0].run.name, details[1].run.name, ...columns.map((c) => r[c]), r.unit]),
  };
}

/** What stands there before there is an answer. */
export function empty(into: HTMLElement, text: string): void {
  into.replaceChildren(el("p", { class: "hint" }, text));
}

export const noAnswer = (view: WhatIf) => say(view.lang, "none");
