import { expect, it } from "vitest";
import type { Values } from "../src/api";
import { figuresOf } from "../src/figures";
import { missing } from "../src/parts/table";

const values = {
  area: ["a", "b", "c"],
  population: [2000, 0, null],
  ...Object.fromEntries(["p5", "p25", "p50", "p75", "p95"].map((quantile) => [quantile, [8, 0, 3]])),
  basis: ["estimated", "estimated", "estimated"],
  reason: [null, null, null],
} as unknown as Values;

it("says per 1,000 residents that there are none, where it is known that there are none", () => {
  const found = figuresOf(values, { per: "1000", quantile: "p50" });
  expect([...found.values()].map((figure) => figure.value)).toEqual([4, null, null]);
  expect(["b", "c"].map((code) => missing(found.get(code)?.reason, "nl"))).toEqual(["geen inwoners", "niets bekend"]);
  expect(figuresOf(values, { per: "total", quantile: "p50" }).get("b")?.value).toBe(0);
});
