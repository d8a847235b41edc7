/** The texts of Wat als? in both languages. */

import type { Language } from "../../state";
import { wordsOf, type Both, type Texts } from "../../words";

export { fill } from "../../words";

const texts = {
  title: ["Wat als?", "What if?"],
  mode: ["Hoe wilt u vergelijken?", "How do you want to compare?"],
  try: ["Zelf proberen", "Try it yourself"],
  pair: ["Twee scenario's", "Two scenarios"],
  base: ["Uitgangspunt", "Starting point"],
  a: ["Eerste scenario", "First scenario"],
  b: ["Tweede scenario", "Second scenario"],
  scenarios: ["Scenario's (100 toekomsten per wijk)", "Scenarios (100 futures by wijk)"],
  runs: ["Projecties die er zijn", "Projections that there are"],
  run_of: ["{n} toekomsten per {g}", "{n} futures by {g}"],
  other_luck: ["ander toeval", "other luck"],
  levers: ["Trek aan een schuif", "Pull a slider"],
  staff: ["Personeel (FTE)", "Staff (FTE)"],
  staff_hint: ["Hoeveel de formatie per jaar groeit. Vacatures raken niet meteen vervuld.", "How much posts grow in a year. Vacancies are not filled at once."],
  budget: ["Budget voor aanvullende zorg", "Budget for additional care"],
  budget_on: ["Het geld is begrensd", "Money is limited"],
  budget_hint: ["Vergeleken met wat het basisjaar kostte. Is het geld op, dan wachten mensen.", "Against what the base year cost. When the money is spent, people wait."],
  prevention: ["Preventie (sociale basis)", "Prevention (sociale basis)"],
  prevention_hint: [
    "Extra geld per jaar. Aanname: elk miljoen scheelt 0 tot 1,5% nieuwe vragen, na drie jaar. Dat is niet bewezen.",
    "Extra money a year. Assumption: each million saves 0 to 1.5% of new requests, after three years. That is not proven.",
  ],
  group: ["Groepsaanbod (Wmo ambulant)", "Group support (ambulatory Wmo)"],
  group_hint: [
    "Deel van de uren dat naar groepen van zo'n drie mensen gaat. Aanname: dat scheelt 20 tot 100% van die uren, midden 60%.",
    "Share of the hours that goes to groups of some three people. Assumption: that saves 20 to 100% of those hours, 60% in the middle.",
  ],
  as_base: ["zoals nu gedacht", "as thought now"],
  reset: ["Zet alles terug", "Put all back"],
  where: ["Waar", "Where"],
  legend: ["Kleur: meer of minder, en hoe zeker", "Colour: more or less, and how sure"],
  agree: ["zeker: 95+ van de 100", "sure: 95+ of 100"],
  disagree: ["kan beide kanten op", "may go either way"],
  less: ["minder", "less"],
  more: ["meer", "more"],
  no_run: ["niets bekend", "nothing known"],
  begin: [
    "Verschuif een schuif. Dan rekenen we 100 toekomsten door, met en zonder uw keuze.",
    "Move a slider. Then we compute 100 futures, with and without your choice.",
  ],
  begin_pair: ["Kies twee verschillende scenario's.", "Choose two different scenarios."],
  busy_base: ["Het uitgangspunt wordt doorgerekend…", "The starting point is being computed…"],
  busy: ["Bezig met 100 toekomsten…", "Computing 100 futures…"],
  left: ["nog ongeveer {n} s", "about {n} s left"],
  stop: ["Stop", "Stop"],
  stopped: ["Gestopt. Verschuif een schuif om opnieuw te rekenen.", "Stopped. Move a slider to compute again."],
  done_in: ["{r} toekomsten, klaar in {n} s", "{r} futures, done in {n} s"],
  done_after: ["{r} toekomsten, klaar in {n} s; de eerste cijfers na {f} s", "{r} futures, done in {n} s; the first figures after {f} s"],
  early: [
    "Voorlopig: {n} van de {r} toekomsten zijn doorgerekend. De cijfers kunnen nog verschuiven.",
    "Provisional: {n} of {r} futures are computed. The figures may still move.",
  ],
  early_short: ["voorlopig, {n} toekomsten", "provisional, {n} futures"],
  early_mean: ["Gemiddeld nu {n}; over alle toekomsten zal dat naar verwachting {s} zijn (90% zeker).", "On average {n} now; over all futures that is expected to be {s} (90% sure)."],
  early_all: ["In deze {r} toekomsten {n}.", "In these {r} futures {n}."],
  early_most: ["In 90% van deze {r} toekomsten {n}.", "In 90% of these {r} futures {n}."],
  no_difference: ["geen verschil", "no difference"],
  same: ["In geen van de toekomsten is er hier in {y} verschil.", "In none of the futures is there a difference here in {y}."],
  same_early: ["In geen van de toekomsten tot nu toe is er hier in {y} verschil.", "In none of the futures so far is there a difference here in {y}."],
  by_mean: ["Gemiddeld {n};", "On average {n};"],
  by_interval: ["in 90 van de 100 toekomsten {n}.", "in 90 of 100 futures {n}."],
  p_better: ["Kans dat {b} beter uitpakt dan {a}: {n}%; slechter: {m}%.", "Chance that {b} turns out better than {a}: {n}%; worse: {m}%."],
  neutral: ["Meer of minder is hier niet vanzelf beter.", "More or less is not better by itself here."],
  luck: [
    "Beide krijgen hetzelfde toeval: dezelfde geboorten, verhuizingen en vragen om hulp. Los van elkaar gerekend waren hiervoor {n} keer zoveel toekomsten nodig.",
    "Both get the same luck: the same births, moves and requests for help. Computed apart, this would take {n} times as many futures.",
  ],
  luck_none: ["Beide krijgen hetzelfde toeval, maar bij deze maat helpt dat weinig.", "Both get the same luck, but for this measure that helps little."],
  fans: ["Beide door de jaren", "Both through the years"],
  difference: ["Het verschil door de jaren", "The difference through the years"],
  bridge: ["Waar komt het verschil in kosten vandaan?", "Where does the difference in cost come from?"],
  bridge_real: ["in prijzen van {y}", "in prices of {y}"],
  bridge_nominal: ["in euro's van dat jaar", "in euros of that year"],
  diff: ["Verschil", "Difference"],
  mean: ["gemiddeld", "mean"],
  futures: ["Lager in", "Lower in"],
  of_all: ["{n} van de {r}", "{n} of {r}"],
  assumed: ["Waarop rust dit?", "What does this rest on?"],
  changed: ["Wat u veranderde, is een aanname:", "What you changed is an assumption:"],
  save_name: ["Naam van uw scenario", "Name of your scenario"],
  save: ["Bewaar als scenario", "Save as scenario"],
  save_first: ["Verschuif eerst een schuif.", "Move a slider first."],
  save_hint: ["U krijgt een bestand dat populatie project doorrekent, en het staat hier in de lijst.", "You get a file that populatie project runs, and it is in the list here."],
  saved: ["Bewaard als {n}", "Saved as {n}"],
  your_choice: ["uw keuze", "your choice"],
  fte_then: ["Dat geeft in {y} {n} voltijdbanen {d}.", "In {y} that gives {n} full-time jobs {d}."],
} as const satisfies Texts;

