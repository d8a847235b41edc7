import { expect, it } from "vitest";
import type { RunSummary, ScenarioSummary } from "../../src/api";
import { beginning } from "../../src/views/what-if/choices";

const scenarios = [
  { id: "basis-2040", name: "basis-2040", shipped: true },
  { id: "published-2040", name: "published-2040", shipped: true },
  { id: "ours", name: "ours", shipped: false },
] as ScenarioSummary[];
const runs = (...names: string[]) => names.map((name) => ({ name }) as RunSummary);

it("begins with a scenario that fits what is there, and with the base where that is or nothing is", () => {
  expect(beginning(runs("published-2040"), scenarios)).toBe("published-2040");
  expect(beginning(runs("published-2040", "basis-2040"), scenarios)).toBe("basis-2040");
  expect(beginning(runs(), scenarios)).toBe("basis-2040");
  // Only what ships can be extended.
  expect(beginning(runs("ours"), scenarios)).toBe("basis-2040");
});
