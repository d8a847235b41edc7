/** What can be chosen: how to compare, what with what, which figure, where and when. */

import type { Place, RunDetails, RunSummary, ScenarioSummary } from "../../api";
import { el } from "../../dom";
import { choice, offer, type Option } from "../../parts/choice";
import { explain, nameOf, productName, say } from "../../words";
import type { WhatIf } from "../what-if";
import { baseOptions, chosenOf, optionsOf } from "./choices";
import type { Foundation } from "./scenario";
import * as sliders from "./sliders";
import { compared, tell } from "./words";

/** Totals of which every future is kept. */
const totals = ["all", "Wmo", "Jeugd", "track-1", "track-2", "track-3"] as const;

export interface Choices {
  runs: readonly RunSummary[];
  scenarios: readonly ScenarioSummary[];
  places: readonly Place[];
  details: RunDetails;
  base: Foundation;
}

export function show(into: HTMLElement, view: WhatIf, of: Choices, change: (part: Partial<WhatIf>) => void): void {
  const { lang } = view;
  // What is under a finger stays where it is.
  const made = [lang, view.mode, view.base, of.scenarios.length].join(" ");
  if (into.dataset["made"] !== made) {
    into.dataset["made"] = made;
    into.replaceChildren(modes(view, change), ...(view.mode === "try" ? trial(view, of, change) : pair(view, change)), ...shared(view, of, change));
  }
  // A run that was made meanwhile is one more to choose from.
  const key = [view.a, ...of.runs.map((r) => r.id)].join(" ");
  for (const [id, options] of [["choose-a", firstOptions], ["choose-b", secondOptions]] as const) {
    const select = into.querySelector<HTMLSelectElement>(`#${id}`);
    if (select && select.dataset["made"] !== key) {
      select.dataset["made"] = key;
      offer(select, options(view, of), "");
    }
  }
  for (const select of into.querySelectorAll<HTMLSelectElement>("select")) {
    select.value = String(view[select.id.replace("choose-", "") as keyof WhatIf]);
  }
  (into.querySelector("#choose-measure-hint") as HTMLElement).textContent = explain(view.measure, lang);
  sliders.update(into, view, of.base);
  const [slider, output] = [into.querySelector<HTMLInputElement>("#choose-year"), into.querySelector("output[for=choose-year]")];
  if (slider && output) {
    slider.value = output.textContent = String(view.year);
  }
}

function modes(view: WhatIf, change: (part: Partial<WhatIf>) => void): HTMLElement {
  const radios = (["try", "pair"] as const).map((mode) => {
    const radio = el("input", { type: "radio", name: "mode", id: `mode-${mode}`, value: mode });
    radio.checked = view.mode === mode;
    radio.addEventListener("change", () => change({ mode }));
    return el("label", { for: `mode-${mode}` }, radio, ` ${tell(view.lang, mode)}`);
  });
  return el("fieldset", { class: "modes" }, el("legend", {}, tell(view.lang, "mode")), ...radios);
}

function trial(view: WhatIf, of: Choices, change: (part: Partial<WhatIf>) => void): HTMLElement[] {
  return [choice("choose-base", tell(view.lang, "base"), baseOptions(of.scenarios), view.base, (base) => change({ base })), sliders.fieldset(view, of.base, change)];
}

function pair(view: WhatIf, change: (part: Partial<WhatIf>) => void): HTMLElement[] {
  const { lang } = view;
  return [
    choice("choose-a", tell(lang, "a"), [], view.a, (a) => change({ a })),
    choice("choose-b", tell(lang, "b"), [], view.b, (b) => change({ b })),
  ];
}

const firstOptions = ({ lang }: WhatIf, { runs, scenarios }: Choices) => optionsOf(runs, scenarios, undefined, lang);

/** Which of them have the luck of the first depends on the first. */
const secondOptions = (view: WhatIf, { runs, scenarios }: Choices) => [option("", "–"), ...optionsOf(runs, scenarios, chosenOf(view.a, runs, scenarios), view.lang)];

function shared(view: WhatIf, { places, details }: Choices, change: (part: Partial<WhatIf>) => void): HTMLElement[] {
  const { lang } = view;
  const measures = details.measures.filter((m) => m.headline && compared.includes(m.name)).map((m) => option(m.name, nameOf(m.name, lang)));
  const products = totals.filter((t) => details.products.includes(t)).map((t) => option(t, productName(t, lang)));
  return [
    choice("choose-measure", say(lang, "measure"), measures, view.measure, (measure) => change({ measure }), true),
    choice("choose-product", say(lang, "product"), products, view.product, (product) => change({ product })),
    choice("choose-area", tell(lang, "where"), places.map((p) => option(p.code, p.name)), view.area, (area) => change({ area })),
    year(view, details, change),
  ];
}

function year(view: WhatIf, details: RunDetails, change: (part: Partial<WhatIf>) => void): HTMLElement {
  const slider = el("input", { type: "range", id: "choose-year", min: String(details.last_observed + 1), max: String(details.last_year), step: "1" });
  slider.value = String(view.year);
  slider.addEventListener("input", () => change({ year: Number(slider.value) }));
  return el("div", { class: "choice year" }, el("label", { for: "choose-year", class: "utrecht-form-label" }, say(view.lang, "year")), slider, el("output", { for: "choose-year" }, String(view.year)));
}

const option = (value: string, text: string): Option => ({ value, text });
