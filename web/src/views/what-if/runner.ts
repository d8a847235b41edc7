/** Makes the runs that a comparison needs: each once, the latest wish first. */

import * as api from "../../api";
import type { Settings } from "../../api";
import { follow, type Progress } from "./follow";

/** A run that somebody does not want any more. */
export class Stopped extends Error {}

/** What answers a wish within about a second. */
export const quick: Settings = { replicates: 100, seed: 1, grain: "wijk", levels: "wijk" };

export interface Making {
  scenario: string;
  settings: Settings;
}

export class Runner {
  private readonly made = new Map<string, Promise<string>>();
  private trial: { key: string; run: string | undefined; stop: AbortController } | undefined;

  constructor(private readonly told: (progress: Progress) => void) {}

  /** A run of a scenario that there is, kept for as long as the page is open. */
  of({ scenario, settings }: Making): Promise<string> {
    const key = JSON.stringify([scenario, settings]);
    return this.keep(key, () => this.make(scenario, settings, new AbortController(), () => {}));
  }

  /** A run of a text that is being tried: it takes the place of the one before, which is cancelled. */
  try(yaml: string, settings: Settings): Promise<string> {
    const key = JSON.stringify([yaml, settings]);
    if (this.trial?.key !== key) {
      this.cancel();
    }
    return this.keep(key, async () => {
      const trial = { key, run: undefined as string | undefined, stop: new AbortController() };
      this.trial = trial;
      const { id } = await api.addScenario(yaml);
      return this.make(id, settings, trial.stop, (run) => (trial.run = run));
    });
  }

  /** Stops what is being tried. */
  cancel(): void {
    const { trial } = this;
    this.trial = undefined;
    trial?.stop.abort(new Stopped());
  }

  private keep(key: string, make: () => Promise<string>): Promise<string> {
    const known = this.made.get(key);
    if (known) {
      return known;
    }
    const making = make();
    this.made.set(key, making);
    making.catch(() => this.made.delete(key));
    return making;
  }

  private async make(scenario: string, settings: Settings, stop: AbortController, begun: (run: string) => void): Promise<string> {
    stop.signal.throwIfAborted();
    const { id, status } = await api.askRun(scenario, settings);
    if (status === "done") {
      return id;
    }
    begun(id);
    const cancel = () => void api.cancelRun(id).catch(() => {});
    if (stop.signal.aborted) {
      cancel();
    }
    stop.signal.addEventListener("abort", cancel);
    stop.signal.throwIfAborted();
    const end = await follow(id, this.told, stop.signal);
    stop.signal.removeEventListener("abort", cancel);
    if (this.trial?.run === id) {
      this.trial = undefined;
    }
    if (end === "cancelled") {
      throw new Stopped();
    }
    if (end !== "done") {
      throw new Error(await api.whyNot(id));
    }
    api.forgetRuns();
    return id;
  }
}
