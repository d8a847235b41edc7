namespace Populatie.Analytics.Need.Dynamics;

/// <summary>
/// How widely yearly changes spread, by size: variance = (level² + slope ÷ clients) × a law with heavy tails. Learnt from
/// changes of many sizes, with a belief that counts as some changes more.
/// </summary>
/// <param name="Level">Standard deviation of the largest.</param>
/// <param name="Slope">Variance times clients of the smallest.</param>
/// <param name="Shape">The law, of which this is the variance.</param>
/// <param name="Seen">Changes that it was learnt from.</param>
public sealed record SizeSpread(double Level, double Slope, ScaleMixture Shape, int Seen)
{
    private const double SmallestLevel = 0.005;

    /// <summary>Variance of a yearly change at a size; of logarithms.</summary>
    public double Variance(double clients) => (Level * Level) + (Slope / Math.Max(1, clients));

    /// <param name="changes">Yearly changes and the clients that they are of, &gt; 0.</param>
    /// <param name="bounds">Changes of like size are taken together: lower bounds of their clients.</param>
    /// <param name="believed">Level and slope that are believed in, the sizes at which, and how many changes that is worth.</param>
    /// <param name="passing">Variance by size that is in the changes and not sought.</param>
    public static SizeSpread Learn(
        IReadOnlyList<(double Change, double Clients)> changes,
        IReadOnlyList<double> bounds,
        Belief believed,
        Func<double, double> passing
    )
    {
        var line = new WeightedLine();
        var belief = new SizeSpread(believed.Level, believed.Slope, believed.Shape, 0);
        foreach (var clients in believed.Sizes)
        {
            var total = belief.Variance(clients) + passing(clients);
            line.Add(1 / clients, belief.Variance(clients), believed.Weight / believed.Sizes.Count / (total * total));
        }
        for (var size = 0; size < bounds.Count; size++)
        {
            var high = size + 1 < bounds.Count ? bounds[size + 1] : double.MaxValue;
            var members = changes.Where(c => c.Clients >= bounds[size] && c.Clients < high).ToArray();
            if (members.Length > 0)
            {
                // The mean of 1 ÷ clients, since that is what enters.
                var clients = members.Length / members.Sum(c => 1 / c.Clients);
                var expected = Math.Sqrt(belief.Variance(clients) + passing(clients));
                var spread = believed.Shape.Spread([.. members.Select(c => c.Change)], expected, 1);
                var total = spread * spread;
                line.Add(1 / clients, total - passing(clients), members.Length / (total * total));
            }
        }
        var slope = Math.Max(0, line.Slope);
        var level = Math.Sqrt(Math.Max(SmallestLevel * SmallestLevel, line.At(0, slope)));
        var first = new SizeSpread(level, slope, believed.Shape, changes.Count);
        double[] standard =
        [
            .. changes.Select(c => c.Change / Math.Sqrt(first.Variance(c.Clients) + passing(c.Clients))),
        ];
        var (stretch, shape) = believed.Shape.Fit(standard, 1, believed.Weight);
        return first with { Level = level * stretch, Slope = slope * stretch * stretch, Shape = shape };
    }

    /// <summary>What is believed before any change is seen.</summary>
    /// <param name="Sizes">Clients at which it is stated.</param>
    /// <param name="Weight">How many changes it is worth.</param>
    public sealed record Belief(
        double Level,
        double Slope,
        IReadOnlyList<double> Sizes,
        double Weight,
        ScaleMixture Shape
    );

    /// <summary>Sums for a straight line by weighted least squares.</summary>
    private sealed class WeightedLine
    {
        private double weight;
        private double x;
        private double xx;
        private double y;
        private double xy;

        public double Slope => ((weight * xy) - (x * y)) / ((weight * xx) - (x * x));

        public void Add(double at, double value, double by)
        {
            weight += by;
            x += by * at;
            xx += by * at * at;
            y += by * value;
            xy += by * at * value;
        }

        /// <summary>Height of the line through the middle of all with a given slope.</summary>
        public double At(double at, double slope) => (y / weight) + (slope * (at - (x / weight)));
    }
}
