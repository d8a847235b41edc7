/** What can be chosen: scenario, measure, kind of help, wijk, quantile, per head, year. */

import type { Place, RunDetails, RunSummary } from "./api";
import { choice, el } from "./dom";
import type { View } from "./state";
import { nameOf, offered, productName, say } from "./words";

export function header(into: HTMLElement, view: View, change: (part: Partial<View>) => void): void {
  const { lang } = view;
  const other = lang === "nl" ? "en" : "nl";
  const language = el("button", { type: "button", lang: other, id: "language" }, other === "en" ? "English" : "Nederlands");
  language.addEventListener("click", () => change({ lang: other }));
  const themes = ["auto", "light", "dark"] as const;
  const next = themes[(themes.indexOf(view.theme) + 1) % themes.length] ?? "auto";
  const theme = el("button", { type: "button", id: "theme", "aria-label": `${say(lang, "theme")}: ${say(lang, `theme_${view.theme}`)}` }, "◐");
  theme.addEventListener("click", () => change({ theme: next }));
  into.replaceChildren(el("p", { class: "brand" }, "Populatie"), el("h1", {}, say(lang, "title")), el("nav", {}, language, theme));
}

export function choices(
  into: HTMLElement,
  view: View,
  runs: readonly RunSummary[],
  details: RunDetails,
  wijken: readonly Place[],
  change: (part: Partial<View>) => void,
): void {
  const { lang } = view;
  // What is being used stays as it is: who types a name letter by letter must not lose the letters before.
  const made = [lang, view.run, ...runs.map((r) => r.id)].join(" ");
  if (into.dataset["made"] === made) {
    for (const control of into.querySelectorAll<HTMLSelectElement | HTMLInputElement>("select, input")) {
      control.value = String(view[control.id.replace("choose-", "") as keyof View]);
    }
    (into.querySelector("output") as HTMLElement).textContent = told(view.year, details, view);
    into.querySelector("#choose-year")?.setAttribute("aria-valuetext", told(view.year, details, view));
    return;
  }
  into.dataset["made"] = made;
  const measures = details.measures.filter((m) => offered.includes(m.name)).map((m) => [m.name, nameOf(m.name, lang)] as const);
  const totals = [...details.products].reverse();
  into.replaceChildren(
    choice("run", say(lang, "run"), runs.map((r) => [r.id, isOnly(r, runs) ? r.name : `${r.name} (${r.id.slice(0, 4)})`] as const), view.run, (run) => change({ run })),
    choice("measure", say(lang, "measure"), measures, view.measure, (measure) => change({ measure })),
    choice("product", say(lang, "product"), totals.map((p) => [p, productName(p, lang)] as const), view.product, (product) => change({ product })),
    choice("wijk", say(lang, "wijk"), [["", say(lang, "all_wijken")] as const, ...wijken.map((w) => [w.code, w.name] as const)], view.wijk, (wijk) => change({ wijk })),
    choice("quantile", say(lang, "quantile"), (["p5", "p25", "p50", "p75", "p95"] as const).map((q) => [q, say(lang, q)] as const), view.quantile, (q) => change({ quantile: q as View["quantile"] })),
    choice("per", say(lang, "per"), (["total", "1000"] as const).map((p) => [p, say(lang, p)] as const), view.per, (p) => change({ per: p as View["per"] })),
    year(view, details, change),
  );
}

function year(view: View, details: RunDetails, change: (part: Partial<View>) => void): HTMLElement {
  const { lang } = view;
  const slider = el("input", {
    type: "range",
    id: "choose-year",
    min: String(details.first_year),
    max: String(details.last_year),
    step: "1",
    "aria-valuetext": told(view.year, details, view),
  });
  slider.value = String(view.year);
  const output = el("output", { for: "choose-year" }, told(view.year, details, view));
  slider.addEventListener("input", () => {
    output.textContent = told(Number(slider.value), details, view);
    slider.setAttribute("aria-valuetext", output.textContent);
    change({ year: Number(slider.value) });
  });
  return el("div", { class: "choice year" }, el("label", { for: "choose-year" }, say(lang, "year")), slider, spans(details, view), output);
}

/** Under the slider: which years were seen and which are computed. They look different. */
function spans(details: RunDetails, view: View): HTMLElement {
  const seen = el("span", { class: "span seen" }, `${say(view.lang, "observed_year")} ${details.first_year} – ${details.last_observed}`);
  const ahead = el("span", { class: "span ahead" }, `${say(view.lang, "projected_year")} ${details.last_observed + 1} – ${details.last_year}`);
  seen.style.flexGrow = String(details.last_observed - details.first_year + 0.5);
  ahead.style.flexGrow = String(details.last_year - details.last_observed - 0.5);
  return el("div", { class: "spans", "aria-hidden": "true" }, seen, ahead);
}

const isOnly = (run: RunSummary, runs: readonly RunSummary[]) => runs.filter((r) => r.name === run.name).length === 1;

const told = (at: number, details: RunDetails, view: View) =>
  `${at}, ${say(view.lang, at <= details.last_observed ? "observed_year" : "projected_year")}`;
