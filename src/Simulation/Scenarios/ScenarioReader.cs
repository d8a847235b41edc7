using Populatie.Analytics.Evidence;
using Populatie.Analytics.Faults;
using YamlDotNet.RepresentationModel;

namespace Populatie.Simulation.Scenarios;

/// <summary>Text in YAML → <see cref="Scenario"/>. What the text does not say gets the stated default.</summary>
public static class ScenarioReader
{
    internal static readonly IReadOnlyDictionary<string, GrowthMode> Modes = new Dictionary<string, GrowthMode>(
        StringComparer.Ordinal
    )
    {
        ["bottom-up"] = GrowthMode.BottomUp,
        ["top-down"] = GrowthMode.TopDown,
    };

    internal static readonly IReadOnlyDictionary<string, LeverKind> LeverKinds = new Dictionary<string, LeverKind>(
        StringComparer.Ordinal
    )
    {
        ["take-up"] = LeverKind.TakeUp,
        ["need-growth"] = LeverKind.NeedGrowth,
    };

    internal static readonly IReadOnlyDictionary<string, Ramp> Ramps = new Dictionary<string, Ramp>(
        StringComparer.Ordinal
    )
    {
        ["linear"] = Ramp.Linear,
        ["front"] = Ramp.Front,
        ["back"] = Ramp.Back,
        ["step"] = Ramp.Step,
    };

    internal static readonly IReadOnlyDictionary<string, int> Steps = new Dictionary<string, int>(
        StringComparer.Ordinal
    )
    {
        ["quarter"] = 4,
        ["month"] = 12,
    };

    internal static readonly IReadOnlyDictionary<string, bool> Switches = new Dictionary<string, bool>(
        StringComparer.Ordinal
    )
    {
        ["on"] = true,
        ["off"] = false,
    };

    /// <param name="text">The scenario in YAML.</param>
    /// <param name="file">Name for messages.</param>
    /// <exception cref="SourceFormatException">Anything unknown, missing or out of range; told with line and column.</exception>
    public static Scenario Parse(string text, string file)
    {
        var root = YamlSection.Root(text, file, ScenarioKeys.Root);
        var start =
            root.Section("base", ScenarioKeys.Base)
            ?? throw root.Fault(
                "base",
                new("no key 'base'", "geen sleutel 'base'"),
                new("where the projection starts", "waar de projectie begint"),
                new(
                    "add base: {year: 2025, cube: latest, population: latest, fit: latest}",
                    "voeg toe base: {year: 2025, cube: latest, population: latest, fit: latest}"
                )
            );
        var year = start.Whole("year", 2000, 2099);
        return new Scenario
        {
            Name = root.Text("name"),
            Base = new(
                year,
                start.Text("cube", "latest"),
                start.Text("population", "latest"),
                start.Text("fit", "latest")
            ),
            Horizon = root.Whole("horizon", year + 1, year + 75),
            StepsPerYear = root.Choice("steps", Steps, 4),
            Growth = Growth(root),
            Prices = Prices(root.Section("prices", ScenarioKeys.Prices)),
            Staff = Staff(root.Section("staff", ScenarioKeys.Staff)),
            Space = Defaults.Space,
            Access = Defaults.Access,
            Queue = Defaults.Queue,
            Money = Defaults.Money,
            TakeUp = Share(root, "take-up") ?? Defaults.TakeUp,
            Uncertainty = Uncertainty(root.Section("uncertainty", ScenarioKeys.Uncertainty)),
            Levers = [.. root.Items("levers").Select(n => LeverOf(n, file))],
        };
    }

    private static GrowthChoice Growth(YamlSection root)
    {
        var section =
            root.Section("growth", ScenarioKeys.Growth)
            ?? throw root.Fault(
                "growth",
                new("no key 'growth'", "geen sleutel 'growth'"),
                new("what is assumed about growth", "wat over groei wordt aangenomen"),
                new(
                    "add growth: {vintage: cpb-2027-2033, jeugd: 1.0% (assumed)}",
                    "voeg toe growth: {vintage: cpb-2027-2033, jeugd: 1.0% (assumed)}"
                )
            );
        return new(
            section.Text("vintage", GrowthChoice.NoVintage),
            section.Choice("mode", Modes, GrowthMode.BottomUp),
            section.Rate("wmo"),
            section.Rate("jeugd"),
            section.Rate("other", Defaults.OtherSpread) ?? Defaults.Other,
            section.Whole("period-convention", 6, 7, 6)
        );
    }

    private static PriceChoice Prices(YamlSection? section) =>
        new(section?.Rate("relative") ?? Defaults.RelativePrice, section?.Rate("deflator") ?? Defaults.Deflator);

    private static StaffChoice Staff(YamlSection? section) =>
        Defaults.Staff with
        {
            ContractHours = section?.Amount("contract-hours") ?? Defaults.Staff.ContractHours,
            DirectTime = (section is null ? null : Share(section, "direct-time")) ?? Defaults.Staff.DirectTime,
        };

    private static UncertaintyChoice Uncertainty(YamlSection? section) =>
        new(
            section?.Choice("parameters", Switches, true) ?? true,
            section?.Rate("wijk-volatility", 0) ?? Defaults.WijkVolatility
        );

    /// <summary>A rate that must lie in (0, 1].</summary>
    private static Assumption? Share(YamlSection section, string key)
    {
        var share = section.Rate(key, 0);
        return share is null or { Low: > 0, High: <= 1 }
            ? share
            : throw section.Fault(
                key,
                new("a share outside 0% to 100%", "een aandeel buiten 0% tot 100%"),
                new("above 0% and at most 100%", "boven 0% en hoogstens 100%"),
                new($"write for example {key}: 90%", $"schrijf bijvoorbeeld {key}: 90%")
            );
    }

    private static Lever LeverOf(YamlNode node, string file)
    {
        var section = YamlSection.Of(node, file, ScenarioKeys.Lever);
        if (section.Find("lever") is null)
        {
            throw section.Missing("lever");
        }
        var factor = section.Fraction("factor");
        if (factor is < 0 or > 100)
        {
            throw section.Fault(
                "factor",
                new("a factor out of range", "een factor buiten bereik"),
                new("0% to 10000%", "0% tot 10000%"),
                new("100% changes nothing", "100% verandert niets")
            );
        }
        return new(
            section.Choice("lever", LeverKinds, LeverKind.TakeUp),
            section.Text("for", "all"),
            [.. section.Items("areas").Select(YamlSection.Show)],
            section.Whole("start", 2000, 2199),
            section.Whole("ramp-years", 1, 50, 1),
            section.Choice("ramp", Ramps, Ramp.Linear),
            new(factor - 1, factor - 1, factor - 1, "scenario", 1)
        );
    }
}
