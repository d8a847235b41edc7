using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using Populatie.Analytics.Evidence;
using Populatie.Analytics.Store;
using Populatie.Simulation.Figures;
using Populatie.Simulation.Grain;
using Populatie.Simulation.Projection;
using Populatie.Simulation.Scenarios;

namespace Populatie.Simulation.Runs;

/// <summary>What a run was made of: everything needed to make it again. Holds no time, no host, no thread count.</summary>
public sealed record RunCard
{
    /// <summary>Raised whenever the same inputs would give other numbers.</summary>
    public const int Engine = 14;

    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    public required string Id { get; init; }

    public required string Version { get; init; }

    public required int EngineVersion { get; init; }

    public required Scenario Scenario { get; init; }

    public required ulong Seed { get; init; }

    public required int Replicates { get; init; }

    public required bool KeepBuurten { get; init; }

    /// <summary>Left out at the finest grain.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ProjectionGrain Grain { get; init; }

    public required SortedDictionary<string, string> Digests { get; init; }

    /// <summary>All that was assumed, by name.</summary>
    public required SortedDictionary<string, Assumption> Assumptions { get; init; }

    /// <summary>Codes on the result axis, products first.</summary>
    public required string[] Axis { get; init; }

    public required string[] Levels { get; init; }

    public required string[] MeasureNames { get; init; }

    /// <summary>Sets of wijken joined by something shared; without capacities each wijk stands by itself.</summary>
    public required string CouplingSets { get; init; }

    /// <summary>What its request rates rest on; null when the fit does not tell.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RequestNote? Requests { get; init; }

    /// <summary>How much of the spread of requests comes from the years before; null when the fit does not tell.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public WalkNote? Walks { get; init; }

    public string ToJson() => JsonSerializer.Serialize(this, Options);

    public static RunCard FromJson(string json) =>
        JsonSerializer.Deserialize<RunCard>(json, Options) ?? throw new JsonException("an empty run card");

    /// <summary>The id that belongs to a card as it was written, by whichever release: what it says of itself aside.</summary>
    /// <exception cref="JsonException">It is not a card.</exception>
    public static string IdOf(string json)
    {
        var own = $"\"id\": \"{FromJson(json).Id}\"";
        var at = json.IndexOf(own, StringComparison.Ordinal);
        return at < 0
            ? ""
            : IdOfUnnamed(string.Concat(json.AsSpan(0, at), "\"id\": \"\"", json.AsSpan(at + own.Length)));
    }

    /// <summary>The card of the same run with another number of replicates.</summary>
    internal RunCard With(int replicates) => (this with { Id = "", Replicates = replicates }).Named();

    private RunCard Named() => this with { Id = IdOfUnnamed(ToJson()) };

    private static string IdOfUnnamed(string json)
    {
        using var digest = new Digest();
        return digest.Add("card", json).ToId();
    }

    internal static RunCard Of(ProjectionPlan plan, RunSettings settings, ResultAxis axis)
    {
        var inputs = plan.Inputs;
        var card = new RunCard
        {
            Id = "",
            Version = typeof(RunCard)
                .Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!
                .InformationalVersion,
            EngineVersion = Engine,
            // Which artefacts were meant is told by the digests; "latest" is no part of a run.
            Scenario = inputs.Scenario with
            {
                Base = new(inputs.Scenario.Base.Year, "", "", ""),
            },
            Seed = settings.Seed,
            Replicates = settings.Replicates,
            KeepBuurten = settings.KeepBuurten,
            Grain = inputs.Grain,
            Digests = new(
                inputs.Digests.ToDictionary(d => d.Key, d => d.Value, StringComparer.Ordinal),
                StringComparer.Ordinal
            ),
            Assumptions = AssumptionsOf(plan),
            Axis = [.. axis.Ordinals.Select(o => inputs.Fit.Products.Codes[o])],
            Levels =
            [
                .. inputs
                    .Fit.Areas.Levels.Where(l => l != Analytics.Areas.AreaLevel.Buurt || settings.KeepBuurten)
                    .Select(l => Analytics.Areas.AreaLevels.ToName(l)),
            ],
            MeasureNames = [.. Measures.Of(inputs.Scenario).Select(m => m.Name)],
            Requests = RequestNote.Of(inputs.Fit),
            Walks = WalkNote.Of(inputs),
            CouplingSets = Capacity.CouplingSets.Of([.. plan.Eras]).Describe(inputs.Fit),
        };
        return card.Named();
    }

    private static SortedDictionary<string, Assumption> AssumptionsOf(ProjectionPlan plan)
    {
        var (inputs, scenario) = (plan.Inputs, plan.Inputs.Scenario);
        var all = new SortedDictionary<string, Assumption>(StringComparer.Ordinal)
        {
            ["growth.other"] = scenario.Growth.Other,
            ["prices.relative"] = scenario.Prices.Relative,
            ["prices.deflator"] = scenario.Prices.Deflator,
            ["staff.contract-hours"] = scenario.Staff.ContractHours,
            ["staff.direct-time"] = scenario.Staff.DirectTime,
            ["staff.absence"] = scenario.Staff.Absence,
        };
        void Add(IEnumerable<(string Name, Assumption Assumption)> more)
        {
            foreach (var (name, assumption) in more)
            {
                all[name] = assumption;
            }
        }

        Add(FittedDynamics.Of(inputs));
        Add(plan.Levers.Assumptions);
        Add(plan.Unmet.Assumptions);
        Add(inputs.Residents.Assumptions.Select(r => (r.Key, r.Value)));
        if (!scenario.Capacity.IsUnlimited)
        {
            Add(OfScarcity(scenario));
            Add(Capacity.FittedSupply.Of(scenario, inputs.Fit));
        }
        foreach (var path in inputs.Paths)
        {
            foreach (var step in path.Steps)
            {
                var kind = step.Published ? "published" : "assumed";
                all[$"growth.{path.Act.ToString().ToLowerInvariant()}.{step.Year}.{kind}"] = step.Rate;
            }
        }
        return all;
    }

    private static IEnumerable<(string Name, Assumption Assumption)> OfScarcity(Scenario scenario)
    {
        var (staff, space, access, queue) = (scenario.Staff, scenario.Space, scenario.Access, scenario.Queue);
        return
        [
            ("staff.reserve", staff.Reserve),
            ("staff.attrition", staff.Attrition),
            ("staff.fill", staff.Fill),
            ("space.reserve", space.Reserve),
            ("space.growth", space.Growth),
            ("space.dwellings", space.Dwellings),
            ("access.intake-hours", access.IntakeHours),
            ("access.past-team.wmo", access.PastTeamWmo),
            ("access.past-team.jeugd", access.PastTeamJeugd),
            ("queue.safety.wmo", queue.SafetyWmo),
            ("queue.safety.jeugd", queue.SafetyJeugd),
            ("queue.urgent", queue.Urgent),
            ("queue.norm.wmo.decision", queue.NormWmo.Decision),
            ("queue.norm.wmo.start", queue.NormWmo.Start),
            ("queue.norm.jeugd.decision", queue.NormJeugd.Decision),
            ("queue.norm.jeugd.start", queue.NormJeugd.Start),
        ];
    }
}
