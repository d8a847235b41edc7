/** Makes the runs that a comparison needs: each once, the latest wish first. */

import * as api from "../../api";
import type { Settings } from "../../api";
import { follow, type Progress } from "./follow";

/** A run that somebody does not want any more. */
export class Stopped extends Error {}

/** What answers a wish within about a second. */
export const quick: Settings = { replicates: 100, seed: 1, grain: "wijk", levels: "wijk" };

/** A scenario that there is, or the text of one. */
export type Source = { id: string } | { yaml: string };

/** A run that is being made, or about to be. */
interface Making {
  key: string;
  run?: string;
  isUnwanted: boolean;
}

export class Runner {
  private readonly made = new Map<string, Promise<string>>();
  private readonly underWay = new Set<Making>();
  private trial: Making | undefined;

  constructor(private readonly told: (progress: Progress) => void) {}

  /** A run to hold others beside. */
  base(source: Source, settings: Settings): Promise<string> {
    return this.keep(source, settings, () => {});
  }

  /** A run that is being tried: it takes the place of the one before, which is cancelled. */
  try(source: Source, settings: Settings): Promise<string> {
    if (this.trial && this.trial.key !== keyOf(source, settings)) {
      this.cancel();
    }
    return this.keep(source, settings, (making) => (this.trial = making));
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

  private drop(making: Making): void {
    this.made.delete(making.key);
    unwant(making);
  }

  private keep(source: Source, settings: Settings, begun: (making: Making) => void): Promise<string> {
    const key = keyOf(source, settings);
    const known = this.made.get(key);
    if (known) {
      return known;
    }
    const making: Making = { key, isUnwanted: false };
    begun(making);
    this.underWay.add(making);
    const promise = this.make(source, settings, making).finally(() => {
      this.underWay.delete(making);
      this.trial = this.trial === making ? undefined : this.trial;
    });
    this.made.set(key, promise);
    promise.catch(() => this.made.get(key) === promise && this.made.delete(key));
    return promise;
  }

  private async make(source: Source, settings: Settings, making: Making, isAgain = false): Promise<string> {
    const scenario = "id" in source ? source.id : (await api.addScenario(source.yaml)).id;
    if (making.isUnwanted) {
      throw new Stopped();
    }
    const { id, status } = await api.askRun(scenario, settings);
    if (status === "done") {
      return id;
    }
    making.run = id;
    if (making.isUnwanted) {
      unwant(making);
    }
    const end = await follow(id, (progress) => making.isUnwanted || this.told(progress));
    delete making.run;
    if (end === "done") {
      // What is only tried has no name, and is not offered to choose from.
      if ("id" in source) {
        api.forgetRuns();
      }
      return id;
    }
    if (end !== "cancelled") {
      throw new Error(await api.whyNot(id));
    }
    if (making.isUnwanted || isAgain) {
      throw new Stopped();
    }
    // Somebody came back to a wish that was only just taken back.
    return this.make(source, settings, making, true);
  }
}

const keyOf = (source: Source, settings: Settings) => JSON.stringify([source, settings]);

/** The server tells whoever listens that it was cancelled. */
function unwant(making: Making): void {
  making.isUnwanted = true;
  if (making.run) {
    void api.cancelRun(making.run).catch(() => {});
  }
}
