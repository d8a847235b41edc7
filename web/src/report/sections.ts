/** The parts of a report, each from the answers it is made of. */

import type { Basis, RunDetails, Values } from "../api";
import * as binding from "../charts/binding";
import type { Table } from "../charts/chart";
import * as difference from "../charts/difference";
import * as fan from "../charts/fan";
import { figure, type Figure } from "../charts/figure";
import * as growthChart from "../charts/growth";
import * as norm from "../charts/norm";
import * as waterfall from "../charts/waterfall";
import { el } from "../dom";
import { decimal, range, shown } from "../format";
import { chartOf, type Act } from "../money/answers";
import { costSentence, gapSentence, pricesOf, sourceLines } from "../money/sentences";
import { boughtTable } from "../money/tables";
import { assumedText, assumptionName, grouped, sourceText } from "../parts/assumed";
import { scrolling, table } from "../parts/table";
import type { Language } from "../state";
import { basisName, mark, nameOf, productName, say, sentenceOf } from "../words";
import type { Comparison, Report, Told } from "./document";
import { drawing } from "./map";
import { tell } from "./words";

export interface Section {
  id: string;
  title: string;
  inner: HTMLElement[];
  figures?: Figure[];
}

/** Two fit beside each other on paper, with letters that can be read. */
const Small = 420;

const acts: readonly Act[] = ["Wmo", "Jeugd"];

const shownTable = (title: string, { heads, rows }: Table, lang: Language) => scrolling(`${tell(lang, "table")}: ${title}`, table(heads, rows));

const p = (text: string, kind = "") => el("p", kind ? { class: kind } : {}, text);

const all = (figures: Figure[]) => el("div", { class: "figures" }, ...figures.map((f) => f.element));

/** What was asked: of which place, which years, how many futures, with which measures on top. */
export function asked(report: Report): Section {
  const { language: lang, runs } = report;
  const nl = lang === "nl";
  const told = runs.map(({ details, growth }) => {
    const { run } = details;
    const levers = details.card.scenario?.levers ?? [];
    return el(
      "li",
      {},
      el("strong", {}, run.name),
      nl
        ? `: ${run.replicates} mogelijke toekomsten van ${details.last_observed + 1} tot en met ${details.last_year}, op de waargenomen jaren ${details.first_year}–${details.last_observed}. Geld groeit volgens ${growthChart.vintageName(growth.vintage, lang)}. `
        : `: ${run.replicates} possible futures from ${details.last_observed + 1} to ${details.last_year}, on the observed years ${details.first_year}–${details.last_observed}. Money grows as in ${growthChart.vintageName(growth.vintage, lang)}. `,
      levers.length === 0
        ? nl
          ? "Zonder extra maatregelen."
          : "Without further measures."
        : `${nl ? "Maatregelen" : "Measures"}: ${levers.map((l) => `${l.name} (${l.start})`).join("; ")}.`,
    );
  });
  return { id: "asked", title: tell(lang, "asked"), inner: [el("ul", {}, ...told), p(tell(lang, "counted"), "hint")] };
}

/** In words first. */
export function key(report: Report, told: Told): Section {
  const { language: lang, year } = report;
  const sentences: string[] = [];
  for (const series of told.series.filter((s) => ["unmet", "waiting"].includes(s.measure) || s.measure === "clients")) {
    const at = series.year.indexOf(year);
    const [low, high] = [series.p5[at], series.p95[at]];
    if (low != null && high != null) {
      const words = sentenceOf(series.measure, range(low, high, series.unit, lang), year, false, lang);
      sentences.push(`${words.replace(/\bhier\b|\bhere\b/, `${lang === "nl" ? "in" : "in"} ${report.gemeente_name}`)} (${productName(series.product, lang)}).`);
    }
  }
  for (const act of acts) {
    const cost = told.series.find((s) => s.measure === "cost_real" && s.product === act);
    if (cost) {
      sentences.push(`${costSentence(cost, act, told.details.last_year, "real", lang)} ${gapSentence(told.growth, act, told.details.last_year, lang)}`.trim());
    }
  }
  const bridge = told.bridges.find((b) => b.money === "nominal");
  if (bridge) {
    sentences.push(waterfall.summary(bridge, lang));
  }
  if (told.binding) {
    sentences.push(binding.summary(told.binding, lang));
  }
  sentences.push(...report.comparisons.flatMap((c) => differences(c).slice(0, 1).map((d) => `${nameOf(d.measure, lang)}: ${difference.summary(d.data, lang)}`)));
  return { id: "key", title: tell(lang, "key"), inner: [el("ul", { class: "key" }, ...sentences.map((s) => el("li", {}, s)))] };
}

