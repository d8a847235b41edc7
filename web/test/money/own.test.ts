import { expect, it } from "vitest";
import { growthOf } from "../../src/views/cost/own";

it("reads a growth as it is written in either language", () => {
  expect(["2,5", "2.5", " −1,25 % ", "-3", "0", ""].map(growthOf)).toEqual(["2.5", "2.5", "-1.25", "-3", "0", ""]);
});

it("knows what is no growth", () => {
  expect(["veel", "2,5,1", "21", "-20,5", "1e1", "2.345", "1.000,5"].map(growthOf)).toEqual([undefined, undefined, undefined, undefined, undefined, undefined, undefined]);
});
