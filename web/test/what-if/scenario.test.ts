import { describe, expect, it } from "vitest";
import { isNeutral, nameOf, plainName, yamlOf, type Foundation, type Wish } from "../../src/views/what-if/scenario";

const none: Wish = { staff: null, budget: null, prevention: null, group: null };
const base: Foundation = { name: "basis-2040", baseYear: 2025, establishment: { value: 0.01, low: 0, high: 0.02, unit: "%", source: "own assumption", confidence: 0.2 } };

describe("what sliders say as a scenario", () => {
  it("says nothing of what was not moved", () => {
    expect(isNeutral(none)).toBe(true);
    const yaml = yamlOf({ ...none, group: 25 }, base);
    expect(yaml).toContain("extends: basis-2040");
    for (const word of ["staff:", "money", "prevention"]) {
      expect(yaml).not.toContain(word);
    }
  });

  it("saves as much by groups as the shipped scenario does with a quarter of the hours", () => {
    expect(yamlOf({ ...none, group: 25 }, base)).toContain('effect: "-15% (assumed: 25% of the hours to groups of some three clients, -25% to -5%)"');
  });

  it("moves the growth of posts with its whole range", () => {
    expect(yamlOf({ ...none, staff: -3 }, base)).toContain("establishment: {value: -2%, low: -3%, high: -1%,");
  });

  it("has a budget of the base year, too, when money is limited and nothing more", () => {
    const yaml = yamlOf({ ...none, budget: 0 }, base);
    expect(yaml).toContain("capacity: {money: on}");
    expect(yaml).toContain('effect: "0% (assumed: chosen on the page)"');
    expect(isNeutral({ ...none, budget: 0 })).toBe(false);
  });

  it("has levers at most once, behind each other", () => {
    const yaml = yamlOf({ staff: 1, budget: -10, prevention: 4, group: 5 }, base);
    expect(yaml.match(/^levers:$/gm)).toHaveLength(1);
    expect(yaml.match(/^ {2}- name: /gm)).toHaveLength(3);
    expect(yaml).toContain('amount: "EUR 4 mln (2025)"');
  });

  it("is named after what was moved, or as somebody likes", () => {
    expect(nameOf({ ...none, staff: -3, group: 25 })).toBe("wat-als-personeel-min-3-groep-25");
    expect(yamlOf({ ...none, group: 5 }, base, "mijn-plan")).toContain("name: mijn-plan");
    expect(plainName("  Mijn Plán: méér groepen! ")).toBe("mijn-plan-meer-groepen");
  });
});
