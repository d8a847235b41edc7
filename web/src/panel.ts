/** What is known of one buurt: a sentence, the fan, a table, what it rests on, and room for a note. */

import type { RunDetails, Series } from "./api";
import { live } from "./charts/colours";
import { draw } from "./charts/draw";
import { bandOf, spec, summary } from "./charts/fan";
import "./charts/charts.css";
import { el } from "./dom";
import { plain, range, rounded, shown } from "./format";
import type { Figure } from "./figures";
import type { View } from "./state";
import { basisName, mark, nameOf, parts, productName, say, sentenceOf } from "./words";

export interface Subject {
  code: string;
  name: string;
  wijk: string;
  figure: Figure | undefined;
}

/** What is told of it through the years. */
export interface Story {
  /** In whole numbers. */
  series: Series;
  /** As counted: in total or per 1,000 residents. */
  drawn: Series;
  /** The other buurten of the wijk, as counted. */
  peers: readonly Series[];
  /** What unmet need is made of, when that is what is shown. */
  parts: readonly Series[];
}

/** Per 1,000 residents, where those are known. */
export function perThousand(series: Series, residents: Series): Series {
  const scale = series.year.map((year) => residents.p50[residents.year.indexOf(year)] ?? 0);
  const scaled = (column: (number | null)[]) => column.map((v, i) => (v === null || !scale[i] ? null : (v * 1000) / scale[i]));
  const { p5, p25, p50, p75, p95 } = series;
  return { ...series, unit: series.unit === "eur_cents" ? series.unit : "per_1000", p5: scaled(p5), p25: scaled(p25), p50: scaled(p50), p75: scaled(p75), p95: scaled(p95) };
}

export function empty(into: HTMLElement, view: View): void {
  into.replaceChildren(el("p", { class: "hint" }, say(view.lang, "choose")));
}

export async function show(into: HTMLElement, subject: Subject, story: Story, details: RunDetails, view: View, print: () => void): Promise<string> {
  const { lang } = view;
  const { series, drawn } = story;
  const words = sentence(subject, series, view);
  const counted = view.per === "1000" ? `, ${say(lang, "1000")}` : "";
  const band = bandOf(story.peers, drawn.year);
  const chart = el("div", { class: "chart", role: "img", "aria-label": summary({ series: drawn, band }, lang) });
  into.replaceChildren(
    el("h2", {}, `${subject.wijk} · ${subject.name}`),
    el("p", { class: "sentence" }, words),
    ...(story.parts.length > 0 ? [made(story.parts, view)] : []),
    el("h3", {}, `${say(lang, "through_years")}: ${nameOf(view.measure, lang)}, ${productName(view.product, lang)}${counted}`),
    chart,
    el("p", { class: "summary" }, summary({ series: drawn, band }, lang)),
    ...peersIn(band, drawn, view),
    table(drawn, view),
    actions(series, subject, view, print),
    rests(series, details, view),
    note(subject, view),
  );
  await draw(chart, () => spec({ series: drawn, band }, { lang, colours: live, width: Math.max(280, chart.clientWidth) }));
  return words;
}

/** The band in words, for the chosen year. No ranking: where the others lie is enough. */
function peersIn(band: ReturnType<typeof bandOf>, drawn: Series, view: View): HTMLElement[] {
  const at = band.find((b) => b.year === view.year);
  return at ? [el("p", { class: "summary" }, `${say(view.lang, "peers")}; ${view.year}: ${range(at.low, at.high, drawn.unit, view.lang)}.`)] : [];
}

/** The four parts of unmet need in the chosen year. */
function made(of: readonly Series[], view: View): HTMLElement {
  const { lang } = view;
  const rows = of.map((part) => {
    const at = part.year.indexOf(view.year);
    const [low, middle, high] = [part.p5[at], part.p50[at], part.p95[at]];
    const basis = part.basis[at] ?? "estimated";
    const known = low != null && middle != null && high != null;
    return el(
      "tr",
      {},
      el("th", { scope: "row" }, nameOf(part.measure, lang).replace(/^.*: /, "")),
      el("td", {}, known ? shown(rounded(middle, low, high), part.unit, lang) : say(lang, part.reason[at] === "protected" ? "hidden" : "none")),
      el("td", {}, known ? range(low, high, part.unit, lang) : ""),
      el("td", { title: basisName(basis, lang) }, mark(basis), el("span", { class: "unseen" }, basisName(basis, lang))),
    );
  });
  const heads = (["part", "value", "interval", "basis"] as const).map((w) => el("th", { scope: "col" }, say(lang, w)));
  return el("div", { class: "parts" }, el("h3", {}, say(lang, "parts")), el("table", {}, el("thead", {}, el("tr", {}, ...heads)), el("tbody", {}, ...rows)));
}

export const isUnmet = (measure: string) => measure === "unmet" || parts.some((p) => p === measure);

