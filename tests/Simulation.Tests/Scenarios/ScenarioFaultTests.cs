using Populatie.Analytics.Faults;
using Populatie.Analytics.Records;
using Populatie.Analytics.Sources.Maps;
using Populatie.Analytics.Sources.Products;
using Populatie.Simulation.Growth;
using Populatie.Simulation.Scenarios;

namespace Populatie.Simulation.Tests.Scenarios;

/// <summary>Every kind of mistake in a scenario, and the whole line that is said about it.</summary>
public sealed class ScenarioFaultTests
{
    private const string Head = "name: x\nbase: {year: 2025}\nhorizon: 2040\n";
    private const string Growth = "growth: {vintage: cpb-2027-2033, jeugd: 1.0%}\n";

    /// <summary>What follows the first four good lines → the message.</summary>
    public static TheoryData<string, string> Mistakes { get; } =
        new()
        {
            {
                "horizn: 2035",
                "5:1: found the unknown key 'horizn', expected one of name, extends, base, horizon, steps, growth, prices, "
                    + "capacity, groups, staff, space, access, queue, money, take-up, uncertainty, levers; did you mean 'horizon'?"
            },
            {
                "staff: {atrition: 5%}",
                "5:9: found the unknown key 'atrition', expected one of contract-hours, direct-time, absence, reserve, "
                    + "attrition, fill, establishment; did you mean 'attrition'?"
            },
            {
                "staff: lots",
                "5:8: found 'lots', expected keys with values; write key: value, with the keys contract-hours, direct-time, absence, reserve, attrition, fill, establishment"
            },
            { "staff: {fill: 70}", "5:15: found the bare number 70, expected a rate with its sign; write fill: 70%" },
            {
                "staff: {fill: 0,7%}",
                "5:17: found the unknown key '7%', expected one of contract-hours, direct-time, absence, reserve, attrition, "
                    + "fill, establishment; put the whole value in quotes: between braces a comma ends it"
            },
            {
                "staff: {fill: most}",
                "5:15: found 'most', expected a rate with its sign; write for example fill: 1.0% (assumed, 0.0% to 2.0%)"
            },
            {
                "staff: {fill: 120%}",
                "5:15: found '120%', out of bounds, expected 0% to 100%, range included; mend the value or the range of fill"
            },
            {
                "staff: {fill: \"90% (x, 80% to 120%)\"}",
                "5:15: found '90% (x, 80% to 120%)', out of bounds, expected 0% to 100%, range included; mend the value or the range of fill"
            },
            {
                "staff: {fill: \"70% (x, 80% to 90%)\"}",
                "5:15: found a value outside its own range, expected low ≤ value ≤ high; widen the range or move the value"
            },
            {
                "staff: {fill: {value: 70%, low: 80%}}",
                "5:23: found a value outside its own range, expected low ≤ value ≤ high; widen the range or move the value"
            },
            {
                "staff: {fill: {low: 80%}}",
                "5:15: found no key 'value', expected the central value; add value: 1.0% (assumed, 0.0% to 2.0%)"
            },
            {
                "staff: {fill: {value: 70%, confidence: 3}}",
                "5:40: found '3', out of bounds, expected 0 to 1, range included; mend the value or the range of confidence"
            },
            {
                "staff: {contract-hours: 1878}",
                "5:25: found the bare number 1878, expected a number of hours per year; write contract-hours: 1878 hours per year"
            },
            {
                "access: {intake-hours: 6 weeks}",
                "5:24: found '6 weeks', another unit, expected a number of hours; write for example intake-hours: 6 hours"
            },
            {
                "access: {intake-hours: 6 huor}",
                "5:24: found the unknown word 'huor' in '6 huor', expected a number of hours; did you mean 'hour'?"
            },
            {
                "groups: {wmo-dag: {fte: 1.250 FTE}}",
                "5:25: found '1.250 FTE', expected a figure that can be read in one way; write thousands with a space or without any sign, and decimals with a point"
            },
            {
                "groups: {wmo-dag: {fte: 85}}",
                "5:25: found the bare number 85, expected a number of FTE; write fte: 85 FTE"
            },
            {
                "groups: {wmo-dag: {places: 60}}",
                "5:28: found the bare number 60, expected a number of places; write places: 60 places"
            },
            {
                "groups: {wmo-dga: {fte: 85 FTE}}",
                "5:10: found the group 'wmo-dga' without products, expected a known group, or products for a new one; did you mean 'wmo-dag'?"
            },
            {
                "groups: {wmo-dag: {pool: wjik}}",
                "5:26: found 'wjik', expected one of gemeente, wijk, buurt, buurtteam, provider-area; did you mean 'wijk'?"
            },
            {
                "groups: {wmo-dag: {products: wmo-vervoer}}",
                "5:30: found 'wmo-vervoer', expected a list; begin each item with '- '"
            },
            {
                "groups: [wmo-dag]",
                "5:9: found '[…]', expected groups by name; write groups: {my-group: {products: [wmo-begeleiding], pool: wijk}}"
            },
            { "capacity: unlimted", "5:11: found 'unlimted', expected one of unlimited; did you mean 'unlimited'?" },
            { "capacity: {staff: perhaps}", "5:19: found 'perhaps', expected one of on, off; choose one" },
            { "steps: quater", "5:8: found 'quater', expected one of quarter, month; did you mean 'quarter'?" },
            {
                "take-up: 120%",
                "5:10: found '120%', out of bounds, expected 0.1% to 100%, range included; mend the value or the range of take-up"
            },
            {
                "queue: {safety: {jeugd: 1%}}",
                "5:25: found safety of 1%, expected 3% or more: the floor that no scenario lowers; write for example jeugd: 3%"
            },
            {
                "queue: {norm: {wmo: {start: 6}}}",
                "5:29: found the bare number 6, expected a number of weeks; write start: 6 weeks"
            },
            {
                "money: {contracts: [{act: Wmo, track: 3}]}",
                "5:21: found no key 'form', expected how the municipality pays; add form: taakgericht"
            },
            {
                "money: {contracts: [{act: Wmo, track: 4, form: output}]}",
                "5:39: found '4', expected a whole number 1 to 3; write for example track: 1"
            },
            {
                "money: {contracts: [{act: Wmo, track: 3, form: taakgerigt}]}",
                "5:48: found 'taakgerigt', expected one of taakgericht, inspanningsgericht, outputgericht; did you mean 'taakgericht'?"
            },
            {
                "money: {contracts: [{act: Wmo, track: 3, form: taakgericht, policy: overspend}]}",
                "5:69: found overspend under taakgericht, expected queue or reallocate: a lump sum has a ceiling; write policy: queue, or form: inspanningsgericht"
            },
            {
                "money: {contracts: [{act: Wmo, track: 3, form: output}, {act: Wmo, track: 3, form: effort}]}",
                "5:57: found a second contract for Wmo 3, expected one contract for an act and a track; remove one; a change of form in a later year is a lever: contract"
            },
            {
                "money: {contracts: [{act: Wmo, track: 3, form: output, budget: 90 mln}]}",
                "5:64: found the bare number 90 mln, expected an amount in euros; write budget: EUR 90 mln"
            },
            {
                "money: {contracts: [{act: Wmo, track: 3, form: output, budget: EUR 90 mln (2023)}]}",
                "5:64: found prices of 2023, expected prices of the base year, 2025; bring the amount to the prices of 2025 and write (2025)"
            },
            {
                "money: {contracts: [{act: Wmo, track: 3, form: output, budget: EUR 90.000}]}",
                "5:64: found 'EUR 90.000', expected a figure that can be read in one way; write thousands with a space or without any sign, and decimals with a point"
            },
            { "levers: {lever: hiring}", "5:9: found '{…}', expected a list; begin each item with '- '" },
            { "levers: [{start: 2027}]", "5:10: found no key 'lever', expected what is changed; add lever: take-up" },
            {
                "levers: [{lever: hiring, start: 2027}]",
                "5:10: found no effect for 'hiring', expected change; add for example effect: 5% (assumed, 0% to 10%)"
            },
            {
                "levers: [{lever: hiring, effect: 5%}]",
                "5:10: found no key 'start', expected first year; add start: 2027"
            },
            {
                "levers: [{lever: prevention, start: 2027, effect: -1%}]",
                "5:10: found no amount for 'prevention', expected euros per year; add for example amount: EUR 4 mln (2025)"
            },
            {
                "levers: [{lever: hiring, start: 2027, effect: 0.9}]",
                "5:47: found the bare number 0.9, expected a rate with its sign; write effect: 0.9%"
            },
            {
                "levers: [{lever: hiring, start: soon, effect: 5%}]",
                "5:33: found 'soon', expected a whole number 2000 to 2199; write for example start: 2000"
            },
            {
                "levers: [{lever: scope, start: 2027, effect: 10%}]",
                "5:10: found an effect from 10% to 10% for 'scope', expected -100% to 0% (part that is no longer provided); keep the value and its whole range within that"
            },
            {
                "levers: [{lever: consolidation, start: 2027, choice: wjik}]",
                "5:10: found the unknown choice 'wjik' for 'consolidation', expected one of gemeente, wijk, buurt, buurtteam, provider-area; did you mean 'wijk'?"
            },
            {
                "levers: [{lever: allocation, start: 2027, areas: [WK034401], choice: need}]",
                "5:10: found areas for 'allocation', expected none: it holds everywhere; leave areas out"
            },
            {
                "extends: basis-2041",
                "5:10: found 'basis-2041', expected the name of a scenario beside this file, or of a shipped one; did you mean 'basis-2040'?"
            },
            {
                "extends: zebra",
                "5:10: found 'zebra', expected the name of a scenario beside this file, or of a shipped one: "
                    + $"{string.Join(", ", ShippedScenarios.Names)}; put the file beside this one"
            },
            {
                "levers: [{lever: need-growth, start: 2027, effect: 5%, areas: []}]",
                "5:63: found an empty list, expected areas where the lever works; name one, or leave areas out: then it works everywhere"
            },
            {
                "staff:\nfill: 50%",
                "6:1: found the unknown key 'fill', expected one of name, extends, base, horizon, steps, growth, prices, capacity, groups, staff, "
                    + "space, access, queue, money, take-up, uncertainty, levers; put it under staff, two spaces further in"
            },
            {
                "staff:fill: 50%",
                "5:1: found the unknown key 'staff:fill', expected one of name, extends, base, horizon, steps, growth, prices, capacity, groups, "
                    + "staff, space, access, queue, money, take-up, uncertainty, levers; put a space after the colon"
            },
            { "steps:month", "5:6: found a ':' with no space after it, expected YAML; put a space after the colon" },
            { "staff:\n\tfill: 50%", "6:1: found a tab where spaces belong, expected YAML; indent with spaces" },
            {
                "---\nname: y",
                "6:1: found a second text after a line '---', expected one text in a file; give each a file of its own"
            },
            {
                "# \uFFFD\uFFFDn",
                "5:3: found a letter that is not UTF-8, expected a text in UTF-8; save the file as UTF-8"
            },
            { "name: y", "5:1: found 'name' for the second time, expected YAML; keep one" },
            { "[a]: b", "5:1: found a list or a table as a key, expected a word as a key; write key: value" },
            {
                "staff: {fill: *x}",
                "5:15: found an anchor or alias (& or *), expected every value written out; write the value there, or put it in quotes"
            },
        };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_mistake_is_told_with_its_place_and_how_to_mend_it(string text, string message)
    {
        var fault = Should.Throw<SourceFormatException>(() => ScenarioReader.Parse(Head + Growth + text, "bad.yaml"));
        fault.Message.ShouldBe($"bad.yaml:{message}");
        fault.Text.Dutch.ShouldNotBe(fault.Text.English);
    }

