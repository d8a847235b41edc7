/** What the sliders say, as a scenario that the command line runs unchanged. */

import type { Assumption, RunDetails } from "../../api";

/** Positions of the sliders; null where the scenario stays as it is. */
export interface Wish {
  /** Percentage points a year by which posts grow faster or slower. */
  staff: number | null;
  /** Percent by which the budget for track 3 differs from what the base year cost. */
  budget: number | null;
  /** Million euros a year more for the sociale basis. */
  prevention: number | null;
  /** Percent of the hours of ambulatory Wmo that goes to groups. */
  group: number | null;
}

/** What the wish is laid over. */
export interface Foundation {
  /** Name of a scenario that ships. */
  name: string;
  baseYear: number;
  establishment: Assumption;
}

export function foundationOf(name: string, details: RunDetails): Foundation {
  const establishment = details.card.assumptions["staff.establishment"] ?? { value: 0.01, low: 0, high: 0.02, unit: "", source: "", confidence: 0 };
  return { name, baseYear: details.run.base_year, establishment };
}

/** Of each hour that goes to groups of some three clients, what is saved; and how far that may be off. */
const saved = { value: 0.6, low: 0.2, high: 1 } as const;

/** Names that the page gives by itself begin so; they are not offered to choose from. */
export const Trial = "wat-als-";

export const isNeutral = (wish: Wish) => Object.values(wish).every((w) => w === null);

export function nameOf(wish: Wish): string {
  const parts = Object.entries({ personeel: wish.staff, budget: wish.budget, preventie: wish.prevention, groep: wish.group });
  return Trial + parts.flatMap(([name, value]) => (value === null ? [] : [`${name}-${value < 0 ? "min-" : ""}${Math.abs(value)}`])).join("-");
}

export function yamlOf(wish: Wish, base: Foundation, name = nameOf(wish)): string {
  return [
    "# Made on the page Wat als? Run it with: populatie project FILE",
    "# Gemaakt op de pagina Wat als? Reken het door met: populatie project BESTAND",
    `name: ${name}`,
    `extends: ${base.name}`,
    ...(wish.budget === null
      ? []
      : [
          "capacity: {money: on}",
          "money:",
          "  allocation: need",
          "  contracts:",
          "    - {act: Wmo, track: 3, form: taakgericht, policy: queue}",
          "    - {act: Jeugd, track: 3, form: taakgericht, policy: queue}",
        ]),
    ...(wish.staff === null ? [] : ["staff:", `  establishment: ${establishment(wish.staff, base.establishment)}`]),
    ...levers(wish, base.baseYear),
    "",
  ].join("\n");
}

function establishment(points: number, { value, low, high, confidence }: Assumption): string {
  const [v, l, h] = [value, low, high].map((share) => percent(share * 100 + points));
  return `{value: ${v}, low: ${l}, high: ${h}, source: "chosen on the page, with the range of the base", confidence: ${confidence}}`;
}

function levers(wish: Wish, baseYear: number): string[] {
  const start = baseYear + 2;
  const made = [
    ...(wish.budget === null
      ? []
      : lever(`${Trial}budget`, "budget", ["for: track-3", `start: ${start}`, `effect: "${percent(wish.budget)} (assumed: chosen on the page)"`])),
    ...(wish.prevention === null
      ? []
      : lever(`${Trial}preventie`, "prevention", [
          `start: ${start}`,
          "ramp-years: 4 years",
          "lag-years: 3 years",
          'effect: "-0.5% (assumed: per million euros a year; Cebeon shows association only, -1.5% to 0%)"',
          `amount: "EUR ${wish.prevention} mln (${baseYear})"`,
        ])),
    ...(wish.group === null
      ? []
      : lever(`${Trial}groep`, "group", [
          "for: wmo-ambulant",
          `start: ${start}`,
          "ramp-years: 5 years",
          `effect: "${percent(-wish.group * saved.value)} (assumed: ${wish.group}% of the hours to groups of some three clients, ${percent(-wish.group * saved.high)} to ${percent(-wish.group * saved.low)})"`,
        ])),
  ];
  return made.length === 0 ? [] : ["levers:", ...made];
}

const lever = (name: string, kind: string, lines: string[]) => [`  - name: ${name}`, ...[`lever: ${kind}`, ...lines].map((line) => `    ${line}`)];

const percent = (value: number) => `${Math.round(value * 100) / 100}%`;

/** A name as files and scenarios take it. */
export const plainName = (text: string) =>
  text
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 60);
