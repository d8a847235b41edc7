/** What can be chosen: scenario, measure, kind of help, wijk, level, quantile, per head, year. */

import type { Level, Place, RunDetails, RunSummary } from "../../api";
import { el } from "../../dom";
import { choice } from "../../parts/choice";
import { explain, levelWord, nameOf, offered, productName, say } from "../../words";
import type { View } from "../where";
import type { Frame } from "./levels";

export interface Offered {
  runs: readonly RunSummary[];
  details: RunDetails;
  /** What can be one's own, and what that is called. */
  frames: readonly Place[];
  frame: Frame;
  levels: readonly Level[];
}

export function choices(into: HTMLElement, view: View, { runs, details, frames, frame, levels }: Offered, change: (part: Partial<View>) => void): void {
  const { lang } = view;
  // What is being used stays as it is: who types a name letter by letter must not lose the letters before.
  const made = [lang, view.run, frame, ...runs.map((r) => r.id)].join(" ");
  if (into.dataset["made"] === made) {
    for (const control of into.querySelectorAll<HTMLSelectElement | HTMLInputElement>("select, input")) {
      control.value = String(view[control.id.replace("choose-", "") as keyof View]);
    }
    explainMeasure(into, view);
    (into.querySelector("output") as HTMLElement).textContent = told(view.year, details, view);
    into.querySelector("#choose-year")?.setAttribute("aria-valuetext", told(view.year, details, view));
    return;
  }
  into.dataset["made"] = made;
  const measures = details.measures.filter((m) => offered.includes(m.name)).map((m) => option(m.name, nameOf(m.name, lang)));
  const totals = [...details.products].reverse();
  into.replaceChildren(
    choice("choose-run", say(lang, "run"), runs.map((r) => option(r.id, isOnly(r, runs) ? r.name : `${r.name} (${r.id.slice(0, 4)})`)), view.run, (run) => change({ run })),
    choice("choose-measure", say(lang, "measure"), measures, view.measure, (measure) => change({ measure }), true),
    choice("choose-product", say(lang, "product"), totals.map((p) => option(p, productName(p, lang))), view.product, (product) => change({ product })),
    choice("choose-wijk", say(lang, `own_${frame}`), [option("", say(lang, `all_${frame}`)), ...frames.map((w) => option(w.code, w.name))], view.wijk, (wijk) => change({ wijk })),
    ...(levels.length > 1 ? [choice("choose-level", say(lang, "level"), levels.map((l) => option(l, levelWord(lang, "all", l))), view.level, (level) => change({ level: level as Level }))] : []),
    choice("choose-quantile", say(lang, "quantile"), (["p5", "p25", "p50", "p75", "p95"] as const).map((q) => option(q, say(lang, q))), view.quantile, (q) => change({ quantile: q as View["quantile"] })),
    choice("choose-per", say(lang, "per"), (["total", "1000"] as const).map((p) => option(p, say(lang, p))), view.per, (p) => change({ per: p as View["per"] })),
    year(view, details, change),
  );
  explainMeasure(into, view);
}

const explainMeasure = (into: HTMLElement, { measure, lang }: View) => {
  (into.querySelector("#choose-measure-hint") as HTMLElement).textContent = explain(measure, lang);
};

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
  const label = el("label", { for: "choose-year", class: "utrecht-form-label" }, say(lang, "year"));
  return el("div", { class: "choice year" }, label, slider, spans(details, view), el("p", { class: "now" }, output, player(slider, lang)));
}

/** Milliseconds for a year. */
const Pace = 900;

/** Steps through the years, one after another; anything else that is done with them ends it. */
function player(slider: HTMLInputElement, lang: View["lang"]): HTMLElement {
  const button = el("button", { type: "button", class: "utrecht-button", id: "play", "aria-label": say(lang, "play") }, "▶");
  let timer = 0;
  const dress = (isOn: boolean) => {
    button.textContent = isOn ? "❚❚" : "▶";
    button.setAttribute("aria-label", say(lang, isOn ? "pause" : "play"));
  };
  const stop = () => {
    window.clearInterval(timer);
    timer = 0;
    dress(false);
  };
  const step = () => {
    if (!slider.isConnected || slider.value === slider.max) {
      stop();
      return;
    }
    slider.stepUp();
    slider.dispatchEvent(new Event("input"));
  };
  button.addEventListener("click", () => {
    if (timer) {
      stop();
      return;
    }
    if (slider.value === slider.max) {
      slider.value = slider.min;
      slider.dispatchEvent(new Event("input"));
    }
    timer = window.setInterval(step, Pace);
    dress(true);
  });
  slider.addEventListener("pointerdown", stop);
  slider.addEventListener("keydown", stop);
  return button;
}

/** Under the slider: which years were seen and which are computed. They look different. */
function spans(details: RunDetails, view: View): HTMLElement {
  const seen = el("span", { class: "span seen" }, `${say(view.lang, "observed_year")} ${details.first_year} – ${details.last_observed}`);
  const ahead = el("span", { class: "span ahead" }, `${say(view.lang, "projected_year")} ${details.last_observed + 1} – ${details.last_year}`);
  seen.style.flexGrow = String(details.last_observed - details.first_year + 0.5);
  ahead.style.flexGrow = String(details.last_year - details.last_observed - 0.5);
  return el("div", { class: "spans", "aria-hidden": "true" }, seen, ahead);
}

const option = (value: string, text: string) => ({ value, text });

const isOnly = (run: RunSummary, runs: readonly RunSummary[]) => runs.filter((r) => r.name === run.name).length === 1;

const told = (at: number, details: RunDetails, view: View) =>
  `${at}, ${say(view.lang, at <= details.last_observed ? "observed_year" : "projected_year")}`;