    /// <summary>Whole texts → the message.</summary>
    [Theory]
    [InlineData("", "1:1: found an empty file, expected a scenario in YAML; start from the shipped one")]
    [InlineData(
        "just words",
        "1:1: found 'just words', expected keys with values; write key: value, with the keys name, extends, base, horizon, steps, growth, prices, capacity, groups, staff, space, access, queue, money, take-up, uncertainty, levers"
    )]
    [InlineData(
        "a file of something else, line after line after line, that nobody wants to read",
        "1:1: found 'a file of something else, line after line after line, that n…', expected keys with values; write key: value, with the keys name, extends, base, horizon, steps, growth, prices, capacity, groups, staff, space, access, queue, money, take-up, uncertainty, levers"
    )]
    [InlineData(
        "base: {year: 2025}\nhorizon: 2040\ngrowth: {}",
        "1:1: found no key 'name', expected what this future is called; add name: basis-2040"
    )]
    [InlineData(
        "extends: basis-2040",
        "1:1: found no key 'name', expected what this future is called; add name: basis-2040"
    )]
    [InlineData(
        "name:\nbase: {year: 2025}\nhorizon: 2040\ngrowth: {}",
        "1:6: found nothing, expected a text; write name: text"
    )]
    [InlineData(
        "name: x\nhorizon: 2040\ngrowth: {}",
        "1:1: found no key 'base', expected where the projection starts; add base: {year: 2025, cube: latest, population: latest, fit: latest}"
    )]
    [InlineData(
        "name: x\nbase: {cube: latest}\nhorizon: 2040\ngrowth: {}",
        "2:7: found no key 'year', expected last observed year; add year: 2025"
    )]
    [InlineData(
        "name: x\nbase: {year: 2025}\ngrowth: {}",
        "1:1: found no key 'horizon', expected last projected year; add horizon: 2040"
    )]
    [InlineData(
        "name: x\nbase: {year: 2025}\nhorizon: 2020\ngrowth: {}",
        "3:10: found '2020', expected a whole number 2026 to 2100; write for example horizon: 2026"
    )]
    [InlineData(
        "name: x\nbase: {year: 2025}\nhorizon: 2040\ngrowth: {mode: topdown}",
        "4:16: found 'topdown', expected one of bottom-up, top-down; did you mean 'top-down'?"
    )]
    [InlineData(
        "name: x\nbase: {year: 2025}\nhorizon: 2040\ngrowth: {jeugd: 2.1}",
        "4:17: found the bare number 2.1, expected a rate with its sign; write jeugd: 2.1%"
    )]
    [InlineData("name: x\nbase: {year: 2025", "3:1: found a group that lacks a ',' or its '}', expected YAML; add it")]
    public void A_scenario_that_is_not_whole_is_refused(string text, string message) =>
        Should
            .Throw<SourceFormatException>(() => ScenarioReader.Parse(text, "bad.yaml"))
            .Message.ShouldBe($"bad.yaml:{message}");

