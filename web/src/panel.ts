/** What is known of one buurt: a sentence, the fan, a table, what it rests on, and room for a note. */

import type { RunDetails, Series } from "./api";
import { draw, summary } from "./chart";
import { el } from "./dom";
import { plain, range, shown } from "./format";
import type { Figure } from "./figures";
import type { View } from "./state";
import { basisName, mark, nameOf, productName, say, thingsOf } from "./words";

export interface Subject {
  code: string;
  name: string;
  wijk: string;
  figure: Figure | undefined;
}

export function empty(into: HTMLElement, view: View): void {
  into.replaceChildren(el("p", { class: "hint" }, say(view.lang, "choose")));
}

export async function show(into: HTMLElement, subject: Subject, series: Series, details: RunDetails, view: View, isDark: boolean): Promise<void> {
  const { lang } = view;
  const chart = el("div", { class: "chart", role: "img", "aria-label": summary(series, lang) });
  into.replaceChildren(
    el("h2", {}, `${subject.wijk} · ${subject.name}`),
    el("p", { class: "sentence" }, sentence(subject, series, view)),
    el("h3", {}, `${say(lang, "through_years")}: ${nameOf(view.measure, lang)}, ${productName(view.product, lang)}`),
    chart,
    el("p", { class: "summary" }, summary(series, lang)),
    table(series, view),
    actions(series, subject, view),
    rests(series, details, view),
    note(subject, view),
  );
  await draw(chart, series, lang, summary(series, lang), isDark);
}

/** In words first. Persons in whole numbers; an interval with every number. */
function sentence(subject: Subject, series: Series, view: View): string {
  const { lang, measure, year } = view;
  const at = series.year.indexOf(year);
  const [low, middle, high] = [series.p5[at], series.p50[at], series.p95[at]];
  const kind = productName(view.product, lang);
  if (low == null || high == null || middle == null) {
    return subject.figure?.hidden || series.reason[at] === "protected" ? `${say(lang, "hidden")}.` : `${say(lang, "none")}.`;
  }
  const things = thingsOf(measure, lang);
  if (year <= series.last_observed) {
    return lang === "nl"
      ? `In ${year}: ${shown(middle, series.unit, lang)} ${things} (${kind}).`
      : `In ${year}: ${shown(middle, series.unit, lang)} ${things} (${kind}).`;
  }
  const both = range(low, high, series.unit, lang);
  return lang === "nl"
    ? `In ${year} naar verwachting ${both} ${things} (${kind}).`
    : `In ${year} probably ${both} ${things} (${kind}).`;
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
        el("td", {}, known ? shown(middle, series.unit, lang) : say(lang, "hidden")),
        el("td", {}, known && year > series.last_observed ? range(low, high, series.unit, lang) : ""),
        el("td", { title: basisName(basis, lang) }, `${mark(basis)} ${basisName(basis, lang)}`),
      ),
    );
  });
  const head = el("thead", {}, el("tr", {}, ...(["year", "value", "interval", "basis"] as const).map((w) => el("th", { scope: "col" }, say(lang, w)))));
  return el("details", {}, el("summary", {}, say(lang, "show_table")), el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": say(lang, "show_table") }, el("table", {}, head, body)));
}

function actions(series: Series, subject: Subject, view: View): HTMLElement {
  const { lang } = view;
  const link = el("button", { type: "button" }, say(lang, "copy_link"));
  link.addEventListener("click", () => {
    void navigator.clipboard?.writeText(location.href).then(() => (link.textContent = say(lang, "copied")));
  });
  const print = el("button", { type: "button" }, say(lang, "print"));
  print.addEventListener("click", () => window.print());
  const csv = el("a", { class: "button", download: `${subject.code}-${series.measure}.csv`, href: csvOf(series, view) }, say(lang, "csv"));
  return el("p", { class: "actions" }, link, print, csv);
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
