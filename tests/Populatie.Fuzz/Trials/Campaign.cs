using Populatie.Fuzz.Inputs;

namespace Populatie.Fuzz.Trials;

/// <summary>
/// The trial of one target: inputs are made, judged, and kept as seeds when they do something new. What comes out depends
/// on target and seed alone. Not thread-safe.
/// </summary>
internal sealed class Campaign
{
    private const int MostSeeds = 2048;
    private readonly Draws draws;
    private readonly Mutator mutator;
    private readonly List<byte[]> seeds = [];
    private readonly HashSet<long> behaviours = [];
    private readonly HashSet<string> kinds = new(StringComparer.Ordinal);

    public Campaign(Target target, ulong seed)
    {
        Target = target;
        draws = new(Draws.SeedOf(seed, target.Name));
        mutator = new(draws, target.Words.ToArray(), target.MostBytes);
    }

    public Target Target { get; }

    public long Executions { get; private set; }

    public TimeSpan Time { get; private set; }

    public int Behaviours => behaviours.Count;

    /// <summary>The first input for each way of failing.</summary>
    public List<(Finding Finding, byte[] Input)> Findings { get; } = [];

    /// <summary>Goes on for so many executions, or until told to stop.</summary>
    /// <param name="watch">Is told of each input before it is tried.</param>
    public void Run(long executions, Watch watch, Func<bool> enough)
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        if (Executions == 0)
        {
            foreach (var seed in SeedCorpus.Of(Target.Name).Select(s => s.Bytes).Concat(Target.Made()))
            {
                seeds.Add(seed);
                Try(seed, watch);
            }
            if (seeds.Count == 0)
            {
                seeds.Add([]);
            }
        }
        for (var i = 0L; i < executions && ((i & 15) != 0 || !enough()); i++)
        {
            Try(Next(), watch);
        }
        watch.Rest();
        Time += clock.Elapsed;
    }

    private byte[] Next()
    {
        var input = draws.OneIn(4) ? Target.Write(draws) : null;
        if (input is null || draws.OneIn(2))
        {
            input = Target.Mend(mutator.Mutate(input ?? Chosen(), Chosen()), draws);
        }
        return input;
    }

    /// <summary>Any seed, and half the time one of the newest.</summary>
    private byte[] Chosen() =>
        draws.OneIn(2) ? seeds[draws.Below(seeds.Count)] : seeds[^(1 + draws.Below(Math.Min(seeds.Count, 64)))];

    private void Try(byte[] input, Watch watch)
    {
        watch.Begin(Target, input);
        var outcome = Trial.Judge(Target, input);
        Executions++;
        if (behaviours.Add(outcome.Behaviour) && seeds.Count < MostSeeds)
        {
            seeds.Add(input);
        }
        if (outcome.Finding is { } finding && kinds.Add(finding.Kind))
        {
            Findings.Add((finding, input));
        }
    }
}