    /// <summary>Growth that the vintage does not give.</summary>
    [Theory]
    [InlineData(
        "growth: {vintage: cpb-2027-2033}",
        "4:9: found no growth for jeugd in 2026: cpb-2027-2033 does not give it, expected an assumption of your own, with a range; add under growth: the line jeugd: 1.0% (assumed, 0.0% to 2.0%)"
    )]
    [InlineData(
        "growth: {vintage: cpb-2027-203, jeugd: 1%}",
        "4:19: found the unknown vintage 'cpb-2027-203', expected one of cpb-2018-2021, cpb-2022-2025, cpb-2027-2033, or none; did you mean 'cpb-2027-2033'?"
    )]
    [InlineData(
        "growth: {mode: top-down}",
        "4:16: found mode top-down without a vintage, expected a vintage for spending to follow; add under growth: vintage: cpb-2027-2033"
    )]
    public void Growth_that_nobody_gives_is_refused_with_the_line_to_add(string growth, string message)
    {
        var scenario = ScenarioReader.Parse(Head + growth, "bad.yaml");
        Should
            .Throw<SourceFormatException>(() =>
                GrowthPath.For(scenario, Enum.GetValues<Act>(), VintageTable.Embedded, "bad.yaml")
            )
            .Message.ShouldBe($"bad.yaml:{message}");
    }