export const tell = wordsOf(texts);

/** What is said when a measure is lower or higher: {p} is where, {y} the year. */
const turns: Record<string, { lower: Both; higher: Both }> = {
  waiting: {
    lower: ["is de wachtlijst {p} in {y} korter", "the waiting list {p} is shorter in {y}"],
    higher: ["is de wachtlijst {p} in {y} langer", "the waiting list {p} is longer in {y}"],
  },
  waiting_over_norm: {
    lower: ["wachten {p} in {y} minder mensen langer dan de norm", "fewer people {p} wait longer than the norm in {y}"],
    higher: ["wachten {p} in {y} meer mensen langer dan de norm", "more people {p} wait longer than the norm in {y}"],
  },
  unmet: {
    lower: ["missen {p} in {y} minder mensen de hulp die zij nodig hebben", "fewer people {p} miss the help that they need in {y}"],
    higher: ["missen {p} in {y} meer mensen de hulp die zij nodig hebben", "more people {p} miss the help that they need in {y}"],
  },
  clients: {
    lower: ["krijgen {p} in {y} minder mensen hulp", "fewer people {p} get help in {y}"],
    higher: ["krijgen {p} in {y} meer mensen hulp", "more people {p} get help in {y}"],
  },
  in_care: {
    lower: ["lopen {p} eind {y} minder trajecten", "fewer spells are under way {p} at the end of {y}"],
    higher: ["lopen {p} eind {y} meer trajecten", "more spells are under way {p} at the end of {y}"],
  },
  requests: {
    lower: ["vragen mensen {p} in {y} minder vaak hulp aan", "people {p} ask for help less often in {y}"],
    higher: ["vragen mensen {p} in {y} vaker hulp aan", "people {p} ask for help more often in {y}"],
  },
  hours: {
    lower: ["gaan er {p} in {y} minder uren hulp om", "fewer hours of help are given {p} in {y}"],
    higher: ["gaan er {p} in {y} meer uren hulp om", "more hours of help are given {p} in {y}"],
  },
  fte_needed: {
    lower: ["zijn {p} in {y} minder voltijdbanen nodig", "fewer full-time jobs are needed {p} in {y}"],
    higher: ["zijn {p} in {y} meer voltijdbanen nodig", "more full-time jobs are needed {p} in {y}"],
  },
  fte_available: {
    lower: ["zijn {p} in {y} minder voltijdbanen beschikbaar", "fewer full-time jobs are available {p} in {y}"],
    higher: ["zijn {p} in {y} meer voltijdbanen beschikbaar", "more full-time jobs are available {p} in {y}"],
  },
  cost_real: {
    lower: ["is de hulp {p} in {y} goedkoper, in prijzen van het basisjaar", "help {p} costs less in {y}, in prices of the base year"],
    higher: ["is de hulp {p} in {y} duurder, in prijzen van het basisjaar", "help {p} costs more in {y}, in prices of the base year"],
  },
  cost_nominal: {
    lower: ["is de hulp {p} in {y} goedkoper", "help {p} costs less in {y}"],
    higher: ["is de hulp {p} in {y} duurder", "help {p} costs more in {y}"],
  },
};

/** Measures whose difference can be said in a sentence. */
export const compared = Object.keys(turns);

export const turnOf = (measure: string, isLower: boolean, lang: Language) => (turns[measure] as { lower: Both; higher: Both })[isLower ? "lower" : "higher"][lang === "nl" ? 0 : 1];
