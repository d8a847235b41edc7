/** What an answer rests on: its kinds of evidence, all that is assumed with range and source, and the card of the run. */

import type { Assumption, Basis, RunDetails } from "../api";
import { el } from "../dom";
import { decimal } from "../format";
import type { Language } from "../state";
import { basisName, mark, say } from "../words";

export function rests(bases: readonly Basis[], details: RunDetails, lang: Language): HTMLElement {
  const kinds = [...new Set(bases)].map((b) => el("li", {}, `${mark(b)} ${basisName(b, lang)}`));
  return el(
    "section",
    { class: "rests" },
    el("h3", {}, say(lang, "basis")),
    el("ul", { class: "marks" }, ...kinds),
    assumptions(details.card.assumptions, lang),
    card(details),
  );
}

/** Folded away: a long list, but nothing of it is hidden in the program. */
export function assumptions(all: Record<string, Assumption>, lang: Language): HTMLElement {
  const rows = Object.entries(all).map(([name, a]) =>
    el(
      "li",
      {},
      `${mark("assumed")} `,
      el("strong", {}, name),
      `: ${decimal(a.value, lang)} (${say(lang, "between")} ${decimal(a.low, lang)} – ${decimal(a.high, lang)}). ${say(lang, "source")}: ${a.source}`,
    ),
  );
  return el("details", {}, el("summary", {}, `${say(lang, "assumptions")} (${rows.length})`), el("ul", { class: "assumptions" }, ...rows));
}

/** Enough to make the same figures once more. */
export const card = (details: RunDetails) =>
  el("p", { class: "card" }, `${details.run.name} · ${details.run.id} · ${details.run.replicates} × · seed ${details.card.seed} · ${details.card.version}`);
