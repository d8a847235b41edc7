using System.CommandLine;
using Populatie.Cli.Shell;
using Populatie.Simulation.Analysis.Precision;
using Populatie.Simulation.Grain;
using Populatie.Simulation.Projection;
using Populatie.Simulation.Runs;

namespace Populatie.Cli.Commands;

/// <summary>What <c>populatie project</c> can be told.</summary>
internal sealed class ProjectOptions(Session session)
{
    private readonly Argument<string[]> files = new("scenario")
    {
        Arity = ArgumentArity.OneOrMore,
        HelpName = "SCENARIO.yaml",
        Description = session.Say(
            "One or more scenarios; - reads from standard input",
            "Eén of meer scenario's; - leest van standaardinvoer"
        ),
    };

    private readonly Option<int> replicates = new("--replicates")
    {
        HelpName = "R",
        DefaultValueFactory = _ => RunSettings.DefaultReplicates,
        Description = session.Say(
            "How many possible futures to draw (default 200)",
            "Hoeveel mogelijke toekomsten te trekken (standaard 200)"
        ),
    };

    private readonly Option<string?> precision = new("--precision")
    {
        HelpName = session.Say("\"MEASURE YEAR SIZE\"", "\"MAAT JAAR GROOTTE\""),
        Description = session.Say(
            "Go on until a mean is known so well: \"cost 2035 1%\" is a standard error of 1% of the mean; also "
                + "\"waiting Wmo 2030 50\" or \"cost 2035 EUR 2 mln\". --replicates then is the most (default 4,000)",
            "Ga door tot een gemiddelde zo goed bekend is: \"kosten 2035 1%\" is een standaardfout van 1% van het gemiddelde; "
                + "ook \"waiting Wmo 2030 50\" of \"kosten 2035 EUR 2 mln\". --replicates is dan het hoogste aantal (standaard 4.000)"
        ),
    };

    private readonly Option<ulong> seed = new("--seed")
    {
        HelpName = "S",
        DefaultValueFactory = _ => 1,
        Description = session.Say(
            "Names the chance: the same seed gives the same run (default 1)",
            "Benoemt het toeval: dezelfde seed geeft dezelfde projectie (standaard 1)"
        ),
    };

    private readonly Option<string?> levels = new("--levels")
    {
        HelpName = "buurt|wijk",
        Description = session.Say(
            "Keep results down to this level (default buurt, or wijk above 500 buurten)",
            "Bewaar uitkomsten tot dit niveau (standaard buurt, of wijk boven 500 buurten)"
        ),
    };

    private readonly Option<string> grain = new("--grain")
    {
        HelpName = "buurt|wijk",
        DefaultValueFactory = _ => "buurt",
        Description = session.Say(
            "Smallest unit to reckon with (default buurt); wijk answers many times sooner, with the same totals "
                + "within chance",
            "Kleinste eenheid om mee te rekenen (standaard buurt); wijk antwoordt vele malen eerder, met dezelfde "
                + "totalen binnen het toeval"
        ),
    };

    private readonly Option<string?> shard = new("--shard")
    {
        HelpName = "I/N",
        Description = session.Say(
            "Make only share I of N (from 1) and keep it in parts; populatie merge makes the run of all shares",
            "Maak alleen deel I van N (vanaf 1) en bewaar het in parts; populatie merge maakt de projectie uit alle delen"
        ),
    };

    private readonly Option<int?> only = new("--only-replicate")
    {
        HelpName = "K",
        Description = session.Say(
            "Make future K of R (from 1) by itself and print its values; nothing is kept. "
                + "--levels also prints wijken or buurten",
            "Maak alleen toekomst K van R (vanaf 1) en toon de waarden; er wordt niets bewaard. "
                + "Met --levels ook wijken of buurten"
        ),
    };

    private readonly Option<bool> resume = new("--resume")
    {
        Description = session.Say(
            "Go on from what was kept when the same command was interrupted",
            "Ga verder met wat er bewaard is toen dezelfde opdracht werd onderbroken"
        ),
    };

    private readonly Option<bool> plan = new("--plan")
    {
        Description = session.Say(
            "Only check the scenario, make a fit that is missing, and print the id that the run will have",
            "Controleer alleen het scenario, maak een ontbrekende schatting en toon het id dat de projectie krijgt"
        ),
    };

    private readonly Option<string?> expect = new("--expect")
    {
        HelpName = session.Say("RUN", "PROJECTIE"),
        Description = session.Say(
            "Go on only if it makes this run: guards shards against a base that changed in the meantime",
            "Ga alleen door als het deze projectie wordt: behoedt delen voor een basis die intussen veranderde"
        ),
    };

    private readonly Option<int> threads = CommonOptions.Threads(session);

    private readonly Option<bool> json = CommonOptions.Json(session);

    private readonly Option<string?> workspace = CommonOptions.Workspace(session);

    /// <summary>Declares them, in the order of the help.</summary>
    public void AddTo(Command command)
    {
        command.Add(files);
        Option[] all =
        [
            replicates,
            precision,
            seed,
            levels,
            grain,
            shard,
            only,
            resume,
            plan,
            expect,
            threads,
            json,
            workspace,
        ];
        Array.ForEach(all, command.Add);
    }

    /// <exception cref="Analytics.Faults.UsageException">A value that is none, or options that do not go together.</exception>
    public ProjectRequest Read(ParseResult parsed)
    {
        var aim = parsed.GetValue(precision) is { } text ? PrecisionTarget.Parse(text) : null;
        var isGiven = parsed.GetResult(replicates) is { Implicit: false };
        var request = new ProjectRequest
        {
            Files = parsed.GetValue(files)!,
            Replicates = aim is not null && !isGiven ? ReplicateGrid.DefaultMost : parsed.GetValue(replicates),
            Aim = aim,
            Seed = parsed.GetValue(seed),
            Levels = parsed.GetValue(levels),
            Grain = ProjectionGrains.Parse(parsed.GetValue(grain)!),
            Share = ProjectRequest.ShardOf(parsed.GetValue(shard)),
            Only = parsed.GetValue(only),
            Resume = parsed.GetValue(resume),
            IsPlan = parsed.GetValue(plan),
            Expect = parsed.GetValue(expect),
            Threads = parsed.GetValue(threads),
            Json = parsed.GetValue(json),
            Workspace = parsed.GetValue(workspace),
        };
        request.Check();
        return request;
    }
}
