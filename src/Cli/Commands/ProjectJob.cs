using Populatie.Analytics.Faults;
using Populatie.Analytics.Store;
using Populatie.Cli.Commands.Answers;
using Populatie.Cli.Shell;
using Populatie.Simulation.Analysis.Precision;
using Populatie.Simulation.Projection;
using Populatie.Simulation.Runs;
using Populatie.Simulation.Store;

namespace Populatie.Cli.Commands;

/// <summary>Makes one run or one shard of it: from the beginning or from where it was, until it is done or interrupted.</summary>
internal sealed class ProjectJob(Session session, Workspace workspace, ProjectionInputs inputs, RunSettings settings)
{
    /// <summary>After an interruption blocks under way may end; longer than this nobody waits. Below the grace of CommandTree.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(8);

    /// <summary>The share that is made and kept as a part; null for all of it, kept as a run.</summary>
    public Shard? Part { get; init; }

    private Shard Shard => Part ?? Shard.Whole;

    public bool Resume { get; init; }

    /// <summary>Goes on until this is met, and makes at most the replicates of the settings; null: makes them all.</summary>
    public PrecisionTarget? Aim { get; init; }

    /// <returns>The id of the run, or the name of the part.</returns>
    /// <exception cref="InterruptedException">A person ended it; the text says what is kept.</exception>
    public string Run(CancellationToken cancellation)
    {
        if (Aim is not null)
        {
            return RunTo(Aim, cancellation);
        }
        var range = Shard.RangeIn(settings.Replicates);
        var empty = MonteCarlo.Empty(inputs, settings, range);
        var run = empty.Card.Id;
        if (Resume && Finished(run) is { } there)
        {
            return there;
        }
        var begun = Begun(run, empty) ?? empty;
        using var progress = new RunProgressLine(session);
        var watch = new ProjectWatch(workspace, Shard, begun, progress);
        using var abort = new CancellationTokenSource();
        using var interrupted = cancellation.Register(() => abort.CancelAfter(Grace));
        try
        {
            var part = MonteCarlo.Run(inputs, settings, range, begun, watch, cancellation, abort.Token);
            return Keep(part);
        }
        catch (OperationCanceledException stopped)
        {
            throw new InterruptedException(Told(watch.Kept, range), stopped);
        }
    }

    /// <summary>The same, in rounds of which each is a run of its own until it turns out to be too short.</summary>
    private string RunTo(PrecisionTarget aim, CancellationToken cancellation)
    {
        aim.Check(inputs);
        var most = settings.Replicates;
        var part = (Resume ? BegunRound(most) : null) ?? PrecisionRun.Begin(inputs, settings, most);
        using var progress = new RunProgressLine(session, aim, most);
        var watch = new ProjectWatch(workspace, Shard, part, progress);
        var run = part.Card.Id;
        using var abort = new CancellationTokenSource();
        using var interrupted = cancellation.Register(() => abort.CancelAfter(Grace));
        try
        {
            var (made, reading) = PrecisionRun.Run(
                part,
                aim,
                most,
                watch,
                (next, _) =>
                {
                    // What was kept goes on under the name of the longer run: at no moment would a killed process lose it.
                    if (watch.Kept > 0)
                    {
                        PartStore.Save(workspace, next, Shard);
                        watch.Kept = next.Replicates.Count;
                    }
                    PartStore.RemoveUnfinished(workspace, run, Shard, next.Replicates.Count);
                    run = next.Card.Id;
                },
                cancellation,
                abort.Token
            );
            var id = Keep(made);
            var ended = PrecisionText.Ended(session, aim, reading);
            session.Note(ended.English, ended.Dutch);
            return id;
        }
        catch (OperationCanceledException stopped)
        {
            throw new InterruptedException(Told(watch.Kept, new(0, most)), stopped);
        }
    }

    /// <summary>The longest round of which something was kept.</summary>
    private ProjectionPart? BegunRound(int most)
    {
        foreach (var count in ReplicateGrid.Counts(most).Reverse())
        {
            var empty = PrecisionRun.Round(inputs, settings, count);
            if (PartStore.Of(workspace, empty.Card.Id, Shard).Any(p => !p.IsFinished))
            {
                return Begun(empty.Card.Id, empty);
            }
        }
        session.Note(
            "nothing was kept of this run: from the beginning",
            "van deze projectie was niets bewaard: vanaf het begin"
        );
        return null;
    }

    private string Keep(ProjectionPart part)
    {
        if (Part is not null)
        {
            return PartStore.Save(workspace, part, Shard);
        }
        var run = RunStore.Save(workspace, part.ToResult());
        PartStore.RemoveUnfinished(workspace, run, Shard, part.Replicates.Count);
        return run;
    }

    private string? Finished(string run)
    {
        var name = Part is null ? run : PartStore.Of(workspace, run, Shard).LastOrDefault(p => p.IsFinished)?.Name;
        var isThere = name is not null && (Part is not null || workspace.Has(ArtefactKind.Run, run));
        if (isThere)
        {
            session.Note($"{name} is finished already", $"{name} is al klaar");
        }
        return isThere ? name : null;
    }

    /// <summary>What was kept of it before, to go on from; null for nothing.</summary>
    private ProjectionPart? Begun(string run, ProjectionPart empty)
    {
        var kept = PartStore.Of(workspace, run, Shard).LastOrDefault(p => !p.IsFinished);
        if (kept is null)
        {
            if (Resume)
            {
                session.Note(
                    "nothing was kept of this run: from the beginning",
                    "van deze projectie was niets bewaard: vanaf het begin"
                );
            }
            return null;
        }
        var count = session.Count(kept.Replicates.Count);
        if (!Resume)
        {
            session.Note(
                $"{count} futures of this run are kept; with --resume it goes on from them",
                $"{count} toekomsten van deze projectie zijn bewaard; met --resume gaat zij daarvandaan verder"
            );
            return null;
        }
        session.Note($"going on after {count} futures", $"verder na {count} toekomsten");
        return PartStore.Restore(kept, empty);
    }

    private Bilingual Told(int kept, ReplicateRange range) =>
        kept == 0
            ? new(
                "interrupted before any futures were finished; nothing is kept",
                "onderbroken voordat er toekomsten klaar waren; er is niets bewaard"
            )
            : new(
                $"interrupted; {session.Count(kept)} of {session.Count(range.Count)} futures are kept: "
                    + "give the same command with --resume to go on",
                $"onderbroken; {session.Count(kept)} van {session.Count(range.Count)} toekomsten zijn bewaard: "
                    + "geef dezelfde opdracht met --resume om verder te gaan"
            );
}