    /// <summary>Names that only the inputs know.</summary>
    [Theory]
    [InlineData(
        "levers: [{lever: hiring, start: 2027, effect: 5%, for: wmo-begeleidng}]",
        "5:56: found a lever for 'wmo-begeleidng', expected an act, a track, a product, a group, or all; did you mean 'wmo-begeleiding'?"
    )]
    [InlineData(
        "levers: [{lever: hiring, start: 2027, effect: 5%, for: wmo-ambulnt}]",
        "5:56: found a lever for 'wmo-ambulnt', expected an act, a track, a product, a group, or all; did you mean 'wmo-ambulant'?"
    )]
    [InlineData(
        "levers: [{lever: hiring, start: 2027, effect: 5%, areas: [WK034401, WK03440]}]",
        "5:69: found the unknown area 'WK03440', expected a code of these areas; did you mean WK034401 (West)?"
    )]
    [InlineData(
        "groups: {hulp: {products: [wmo-huishoude]}}",
        "5:28: found the unknown product 'wmo-huishoude', expected a product, a track or an act; did you mean 'wmo-huishouden'?"
    )]
    public void A_name_that_the_inputs_do_not_have_is_refused(string text, string message)
    {
        var scenario = ScenarioReader.Parse(Head + Growth + text, "bad.yaml");
        Should
            .Throw<SourceFormatException>(() =>
                ScenarioNames.Check(scenario, EmbeddedUtrecht.Areas().Index, ProductCatalogue.Embedded)
            )
            .Message.ShouldBe($"bad.yaml:{message}");
    }