export function through(report: Report, told: Told): Section {
  const { language: lang } = report;
  const figures = told.series.map((series) =>
    figure(fan, { series, band: [] }, lang, `${series.measure}-${series.product}`, `${nameOf(series.measure, lang)}, ${productName(series.product, lang)}`, true, Small),
  );
  return { id: "through", title: tell(lang, "through"), inner: [all(figures)], figures };
}

/** Every wijk in a row: middle and interval of each measure. */
export function wijken(report: Report, told: Told): Section | null {
  const { language: lang, year } = report;
  const measures = told.values.filter((v) => v.measure !== "population");
  if (measures.length === 0) {
    return null;
  }
  const cell = (values: Values, code: string) => {
    const i = values.area.indexOf(code);
    const [low, high] = [values.p5[i], values.p95[i]];
    return low == null || high == null ? say(lang, values.reason[i] === "protected" ? "hidden" : "none") : `${range(low, high, values.unit, lang)} ${mark(values.basis[i] ?? "estimated")}`;
  };
  const rows = report.wijken.map((wijk) => ({ head: wijk.name, cells: measures.map((values) => cell(values, wijk.code)) }));
  const title = `${tell(lang, "wijken")}, ${year}: ${say(lang, "interval")}`;
  const made = shownTable(title, { heads: [tell(lang, "wijk"), ...measures.map((v) => nameOf(v.measure, lang))], rows }, lang);
  const inner: HTMLElement[] = [p(title, "hint"), made];
  const [unmet, residents] = ["unmet", "population"].map((m) => told.values.find((v) => v.measure === m));
  if (report.map && unmet && residents) {
    const per = new Map(
      report.wijken.map(({ code }) => {
        const [value, people] = [unmet.p50[unmet.area.indexOf(code)], residents.p50[residents.area.indexOf(code)]];
        return [code, value != null && people ? (1000 * value) / people : null] as const;
      }),
    );
    inner.unshift(drawing(report.map, per, `${tell(lang, "map_of")} ${nameOf("unmet", lang)} ${tell(lang, "per_1000")}, ${year}`, (v) => shown(v, "per_1000", lang, 0), lang));
  }
  return { id: "wijken", title: `${tell(lang, "wijken")} (${year})`, inner };
}

export function waiting(report: Report, told: Told): Section {
  const { language: lang } = report;
  if (!told.binding || !told.norm) {
    return { id: "waiting", title: tell(lang, "binding"), inner: [p(tell(lang, "nobody_waits"))] };
  }
  const figures = [
    ...(told.binding.length > 0 ? [figure(binding, told.binding, lang, "binding", `${tell(lang, "binding")} ${report.year}`, true)] : []),
    figure(norm, told.norm, lang, "norm", tell(lang, "norm"), true),
  ];
  const rows = told.binding.length > 0 ? [shownTable(tell(lang, "binding"), binding.table(told.binding, lang), lang)] : [];
  return { id: "waiting", title: tell(lang, "binding"), inner: [all(figures), ...rows], figures };
}

export function why(report: Report, told: Told): Section {
  const { language: lang } = report;
  const figures = told.bridges.map((bridge) =>
    figure(waterfall, bridge, lang, `bridge-${bridge.money}`, `${tell(lang, "why")} (${pricesOf(bridge.money === "real" ? "real" : "nominal", bridge.price_year, lang)})`, true),
  );
  const nominal = told.bridges.find((b) => b.money === "nominal");
  const rows = nominal ? [shownTable(tell(lang, "why"), waterfall.table(nominal, lang), lang)] : [];
  return { id: "why", title: tell(lang, "why"), inner: [all(figures), ...rows], figures };
}