/** In words first. Persons in whole numbers; an interval with every number. */
function sentence(subject: Subject, series: Series, view: View): string {
  const { lang, measure, year } = view;
  const at = series.year.indexOf(year);
  const [low, middle, high] = [series.p5[at], series.p50[at], series.p95[at]];
  const kind = productName(view.product, lang);
  if (low == null || high == null || middle == null) {
    return subject.figure?.hidden || series.reason[at] === "protected" ? `${say(lang, "hidden")}.` : `${say(lang, "none")}.`;
  }
  const isSeen = year <= series.last_observed;
  const amount = isSeen ? shown(middle, series.unit, lang) : range(low, high, series.unit, lang);
  return `${sentenceOf(measure, amount, year, isSeen, lang)}${measure === "population" ? "" : ` (${kind})`}.`;
}

function table(series: Series, view: View): HTMLElement {
  const { lang } = view;
  const body = el("tbody");
  series.year.forEach((year, i) => {
    const [low, middle, high] = [series.p5[i], series.p50[i], series.p95[i]];
    const basis = series.basis[i] ?? "estimated";
    const known = low != null && middle != null && high != null;
    body.append(
      el(
        "tr",
        year <= series.last_observed ? { class: "seen" } : {},
        el("th", { scope: "row" }, String(year)),
        el("td", {}, known ? shown(rounded(middle, low, high), series.unit, lang) : say(lang, series.reason[i] === "protected" ? "hidden" : "none")),
        el("td", {}, known && year > series.last_observed ? range(low, high, series.unit, lang) : ""),
        el("td", { title: basisName(basis, lang) }, `${mark(basis)} ${basisName(basis, lang)}`),
      ),
    );
  });
  const head = el("thead", {}, el("tr", {}, ...(["year", "value", "interval", "basis"] as const).map((w) => el("th", { scope: "col" }, say(lang, w)))));
  return el("details", {}, el("summary", {}, say(lang, "show_table")), el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": say(lang, "show_table") }, el("table", {}, head, body)));
}

function actions(series: Series, subject: Subject, view: View, print: () => void): HTMLElement {
  const { lang } = view;
  const link = el("button", { type: "button" }, say(lang, "copy_link"));
  link.addEventListener("click", () => {
    void navigator.clipboard?.writeText(location.href).then(() => (link.textContent = say(lang, "copied")));
  });
  const paper = el("button", { type: "button" }, say(lang, "print"));
  paper.addEventListener("click", print);
  const csv = el("a", { class: "button", download: `${subject.code}-${series.measure}.csv`, href: csvOf(series, view) }, say(lang, "csv"));
  return el("p", { class: "actions" }, link, paper, csv);
}

function csvOf(series: Series, view: View): string {
  const separator = view.lang === "nl" ? ";" : ",";
  const rows = series.year.map((year, i) =>
    [series.area, series.measure, series.product, year, ...[series.p5, series.p25, series.p50, series.p75, series.p95].map((c) => plain(c[i] ?? null, view.lang)), series.unit, series.basis[i]].join(separator),
  );
  const head = ["area", "measure", "product", "year", "p5", "p25", "p50", "p75", "p95", "unit", "basis"].join(separator);
  // The mark in front tells Excel that this is UTF-8.
  return `data:text/csv;charset=utf-8,${encodeURIComponent(`\ufeff${[head, ...rows].join("\r\n")}\r\n`)}`;
}

/** What is assumed, with its range and its source: nothing of it is hidden in the program. */
function rests(series: Series, details: RunDetails, view: View): HTMLElement {
  const { lang } = view;
  const kinds = [...new Set(series.basis)].map((b) => el("li", {}, `${mark(b)} ${basisName(b, lang)}`));
  const rows = Object.entries(details.card.assumptions).map(([name, a]) =>
    el("li", {}, el("strong", {}, name), `: ${a.value} (${say(lang, "between")} ${a.low} – ${a.high}). ${say(lang, "source")}: ${a.source}`),
  );
  return el(
    "section",
    { class: "rests" },
    el("h3", {}, say(lang, "basis")),
    el("ul", { class: "marks" }, ...kinds),
    el("details", {}, el("summary", {}, `${say(lang, "assumptions")} (${rows.length})`), el("ul", { class: "assumptions" }, ...rows)),
    el("p", { class: "card" }, `${details.run.name} · ${details.run.id} · ${details.run.replicates} × · seed ${details.card.seed} · ${details.card.version}`),
  );
}

function note(subject: Subject, view: View): HTMLElement {
  const key = `note:${subject.code}`;
  const area = el("textarea", { id: "note", rows: "3", placeholder: say(view.lang, "note_hint") });
  area.value = localStorage.getItem(key) ?? "";
  area.addEventListener("input", () => localStorage.setItem(key, area.value));
  return el("p", { class: "note" }, el("label", { for: "note" }, say(view.lang, "note")), area);
}
