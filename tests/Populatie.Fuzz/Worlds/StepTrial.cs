using Populatie.Fuzz.Inputs;

namespace Populatie.Fuzz.Worlds;

/// <summary>
/// A step, the workspace in which it is tried again and again, and what it leaves there when nobody harms it: what a harmed
/// one is held against.
/// </summary>
internal sealed class StepTrial
{
    private readonly string before;
    private readonly string entriesBefore;
    private readonly string entriesAfter;
    private readonly string expected;

    /// <param name="world">Workspace in which all earlier steps were done; this one is done in it too.</param>
    /// <param name="folder">A folder of this trial's own, for what the workspace was before.</param>
    /// <param name="tried">The workspace to try the step in; made and removed here.</param>
    public StepTrial(Step step, string world, string folder, string tried, ulong seed)
    {
        (Step, Tried, Draws) = (step, tried, new(Draws.SeedOf(seed, step.Name)));
        before = Path.Combine(Directory.CreateDirectory(folder).FullName, "before");
        WorkspaceState.Copy(world, before);
        var said = Commands.Run([.. step.Command, "--workspace", world]);
        if (said.Exit != 0)
        {
            throw new InvalidOperationException($"{step.Name} fails unharmed: {said.Errors}");
        }
        (expected, entriesBefore, entriesAfter) = (
            said.Id,
            WorkspaceState.Entries(before),
            WorkspaceState.Entries(world)
        );
    }

    public Step Step { get; }

    public string Tried { get; }

    public Draws Draws { get; }

    /// <summary>Makes the tried workspace, or another, what it was before the step.</summary>
    public void Restore(string? workspace = null) => WorkspaceState.Copy(before, workspace ?? Tried);

    public bool IsAsBefore => Same(WorkspaceState.Entries(Tried), entriesBefore);

    public bool IsAsAfter => Same(WorkspaceState.Entries(Tried), entriesAfter);

    /// <summary>
    /// Whether nothing is gone and all that is new is what the step makes: one that makes several artefacts may have come
    /// halfway, since each of them stands on its own.
    /// </summary>
    public bool IsBetween
    {
        get
        {
            var left = WorkspaceState.Entries(Tried).Split('\n');
            return !entriesBefore.Split('\n').Except(left, StringComparer.Ordinal).Any()
                && !left.Except(entriesAfter.Split('\n'), StringComparer.Ordinal).Any();
        }
    }

    public bool IsExpected(Said said) => Same(said.Id, expected);

    public string Strayed(Said said) => $"it made '{said.Id}', not '{expected}'";

    public string Strange() => $"not as before, nor as after, nor between:\n{WorkspaceState.Entries(Tried)}";

    /// <summary>Opens what is left, and gives the step again.</summary>
    /// <returns>What is not whole, or differs from what the step leaves unharmed; null when nothing does.</returns>
    public string? FaultOfAnother()
    {
        if (WorkspaceState.Fault(Tried) is { } broken)
        {
            return broken;
        }
        var said = Commands.Run([.. Step.Command, "--workspace", Tried]);
        if (said.Exit != 0 || !IsExpected(said))
        {
            return $"given again it ended with {said.Exit} and '{said.Id}', not '{expected}': {said.Errors}";
        }
        return IsAsAfter
            ? WorkspaceState.Fault(Tried)
            : $"given again it left something else:\n{WorkspaceState.Entries(Tried)}";
    }

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.Ordinal);
}