export function money(report: Report, told: Told): Section {
  const { language: lang } = report;
  const { first_year: from, last_year: to } = told.details;
  const figures = acts.map((act) => figure(growthChart, chartOf(told.growth, act, Math.max(2018, from), to), lang, `growth-${act}`, `${tell(lang, "growth_of")} ${act}`, true));
  const tables = acts.flatMap((act) => [el("h3", {}, `${act}: ${tell(lang, "money")}`), shownTable(`${act}: ${tell(lang, "money")}`, boughtTable(told.growth, act, lang), lang)]);
  const sources = acts.flatMap((act) => sourceLines(told.growth, act, lang, `${act}, `));
  return { id: "money", title: tell(lang, "money"), inner: [all(figures), ...tables, el("h3", {}, tell(lang, "source")), el("ul", { class: "marks" }, ...sources.map((s) => el("li", {}, s)))], figures };
}

/** Rows of a comparison, measure by measure. */
function differences(comparison: Comparison): { measure: string; data: difference.DifferenceOf }[] {
  const rows = comparison.rows ?? [];
  return [...new Set(rows.map((r) => r.measure))].map((measure) => {
    const points = rows.filter((r) => r.measure === measure);
    return { measure, data: { a: comparison.scenario_a, b: comparison.scenario_b, unit: points[0]?.unit ?? "", points } };
  });
}

export function compared(report: Report): Section | null {
  const { language: lang } = report;
  if (report.comparisons.length === 0) {
    return null;
  }
  const figures: Figure[] = [];
  const inner = report.comparisons.flatMap((comparison, i) => {
    const title = `${comparison.scenario_a} → ${comparison.scenario_b}`;
    const made = differences(comparison).map((d) => figure(difference, d.data, lang, `difference-${i + 1}-${d.measure}`, `${nameOf(d.measure, lang)}: ${title}`, true, Small));
    figures.push(...made);
    return [el("h3", {}, title), ...(comparison.why ? [p(`${tell(lang, "refused")} ${comparison.why}`)] : []), all(made)];
  });
  return { id: "compared", title: tell(lang, "compared"), inner, figures };
}

export function rests(report: Report): Section {
  const { language: lang, runs } = report;
  const kinds: readonly Basis[] = ["published", "observed", "estimated", "assumed", "synthetic"];
  const verdicts = runs.map(({ details, verdict }) => p(`${details.run.name}: ${verdict ?? tell(lang, "no_verdict")}`));
  const assumptions = runs.slice(0, 1).map(({ details }) => shownTable(tell(lang, "assumptions"), assumed(details, lang), lang));
  return {
    id: "rests",
    title: tell(lang, "sources"),
    inner: [
      p(tell(lang, "marks")),
      el("ul", { class: "marks" }, ...kinds.map((basis) => el("li", {}, `${mark(basis)} ${basisName(basis, lang)}`))),
      el("h3", {}, tell(lang, "verdict")),
      ...verdicts,
      el("h3", {}, tell(lang, "assumptions")),
      ...assumptions,
    ],
  };
}

function assumed(details: RunDetails, lang: Language): Table {
  return {
    heads: [tell(lang, "assumption"), tell(lang, "value"), tell(lang, "range"), tell(lang, "source"), tell(lang, "confidence")],
    rows: grouped(details.card.assumptions).map(([key, a]) => ({
      head: `${mark("assumed")}\u00a0${assumptionName(key, lang)}`,
      cells: [assumedText(key, a.value, lang), `${assumedText(key, a.low, lang)}\u00a0– ${assumedText(key, a.high, lang)}`, sourceText(a.source, details, lang), decimal(a.confidence, lang)],
    })),
  };
}

/** Enough to make the same figures once more. */
export function card(report: Report): Section {
  const { language: lang, runs } = report;
  const lists = runs.flatMap(({ details }) => {
    const { run, card: made } = details;
    const rows: [string, string][] = [
      ["id", run.id],
      ["scenario", run.name],
      [lang === "nl" ? "toekomsten" : "futures", String(run.replicates)],
      ["seed", String(made.seed)],
      [lang === "nl" ? "versie" : "version", made.version],
      ...Object.entries(made.digests),
    ];
    return [el("h3", {}, run.name), el("dl", { class: "run-card" }, ...rows.flatMap(([name, value]) => [el("dt", {}, name), el("dd", {}, value)]))];
  });
  return { id: "card", title: tell(lang, "card"), inner: lists };
}

