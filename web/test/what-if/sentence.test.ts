import { describe, expect, it } from "vitest";
import type { Difference } from "../../src/api";
import { amount, certainty, headline, spanOf, type Told } from "../../src/views/what-if/sentence";

const row: Difference = {
  area: "GM0344", year: 2035, measure: "waiting", unit: "persons", preference: "less", p_better: 0.92,
  mean_a: 900, mean_b: 780, mean: -120, p5: -250, p50: -110, p95: -31, mean_low_90: -140, mean_high_90: -100, p_lower: 0.92, p_equal: 0.02, p_higher: 0.06, variance_factor: 13.6,
};
const told: Told = { measure: "waiting", place: "in Utrecht", a: "basis-2040", b: "meer groepsaanbod", lang: "nl" };

describe("the answer in words", () => {
  it("says in how many futures which way it goes", () => {
    expect(headline(row, told)).toBe("In 92 van de 100 toekomsten is de wachtlijst in Utrecht in 2035 korter met meer groepsaanbod dan met basis-2040.");
    expect(headline({ ...row, p_lower: 0.06, p_higher: 0.92 }, { ...told, lang: "en" })).toBe(
      "In 92 of 100 futures the waiting list in Utrecht is longer in 2035 with meer groepsaanbod than with basis-2040.",
    );
  });

  it("does not choose a way where there is none", () => {
    expect(headline({ ...row, p_lower: 0.5, p_equal: 0.04, p_higher: 0.46 }, told)).toMatch(/^Het is niet te zeggen: in 50 van de 100 .*, in 46 juist andersom, en in 4 maakt het niets uit\.$/);
    expect(headline({ ...row, p_lower: 0, p_equal: 1, p_higher: 0 }, told)).toBe("In geen van de toekomsten is er hier in 2035 verschil.");
  });

  it("gives an interval with the mean, with no more digits than it carries", () => {
    expect(amount({ ...row, mean: 0.2, p5: -2, p95: 2 }, told)).toBe("Gemiddeld geen verschil; in 90 van de 100 toekomsten van 2 minder tot 2 meer.");
    expect(amount(row, told)).toBe("Gemiddeld 120 minder; in 90 van de 100 toekomsten 30 tot 250 minder.");
  });

  it("says of the first futures how few they are, and how far their mean may still move", () => {
    const early = { ...told, early: { futures: 16, of: 100 } };
    expect(headline(row, early)).toBe("In 15 van de eerste 16 toekomsten is de wachtlijst in Utrecht in 2035 korter met meer groepsaanbod dan met basis-2040.");
    expect(amount(row, early)).toBe("Gemiddeld nu 120 minder; over alle toekomsten zal dat naar verwachting 100 tot 140 minder zijn (90% zeker). In deze 16 toekomsten 30 tot 250 minder.");
    expect(amount(row, { ...early, lang: "en", early: { futures: 48, of: 100 } })).toContain("In 90% of these 48 futures 30 to 250 less.");
    expect(headline({ ...row, p_lower: 0, p_equal: 1, p_higher: 0 }, early)).toBe("In geen van de toekomsten tot nu toe is er hier in 2035 verschil.");
  });

  it("says both ways of an interval around nothing", () => {
    expect(spanOf(-40, 12, "persons", "nl")).toBe("van 40 minder tot 12 meer");
    expect(spanOf(30, 250, "persons", "en")).toBe("30 to 250 more");
    expect(spanOf(-250, 0, "persons", "nl")).toBe("0 tot 250 minder");
    expect(spanOf(-330, 4, "persons", "nl")).toBe("0 tot 330 minder");
  });

  it("says what better means, and what sharing luck is worth", () => {
    expect(certainty(row, told)).toEqual([
      "Kans dat meer groepsaanbod beter uitpakt dan basis-2040: 92%; slechter: 6%.",
      "Beide krijgen hetzelfde toeval: dezelfde geboorten, verhuizingen en vragen om hulp. Los van elkaar gerekend waren hiervoor 14 keer zoveel toekomsten nodig.",
    ]);
    const { p_better: _, variance_factor: __, ...bare } = row;
    expect(certainty(bare, told)).toEqual(["Meer of minder is hier niet vanzelf beter."]);
  });
});
