/** Makes what a comparison needs: each once, the latest wish first. */

import * as api from "../../api";
import type { Settings } from "../../api";
import { follow, type Progress, type Stage } from "./follow";

/** A run that somebody does not want any more. */
export class Stopped extends Error {}

/** What answers a wish within about a second: what is computed so is tried, and not kept. */
export const quick: Settings = { replicates: 100, seed: 1, grain: "wijk", levels: "wijk" };

/** A scenario that there is, or the text of one. */
export type Source = { scenario: string } | { yaml: string };

/** What came of it. */
export interface Made {
  /** Of the run of all futures. */
  id: string;
  /** Runs of the first futures, by how many there are. */
  stages: ReadonlyMap<number, string>;
}

/** What is being made, or about to be. */
interface Making {
  key: string;
  /** Where it is at the server, once it is there. */
  address?: string;
  isUnwanted: boolean;
  stages: Map<number, string>;
  /** Who wants to know that more futures can be read. */
  early(stage: Stage): void;
}

export const whole = (id: string): Made => ({ id, stages: new Map() });

export class Runner {
  private readonly made = new Map<string, Promise<Made>>();
  private readonly underWay = new Set<Making>();
  private trial: Making | undefined;

  constructor(private readonly told: (progress: Progress) => void) {}

  /** What others are held beside. */
  base(source: Source, settings: Settings, early: (stage: Stage) => void): Promise<Made> {
    return this.keep(source, settings, early).made;
  }

  /** What is being tried: it takes the place of the one before, which is cancelled. */
  try(source: Source, settings: Settings, early: (stage: Stage) => void): Promise<Made> {
    if (this.trial && this.trial.key !== keyOf(source, settings)) {
      this.cancel();
    }
    const { making, made } = this.keep(source, settings, early);
    this.trial = making ?? this.trial;
    return made;
  }

  /** Takes back what is being tried. */
  cancel(): void {
    if (this.trial) {
      this.drop(this.trial);
      this.trial = undefined;
    }
  }

  /** Takes all back that is not done. */
  stop(): void {
    this.trial = undefined;
    this.underWay.forEach((making) => this.drop(making));
  }

  /** The server holds trials for a while only: what is wished for again is asked for again. */
  forget(): void {
    this.made.clear();
  }

  private drop(making: Making): void {
    this.made.delete(making.key);
    unwant(making);
  }

  private keep(source: Source, settings: Settings, early: (stage: Stage) => void): { making: Making | undefined; made: Promise<Made> } {
    const key = keyOf(source, settings);
    const known = this.made.get(key);
    if (known) {
      const making = [...this.underWay].find((m) => m.key === key && !m.isUnwanted);
      if (making) {
        // Somebody looks at it anew: what is there is told at once.
        making.early = early;
        lastOf(making.stages).forEach(early);
      }
      return { making, made: known };
    }
    const making: Making = { key, isUnwanted: false, stages: new Map(), early };
    this.underWay.add(making);
    const made = this.make(source, settings, making).finally(() => {
      this.underWay.delete(making);
      this.trial = this.trial === making ? undefined : this.trial;
    });
    this.made.set(key, made);
    made.catch(() => this.made.get(key) === made && this.made.delete(key));
    return { making, made };
  }

  private async make(source: Source, settings: Settings, making: Making, isAgain = false): Promise<Made> {
    const asked = await begun(source, settings);
    asked.stages.forEach(({ run, replicates }) => making.stages.set(replicates, run));
    if (asked.status === "done") {
      return { id: asked.id, stages: making.stages };
    }
    making.address = asked.address;
    if (making.isUnwanted) {
      unwant(making);
    }
    const end = await follow(asked.address, {
      progress: (now) => making.isUnwanted || this.told(now),
      partial: (stage) => {
        making.stages.set(stage.replicates, stage.run);
        if (!making.isUnwanted) {
          making.early(stage);
        }
      },
    });
    delete making.address;
    if (end === "done") {
      if (!asked.isTrial) {
        api.forgetRuns();
      }
      return { id: asked.id, stages: making.stages };
    }
    if (end !== "cancelled") {
      throw new Error(await api.whyNot(asked.address));
    }
    if (making.isUnwanted || isAgain) {
      throw new Stopped();
    }
    // Somebody came back to a wish that was only just taken back.
    return this.make(source, settings, making, true);
  }
}

interface Begun {
  id: string;
  status: string;
  address: string;
  isTrial: boolean;
  stages: readonly Stage[];
}

/** With the settings of a run that is kept it is kept as well; else it is only tried. */
async function begun(source: Source, settings: Settings): Promise<Begun> {
  if ("yaml" in source || settings === quick) {
    const trial = await api.tryScenario(source, settings);
    return { ...trial, address: `/v1/trials/${trial.id}`, isTrial: true };
  }
  const run = await api.askRun(source.scenario, settings);
  return { ...run, address: `/v1/runs/${run.id}`, isTrial: false, stages: [] };
}

const lastOf = (stages: ReadonlyMap<number, string>): Stage[] => [...stages].slice(-1).map(([replicates, run]) => ({ replicates, run }));

const keyOf = (source: Source, settings: Settings) => JSON.stringify([source, settings]);

/** The server tells whoever listens that it was cancelled. */
function unwant(making: Making): void {
  making.isUnwanted = true;
  if (making.address) {
    void api.cancel(making.address).catch(() => {});
  }
}
