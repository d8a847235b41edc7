using System.Collections.Immutable;
using Populatie.Analytics.Randomness;

namespace Populatie.Simulation.Analysis.Sensitivity;

/// <summary>How a study is done.</summary>
/// <param name="Points">Rows of each sample; taken up to a multiple of 8. Powers of two fill the space best.</param>
/// <param name="Most">Groups of factors that are shown at most, the rest included.</param>
/// <param name="Chosen">Names of factors or groups to show; empty: those that do most.</param>
/// <param name="Seed">Of the chance; all other seeds follow from it.</param>
public sealed record SensitivitySettings(int Points, int Most, ImmutableArray<string> Chosen, ulong Seed)
{
    /// <summary>Draws of chance that a tornado averages over.</summary>
    public int TornadoRows { get; init; } = 16;
}

/// <summary>A group of factors and its part of the variance.</summary>
public sealed record GroupShare(FactorGroup Group, FactorIndices Indices);

/// <summary>What a figure hangs on.</summary>
/// <param name="Mean">Over everything uncertain.</param>
/// <param name="Sd">Likewise.</param>
/// <param name="Shares">Per group of factors.</param>
/// <param name="Chance">
/// Of the chance of events, as one more factor. Its total index is the part of the variance that would be left if every
/// parameter were known: the mean over parameters of the variance by chance (law of total variance).
/// </param>
/// <param name="Evaluations">Points at which the model was evaluated.</param>
public sealed record SensitivityAnswer(
    Tornado Tornado,
    double Mean,
    double Sd,
    ImmutableArray<GroupShare> Shares,
    FactorIndices Chance,
    int Points,
    int Evaluations
)
{
    /// <summary>The part of the variance that parameters stand for: what is left is chance.</summary>
    public Estimate Parameters => new(1 - Chance.Total.Value, 1 - Chance.Total.High, 1 - Chance.Total.Low);
}

/// <summary>
/// What a figure hangs on: first one factor at a time (tornado), then all at once (Sobol' indices). Chance takes part as a
/// factor of its own. Row j of a sample has its own chance j; the rows A and those with one factor of B have the same, so that
/// they differ by that factor alone; the rows B have other chance, so that what they have in common with the mixed rows is
/// that factor alone. A pure function of the model and the settings.
/// </summary>
public static class SensitivityStudy
{
    private const uint SeedPurpose = 0x50B03;

    public static SensitivityAnswer Run(
        IUncertainModel model,
        SensitivitySettings settings,
        CancellationToken cancellation = default
    )
    {
        var tornado = Tornado.Of(
            model,
            settings.TornadoRows,
            settings.Seed,
            SeedOf(settings.Seed, SeedUse.Tornado),
            cancellation
        );
        var groups = settings.Chosen.IsEmpty
            ? FactorGroups.Strongest(tornado, settings.Most)
            : FactorGroups.Chosen(model.Factors, settings.Chosen);
        var design = new Design(model.Factors, groups, settings);
        var values = model.Evaluate(design.Blocks(), cancellation);
        var sample = design.Read(values);
        var indices = SobolIndices.Of(sample, SeedOf(settings.Seed, SeedUse.Resampling));
        var (mean, variance) = SobolIndices.Spread(sample);
        return new(
            tornado,
            mean,
            Math.Sqrt(variance),
            [.. groups.Select((g, i) => new GroupShare(g, indices[i]))],
            indices[^1],
            design.Rows,
            values.Length + (settings.TornadoRows * (1 + tornado.Bars.Sum(b => b.Factor.Range is null ? 1 : 2)))
        );
    }

    private enum SeedUse : uint
    {
        Tornado,
        OtherChance,
        DrawnA,
        DrawnB,
        Points,
        Resampling,
    }

    private static ulong SeedOf(ulong seed, SeedUse use)
    {
        var (low, high, _, _) = Philox.Block(seed, (uint)use, 0, SeedPurpose, 0);
        return ((ulong)high << 32) | low;
    }

    /// <summary>The rows A, B, A with each group of B, and A with the chance of B; eight rows to a block.</summary>
    private sealed class Design
    {
        private readonly ImmutableArray<Factor> factors;
        private readonly ImmutableArray<FactorGroup> groups;
        private readonly ulong seed;
        private readonly int[] dimensionOf;
        private readonly int placed;
        private readonly SobolPoints? points;

        public Design(ImmutableArray<Factor> factors, ImmutableArray<FactorGroup> groups, SensitivitySettings settings)
        {
            (this.factors, this.groups, seed) = (factors, groups, settings.Seed);
            Rows = (settings.Points + PointBlock.Size - 1) / PointBlock.Size * PointBlock.Size;
            dimensionOf = new int[factors.Length];
            Array.Fill(dimensionOf, -1);
            // The even points go to the factors that are told apart; what is in the rest is drawn.
            foreach (var f in groups.Where(g => !g.IsRest).SelectMany(g => g.Factors))
            {
                if (factors[f].Range is not null && 2 * (placed + 1) <= SobolPoints.MostDimensions)
                {
                    dimensionOf[f] = placed++;
                }
            }
            points = placed > 0 ? new(2 * placed, SeedOf(seed, SeedUse.Points)) : null;
        }

        public int Rows { get; }

        public List<PointBlock> Blocks()
        {
            var blocks = new List<PointBlock>();
            var other = SeedOf(seed, SeedUse.OtherChance);
            for (var role = 0; role < groups.Length + 3; role++)
            {
                // A, B, one per group, chance.
                var chance = role == 1 || role == groups.Length + 2 ? other : seed;
                for (var row = 0; row < Rows; row += PointBlock.Size)
                {
                    blocks.Add(new(row, chance, Placements(role, row)));
                }
            }
            return blocks;
        }

        public SobolSample Read(double[] values)
        {
            ImmutableArray<double> Role(int role) => ImmutableArray.Create(values, role * Rows, Rows);
            return new(Role(0), Role(1), [.. Enumerable.Range(2, groups.Length + 1).Select(Role)]);
        }

        private ImmutableArray<Placement> Placements(int role, int row)
        {
            var fromB = new bool[factors.Length];
            if (role == 1)
            {
                Array.Fill(fromB, true);
            }
            else if (role >= 2 && role < groups.Length + 2)
            {
                foreach (var f in groups[role - 2].Factors)
                {
                    fromB[f] = true;
                }
            }
            return
            [
                .. Enumerable
                    .Range(0, factors.Length)
                    .Select(f =>
                        dimensionOf[f] < 0
                            ? Placement.Drawn(SeedOf(seed, fromB[f] ? SeedUse.DrawnB : SeedUse.DrawnA))
                            : Even(dimensionOf[f] + (fromB[f] ? placed : 0), row)
                    ),
            ];
        }

        private Placement Even(int dimension, int row)
        {
            var uniforms = new double[PointBlock.Size];
            for (var i = 0; i < uniforms.Length; i++)
            {
                uniforms[i] = points!.At(row + i, dimension);
            }
            return Placement.At([.. uniforms]);
        }
    }
}
