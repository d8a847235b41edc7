/** What can be compared with what. */

import { BaseScenario, type RunSummary, type ScenarioSummary, type Settings } from "../../api";
import type { Option, OptionGroup } from "../../parts/choice";
import { isPaired } from "../../parts/runs";
import type { Language } from "../../state";
import { quick } from "./runner";
import { Trial } from "./scenario";
import { fill, tell } from "./words";

/** A scenario is computed when it is chosen; a run is there. */
export type Chosen = { kind: "scenario"; id: string; name: string } | { kind: "run"; run: RunSummary; name: string };

export const scenarioKey = (id: string) => `scenario.${id}`;
const runKey = (id: string) => `run.${id}`;

export function chosenOf(key: string, runs: readonly RunSummary[], scenarios: readonly ScenarioSummary[]): Chosen | undefined {
  const run = runs.find((r) => runKey(r.id) === key);
  const scenario = scenarios.find((s) => scenarioKey(s.id) === key);
  return run ? { kind: "run", run, name: run.name } : scenario ? { kind: "scenario", id: scenario.id, name: scenario.name } : undefined;
}

/** With what a scenario has to be computed to have the luck of what it is held beside. */
export function settingsBeside(beside: Chosen | undefined): Settings {
  if (beside?.kind !== "run") {
    return quick;
  }
  const { replicates, seed, grain, levels } = beside.run;
  return { replicates, seed, grain, levels: levels.includes("buurt") ? "buurt" : "wijk" };
}

/** Scenarios and runs; runs of other luck than what they are held beside cannot be chosen. */
export function optionsOf(runs: readonly RunSummary[], scenarios: readonly ScenarioSummary[], beside: Chosen | undefined, lang: Language): OptionGroup[] {
  const told = (run: RunSummary) => `${run.name} (${fill(tell(lang, "run_of"), { n: run.replicates, g: run.grain })}, ${run.id.slice(0, 4)})`;
  const isApart = (run: RunSummary) => beside?.kind === "run" && !isPaired(beside.run, run);
  return [
    { label: tell(lang, "scenarios"), options: scenarios.filter(isNamed).map((s) => ({ value: scenarioKey(s.id), text: s.name })) },
    {
      label: tell(lang, "runs"),
      options: runs.filter(isNamed).map((r) => ({ value: runKey(r.id), text: isApart(r) ? `${told(r)}: ${tell(lang, "other_luck")}` : told(r), disabled: isApart(r) })),
    },
  ].filter((group) => group.options.length > 0);
}

/** What can be laid under sliders: only what ships can be extended. */
export const baseOptions = (scenarios: readonly ScenarioSummary[]): Option[] => scenarios.filter((s) => s.shipped).map((s) => ({ value: s.id, text: s.name }));

/** Where a comparison begins when nobody chose: with what the runs are of, as another scenario may not fit the years of the data. */
export function beginning(runs: readonly RunSummary[], scenarios: readonly ScenarioSummary[]): string {
  const made = scenarios.find((s) => s.shipped && runs.some((r) => r.name === s.name));
  return runs.some((r) => r.name === BaseScenario) ? BaseScenario : (made?.id ?? BaseScenario);
}

const isNamed = ({ name }: { name: string }) => !name.startsWith(Trial);
