import { expect, it } from "vitest";
import { assumedText, assumptionName } from "../../src/parts/assumed";

it("says what an assumption is for, so that no two have the same name", () => {
  const names = ["access.inquiry.jeugd-ggz", "access.inquiry.wmo-opvang", "queue.norm.wmo.decision", "queue.norm.wmo.start", "take-up.social", "growth.wmo.2034–2040.assumed", "residents.mortality-walk-city"].map((key) => assumptionName(key, "nl"));
  expect(names).toEqual([
    "weken onderzoek na een aanvraag, Jeugd: ggz",
    "weken onderzoek na een aanvraag, opvang",
    "norm voor wachten, in weken, Wmo, tot het besluit",
    "norm voor wachten, in weken, Wmo, van besluit tot begin",
    "deel dat met recht op hulp erom vraagt, eenzaam",
    "reële groei van het budget, Wmo, 2034–2040",
    "spreiding in sterfte, hele stad",
  ]);
  expect(assumptionName("something.new", "en")).toBe("something.new");
});

it("writes shares and growth as a percentage, and other figures as they are", () => {
  expect(assumedText("growth.wmo.2028–2033.published", 0.021, "nl")).toBe("2,1%");
  expect(assumedText("space.growth", -0.01, "en")).toBe("−1%");
  expect(assumedText("access.inquiry.jeugd-ggz", 13.84, "nl")).toBe("13,8");
  expect(assumedText("staff.contract-hours", 1878.48, "nl")).toBe("1.878");
});