    [Theory]
    [InlineData(
        "horizn: 2035",
        "bad.yaml:5:1: gevonden de onbekende sleutel 'horizn', verwacht een van name, extends, base, horizon, steps, growth, prices, capacity, groups, staff, space, access, queue, money, take-up, uncertainty, levers; bedoelde u 'horizon'?"
    )]
    [InlineData(
        "staff: {fill: 70}",
        "bad.yaml:5:15: gevonden het kale getal 70, verwacht een percentage met het teken erbij; schrijf fill: 70%"
    )]
    [InlineData(
        "groups: {wmo-dag: {fte: 1.250 FTE}}",
        "bad.yaml:5:25: gevonden '1.250 FTE', verwacht een getal dat maar op één manier te lezen is; schrijf duizendtallen met een spatie of zonder teken, en decimalen met een punt"
    )]
    [InlineData(
        "money: {contracts: [{act: Wmo, track: 3, form: taakgericht, policy: overspend}]}",
        "bad.yaml:5:69: gevonden overspend bij taakgericht, verwacht queue of reallocate: een vast bedrag heeft een plafond; schrijf policy: queue, of form: inspanningsgericht"
    )]
    [InlineData(
        "queue: {safety: {jeugd: 1%}}",
        "bad.yaml:5:25: gevonden veiligheid van 1%, verwacht 3% of meer: de bodem die geen scenario verlaagt; schrijf bijvoorbeeld jeugd: 3%"
    )]
    [InlineData(
        "levers: [{lever: hiring, start: 2027}]",
        "bad.yaml:5:10: gevonden geen effect bij 'hiring', verwacht verandering; voeg bijvoorbeeld toe effect: 5% (assumed, 0% to 10%)"
    )]
    public void Mistakes_are_told_in_dutch_too(string text, string message) =>
        Should
            .Throw<SourceFormatException>(() => ScenarioReader.Parse(Head + Growth + text, "bad.yaml"))
            .Text.Dutch.ShouldBe(message);
}
