namespace Populatie.Benchmarks;

/// <summary>Our way of doing something beside other ways of doing the same, in one run.</summary>
/// <param name="Name">What is done, with its parameters.</param>
/// <param name="Unit">Of every figure of the contest, such as M/s or MB.</param>
/// <param name="Rivals">May be empty: then ours stands alone, as with memory.</param>
internal sealed record Contest(string Name, string Unit, Clocked Ours, params Rival[] Rivals)
{
    /// <summary>A bound that the machine sets, in the same unit; ours is also shown as a share of it.</summary>
    public Clocked? Limit { get; init; }

    /// <summary>Seconds and megabytes: the smaller the better.</summary>
    public bool LowerIsBetter { get; init; }
}

/// <param name="Work">Null where the rival is not installed: its row is kept, and empty.</param>
internal sealed record Rival(string Name, Clocked? Work);

/// <summary>A page of contests: <c>./bench.sh NAME</c>, and the table <c>benchmarks/results/NAME.md</c>.</summary>
/// <param name="About">What is compared and what is unfair about it; Markdown, stands above the table.</param>
internal sealed record Bench(string Name, string About, Func<IEnumerable<Contest>> Contests);
