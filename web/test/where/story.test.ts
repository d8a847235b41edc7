import { expect, it } from "vitest";
import type { Peers, Series } from "../../src/api";
import { middlesOf, perThousand } from "../../src/views/where/story";

const peers: Peers = { year: [2024, 2025], area: ["BU1", "BU2"], population: [1000, 2000, 0, 500], p50: [null, 40, 3, 10], reason: ["protected", null, null, null] };

it("finds one area among all, with what may not be told", () => {
  expect(middlesOf(peers, "BU1", false)).toEqual({ year: [2024, 2025], p50: [null, 40], reason: ["protected", null] });
  expect(middlesOf(peers, "BU2", true).p50).toEqual([null, 20]);
});

it("counts per 1,000 residents where there are any", () => {
  const column = [5, 10];
  const series = { unit: "persons", year: [2024, 2025], p5: column, p25: column, p50: column, p75: column, p95: column } as unknown as Series;
  expect(perThousand(series, new Map([[2025, 500]])).p50).toEqual([null, 20]);
});
