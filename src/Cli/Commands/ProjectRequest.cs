using System.Globalization;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Kernels;
using Populatie.Simulation.Grain;
using Populatie.Simulation.Projection;
using Populatie.Simulation.Runs;

namespace Populatie.Cli.Commands;

/// <summary>What a user asks of <c>populatie project</c>.</summary>
internal sealed record ProjectRequest
{
    public required IReadOnlyList<string> Files { get; init; }

    /// <summary>How many futures; with <see cref="Aim"/> at most so many.</summary>
    public required int Replicates { get; init; }

    /// <summary>Go on until a mean is known so well; null: draw all futures.</summary>
    public PrecisionTarget? Aim { get; init; }

    public required ulong Seed { get; init; }

    public string? Levels { get; init; }

    public required ProjectionGrain Grain { get; init; }

    public Shard? Share { get; init; }

    /// <summary>The one future to make, from 1.</summary>
    public int? Only { get; init; }

    public bool Resume { get; init; }

    public bool IsPlan { get; init; }

    /// <summary>Begins the id of the run that it should become.</summary>
    public string? Expect { get; init; }

    public required int Threads { get; init; }

    public bool Json { get; init; }

    public string? Workspace { get; init; }

    public RunSettings SettingsFor(ProjectionInputs inputs) =>
        new(Replicates, Seed, KeepBuurten(inputs), Threads, LaneChoice.Current);

    /// <summary>Options that each are right and do not go together, or lie out of range.</summary>
    public void Check()
    {
        if (Replicates is < 1 or > RunSettings.MostReplicates)
        {
            throw new UsageException(
                new(
                    $"--replicates {Replicates} is out of range; choose 1 to {RunSettings.MostReplicates}",
                    $"--replicates {Replicates} valt buiten het bereik; kies 1 tot {RunSettings.MostReplicates}"
                )
            );
        }
        if (Only is < 1 || Only > Replicates)
        {
            throw new UsageException(
                new(
                    $"--only-replicate {Only} is out of range; choose 1 to {Replicates}",
                    $"--only-replicate {Only} valt buiten het bereik; kies 1 tot {Replicates}"
                )
            );
        }
        if (Only is not null && (Share is not null || Resume))
        {
            throw new UsageException(
                new(
                    "--only-replicate makes one future and keeps nothing; leave out --shard and --resume",
                    "--only-replicate maakt één toekomst en bewaart niets; laat --shard en --resume weg"
                )
            );
        }
        if (Aim is not null && (Share is not null || Only is not null))
        {
            throw new UsageException(
                new(
                    "--precision needs all futures in one place; leave out --shard and --only-replicate",
                    "--precision heeft alle toekomsten op één plaats nodig; laat --shard en --only-replicate weg"
                )
            );
        }
    }

    /// <summary>Whether results go down to buurten.</summary>
    public bool KeepBuurten(ProjectionInputs inputs) =>
        Levels switch
        {
            null => RunSettings.KeepsBuurten(inputs),
            "buurt" when inputs.Grain == ProjectionGrain.Wijk => throw new UsageException(
                new(
                    "--levels buurt cannot go with --grain wijk, which knows no buurten",
                    "--levels buurt gaat niet samen met --grain wijk, dat geen buurten kent"
                )
            ),
            "buurt" => true,
            "wijk" => false,
            _ => throw new UsageException(
                new(
                    $"--levels {Levels} is not known; choose buurt or wijk",
                    $"--levels {Levels} is onbekend; kies buurt of wijk"
                )
            ),
        };

    public static Shard? ShardOf(string? text)
    {
        if (text is null)
        {
            return null;
        }
        var parts = text.Split('/');
        return
            parts.Length == 2
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var of)
            && number >= 1
            && number <= of
            && of <= Shard.Most
            ? new Shard(number, of)
            : throw new UsageException(
                new(
                    $"--shard {text} is no share; write I/N with I from 1 to N, for example 2/8",
                    $"--shard {text} is geen deel; schrijf I/N met I van 1 tot en met N, bijvoorbeeld 2/8"
                )
            );
    }
}
