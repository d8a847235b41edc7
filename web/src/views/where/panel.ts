/** What is known of one buurt: a sentence, the fan, a table, what it rests on, and room for a note. */

import type { Level, RunDetails, Series } from "../../api";
import { live } from "../../charts/colours";
import { draw } from "../../charts/draw";
import { bandOf, spec, summary } from "../../charts/fan";
import "../../charts/charts.css";
import { el } from "../../dom";
import type { Figure } from "../../figures";
import { range, rounded, shown } from "../../format";
import { actions, type Sheet } from "../../parts/actions";
import { note } from "../../parts/note";
import { rests } from "../../parts/rests";
import { term } from "../../parts/term";
import { evidence, folded, missing, table } from "../../parts/table";
import { explain, levelWord, nameOf, productName, say, sentenceOf } from "../../words";
import type { View } from "../where";
import type { Story } from "./story";

export interface Subject {
  code: string;
  name: string;
  /** What it lies in, by name; empty where that is not told. */
  within: string;
  level: Level;
  figure: Figure | undefined;
}

export function empty(into: HTMLElement, view: View, level: Level): void {
  into.replaceChildren(el("p", { class: "hint" }, levelWord(view.lang, "choose", level)));
}

/** Of what a reader may not see there is nothing to draw. */
export function barred(into: HTMLElement, name: string, view: View): void {
  into.replaceChildren(el("h2", {}, name), el("p", { class: "sentence" }, `${missing("not_allowed", view.lang)}.`));
}

export async function show(into: HTMLElement, subject: Subject, story: Story, details: RunDetails, view: View, print: () => void): Promise<string> {
  const { lang } = view;
  const { series, drawn } = story;
  const words = sentence(subject, series, view);
  const counted = view.per === "1000" ? `, ${say(lang, "1000")}` : "";
  const band = bandOf(story.peers, drawn.year);
  const chart = el("div", { class: "chart", role: "img", "aria-label": summary({ series: drawn, band }, lang) });
  into.replaceChildren(
    el("h2", {}, [subject.within, subject.name].filter((name) => name !== "").join(" · ")),
    el("p", { class: "sentence" }, words),
    ...(story.parts.length > 0 ? [made(story.parts, view)] : []),
    el("h3", {}, `${say(lang, "through_years")}: ${nameOf(view.measure, lang)}, ${productName(view.product, lang)}${counted}`),
    chart,
    el("p", { class: "summary" }, summary({ series: drawn, band }, lang)),
    ...peersIn(band, drawn, subject.level, view),
    folded(say(lang, "show_table"), yearsTable(drawn, view)),
    actions(sheetOf(series, subject), lang, print),
    rests(series.basis, details, lang),
    note(subject.code, lang),
  );
  await draw(chart, () => spec({ series: drawn, band }, { lang, colours: live, width: Math.max(280, chart.clientWidth) }));
  return words;
}

/** The band in words, for the chosen year. No ranking: where the others lie is enough. */
function peersIn(band: ReturnType<typeof bandOf>, drawn: Series, level: Level, view: View): HTMLElement[] {
  const at = band.find((b) => b.year === view.year);
  return at ? [el("p", { class: "summary" }, `${levelWord(view.lang, "peers", level)}; ${view.year}: ${range(at.low, at.high, drawn.unit, view.lang)}.`)] : [];
}

/** The four parts of unmet need in the chosen year. */
function made(of: readonly Series[], view: View): HTMLElement {
  const { lang } = view;
  const rows = of.map((part) => ({
    head: term(nameOf(part.measure, lang).replace(/^.*: /, ""), explain(part.measure, lang)),
    cells: figureCells(part, part.year.indexOf(view.year), view, true, false),
  }));
  const heads = (["part", "value", "interval", "rests_on"] as const).map((w) => say(lang, w));
  return el("div", { class: "parts" }, el("h3", {}, say(lang, "parts")), table(heads, rows));
}

/** In words first. Persons in whole numbers; an interval with every number. */
function sentence(subject: Subject, series: Series, view: View): string {
  const { lang, measure, year } = view;
  const at = series.year.indexOf(year);
  const [low, middle, high] = [series.p5[at], series.p50[at], series.p95[at]];
  const kind = productName(view.product, lang);
  if (low == null || high == null || middle == null) {
    return `${missing(subject.figure?.reason ?? series.reason[at], lang)}.`;
  }
  const isSeen = year <= series.last_observed;
  const amount = isSeen ? shown(middle, series.unit, lang) : range(low, high, series.unit, lang);
  return `${sentenceOf(measure, amount, year, isSeen, lang)}${measure === "population" ? "" : ` (${kind})`}.`;
}

function yearsTable(series: Series, view: View): HTMLTableElement {
  const { lang } = view;
  const rows = series.year.map((year, i) => {
    const isSeen = year <= series.last_observed;
    return { head: String(year), cells: figureCells(series, i, view, !isSeen, true), kind: isSeen ? "seen" : "" };
  });
  return table((["year", "value", "interval", "rests_on"] as const).map((w) => say(lang, w)), rows);
}

/** Middle, interval, evidence. */
function figureCells(series: Series, at: number, { lang }: View, isRange: boolean, isSpelled: boolean) {
  const [low, middle, high] = [series.p5[at], series.p50[at], series.p95[at]];
  const known = low != null && middle != null && high != null;
  return [
    known ? shown(rounded(middle, low, high), series.unit, lang) : missing(series.reason[at], lang),
    known && isRange ? range(low, high, series.unit, lang) : "",
    evidence(series.basis[at] ?? "estimated", lang, isSpelled),
  ];
}

function sheetOf(series: Series, subject: Subject): Sheet {
  const columns = [series.p5, series.p25, series.p50, series.p75, series.p95];
  return {
    file: `${subject.code}-${series.measure}`,
    head: ["area", "measure", "product", "year", "p5", "p25", "p50", "p75", "p95", "unit", "basis"],
    rows: series.year.map((year, i) => [series.area, series.measure, series.product, year, ...columns.map((c) => c[i] ?? null), series.unit, series.basis[i] ?? ""]),
  };
}
