/** The answer for one area: a sentence, how sure it is, two fans, their difference, and what it rests on. */

import type { Difference, RunDetails, Series } from "../../api";
import * as difference from "../../charts/difference";
import { figure, type Figure } from "../../charts/figure";
import * as paired from "../../charts/paired";
import * as waterfall from "../../charts/waterfall";
import { el } from "../../dom";
import { actions, type Sheet } from "../../parts/actions";
import { assumptions, card } from "../../parts/rests";
import { basisName, mark, nameOf, productName } from "../../words";
import type { WhatIf } from "../what-if";
import type { Early } from "./documents";
import { amount, certainty, headline, type Names, type Told } from "./sentence";
import { fill, tell } from "./words";

export interface Answer {
  /** Of the area, in the order of years. */
  rows: readonly Difference[];
  of: Names;
  series: readonly [Series, Series];
  details: readonly [RunDetails, RunDetails];
  /** Why cost differs; null where it cannot be told, or not yet. */
  bridge: waterfall.Bridge | null;
  /** While not all futures are there. */
  early: Early | undefined;
  /** "in Overvecht", and what it is called by itself. */
  place: string;
  name: string;
  /** What somebody changed, in words. */
  changes: readonly string[];
  /** How many futures in how many seconds; empty when nothing was computed. */
  speed: string;
}

/** @param keeper Where the scenario can be kept; null where it is kept already. @param say Told the sentence, for who listens. */
export async function show(into: HTMLElement, answer: Answer, view: WhatIf, print: () => void, keeper: HTMLElement | null, say: (words: string) => void): Promise<void> {
  const { lang } = view;
  const { of, early } = answer;
  const row = answer.rows.find((r) => r.year === view.year) as Difference;
  const told: Told = { measure: view.measure, place: answer.place, a: of.scenario_a, b: of.scenario_b, lang, early };
  const words = headline(row, told);
  const shown = figures(answer, view, row);
  into.replaceChildren(
    el("h2", {}, answer.name),
    ...(early ? [el("p", { class: "early", id: "early" }, fill(tell(lang, "early"), { n: early.futures, r: early.of }))] : []),
    el("p", { class: "sentence" }, words),
    el("p", {}, amount(row, told)),
    ...(early ? [] : certainty(row, told).map((line) => el("p", { class: "hint" }, line))),
    ...shown.flatMap(({ title, made }) => [el("h3", {}, title), made.element]),
    ...(early ? [] : [actions(sheetOf(answer, fileOf(answer, view)), lang, print)]),
    ...(keeper ? [keeper] : []),
    ...(early ? [] : [rests(answer, view)]),
  );
  say(early ? `${fill(tell(lang, "early_short"), { n: early.futures })}: ${words}` : words);
  await Promise.all(shown.map(({ made }) => made.drawn));
}

const fileOf = ({ rows, details }: Answer, view: WhatIf) => `${details[1].run.name}-${view.measure}-${rows[0]?.area}`;

/** The pictures: both, their difference, and why cost differs. */
function figures(answer: Answer, view: WhatIf, row: Difference): { title: string; made: Figure }[] {
  const { lang } = view;
  const { of, series, early, bridge } = answer;
  const file = fileOf(answer, view);
  const counted = `${nameOf(view.measure, lang)}, ${productName(view.product, lang)}${early ? ` (${fill(tell(lang, "early_short"), { n: early.futures })})` : ""}`;
  const [fans, apart] = [`${tell(lang, "fans")}: ${counted}`, `${tell(lang, "difference")}: ${counted}`];
  const made = [
    { title: fans, made: figure(paired, { a: { name: of.scenario_a, series: series[0] }, b: { name: of.scenario_b, series: series[1] }, futures: early?.futures }, lang, `${file}-fans`, fans) },
    { title: apart, made: figure(difference, { a: of.scenario_a, b: of.scenario_b, unit: row.unit, points: answer.rows, futures: early?.futures }, lang, `${file}-difference`, apart) },
  ];
  if (!bridge) {
    return made;
  }
  const prices = fill(tell(lang, bridge.money === "nominal" ? "bridge_nominal" : "bridge_real"), { y: bridge.price_year });
  const title = `${tell(lang, "bridge")} ${productName(view.product, lang)}, ${bridge.to}, ${prices}`;
  const named = { ...bridge, scenario: of.scenario_a, other_scenario: of.scenario_b };
  return [...made, { title, made: figure(waterfall, named, lang, `${file}-bridge-${bridge.to}`, title) }];
}

/** How long it took, once that is known. */
export function tellSpeed(into: HTMLElement, speed: string): void {
  let line = into.querySelector("#speed");
  if (!line) {
    line = el("p", { class: "card", id: "speed" });
    into.querySelector(".rests")?.append(line);
  }
  line.textContent = speed;
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
    assumptions(b, lang),
    card(a, lang),
    card(b, lang),
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
