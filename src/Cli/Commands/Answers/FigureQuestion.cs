using System.CommandLine;
using Populatie.Analytics.Areas;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Kernels;
using Populatie.Analytics.Store;
using Populatie.Cli.Shell;
using Populatie.Simulation.Analysis.Points;
using Populatie.Simulation.Figures;
using Populatie.Simulation.Grain;
using Populatie.Simulation.Projection;
using Populatie.Simulation.Scenarios;

namespace Populatie.Cli.Commands.Answers;

/// <summary>The options of a question about one figure of a scenario, and what they come to.</summary>
internal sealed class FigureQuestion
{
    private readonly Session session;

    public FigureQuestion(Session session)
    {
        this.session = session;
        File = new("scenario")
        {
            HelpName = "SCENARIO.yaml",
            Description = session.Say(
                "A scenario: a file, or the name of a shipped one",
                "Een scenario: een bestand, of de naam van een meegeleverd"
            ),
        };
        Product = new("--product")
        {
            HelpName = "P",
            DefaultValueFactory = _ => "all",
            Description = session.Say(
                "A product code, track-1 to track-3, Wmo, Jeugd or all (default)",
                "Een productcode, track-1 tot track-3, Wmo, Jeugd of all (standaard)"
            ),
        };
        Level = new("--level")
        {
            HelpName = "L",
            DefaultValueFactory = _ => "gemeente",
            Description = session.Say(
                "Level of the area: gemeente (default), wijk or buurtteam; buurt with --grain buurt",
                "Niveau van het gebied: gemeente (standaard), wijk of buurtteam; buurt met --grain buurt"
            ),
        };
        Area = new("--area")
        {
            HelpName = "CODE",
            Description = session.Say(
                "One area, by code or name; without it: all areas together",
                "Eén gebied, met code of naam; zonder: alle gebieden samen"
            ),
        };
        Grain = new("--grain")
        {
            HelpName = "wijk|buurt",
            DefaultValueFactory = _ => "wijk",
            Description = session.Say(
                "Smallest unit to reckon with (default wijk: many times sooner, with the same totals within chance)",
                "Kleinste eenheid om mee te rekenen (standaard wijk: vele malen eerder, met dezelfde totalen binnen het toeval)"
            ),
        };
        Seed = new("--seed")
        {
            HelpName = "S",
            DefaultValueFactory = _ => 1,
            Description = session.Say(
                "Names the chance: the same seed gives the same answer (default 1)",
                "Benoemt het toeval: dezelfde seed geeft hetzelfde antwoord (standaard 1)"
            ),
        };
        Threads = CommonOptions.Threads(session);
        Json = CommonOptions.Json(session);
        Workspace = CommonOptions.Workspace(session);
    }

    public Argument<string> File { get; }

    public Option<string> Product { get; }

    public Option<string> Level { get; }

    public Option<string?> Area { get; }

    public Option<string> Grain { get; }

    public Option<ulong> Seed { get; }

    public Option<int> Threads { get; }

    public Option<bool> Json { get; }

    public Option<string?> Workspace { get; }

    /// <summary>The options that every such question ends with.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { Product, Level, Area, Grain, Seed, Threads, Json, Workspace })
        {
            command.Options.Add(option);
        }
    }

    /// <summary>The inputs of the projections, up to the year that is asked about: later years change nothing in it.</summary>
    /// <param name="scenario">As it was read.</param>
    public ProjectionInputs Gather(ParseResult parsed, Scenario scenario, int year)
    {
        if (year < scenario.FirstYear || year > scenario.Horizon)
        {
            throw new UsageException(
                new(
                    $"{year} is not projected by {scenario.Name}; choose {scenario.FirstYear} to {scenario.Horizon}",
                    $"{year} wordt door {scenario.Name} niet geprojecteerd; kies {scenario.FirstYear} tot en met {scenario.Horizon}"
                )
            );
        }
        Workspace space = session.ReadWorkspace(parsed.GetValue(Workspace));
        return ProjectCommand.Gather(
            session,
            space,
            scenario with
            {
                Horizon = year,
            },
            parsed.GetValue(File)!,
            ProjectionGrains.Parse(parsed.GetValue(Grain)!)
        );
    }

    public FigureChoice Choice(ParseResult parsed, Measure measure, int year)
    {
        var name = parsed.GetValue(Level)!;
        return AreaLevels.TryParse(name, out var level)
            ? new(measure, year, parsed.GetValue(Product)!, level, parsed.GetValue(Area))
            : throw new UsageException(
                new(
                    $"--level {name} is not known; choose gemeente, wijk, buurt or buurtteam",
                    $"--level {name} is onbekend; kies gemeente, wijk, buurt of buurtteam"
                )
            );
    }

    public PointSettings Points(ParseResult parsed) => new(parsed.GetValue(Threads), LaneChoice.Current);

    /// <summary>The area that is asked about, as people call it: its name, or that of the one gemeente there is.</summary>
    public static string AreaName(Session session, ProjectionInputs inputs, FigureChoice figure)
    {
        var areas = inputs.Fit.Areas.AreasAt(figure.Level).Where(a => !a.IsUnknown).ToList();
        var one =
            figure.Area is { } asked
                ? areas.Find(a =>
                    string.Equals(a.Code, asked, StringComparison.Ordinal)
                    || string.Equals(a.Name, asked, StringComparison.OrdinalIgnoreCase)
                )
            : areas.Count == 1 ? areas[0]
            : null;
        return one?.Name ?? session.Say($"all {areas.Count} areas together", $"alle {areas.Count} gebieden samen");
    }
}
