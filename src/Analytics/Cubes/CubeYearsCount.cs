namespace Populatie.Analytics.Cubes;

/// <summary>Sums the cells of a cube per leaf, product or total, and year: one pass over its rows. Use once.</summary>
internal sealed class CubeYearsCount
{
    private const long SixteenthsPerMonth = 487;
    private static readonly int Requests = At("requests");
    private static readonly int Clients = At("clients");
    private static readonly int Open = At("open");
    private static readonly int Begun = At("begun");
    private static readonly int Ended = At("ended");
    private static readonly int Minutes = At("minutes");
    private static readonly int Cost = At(CubeMeasure.Cost);
    private static readonly int Waiting = At("waiting");
    private static readonly int Dropped = At(CubeYears.Dropped);

    private readonly Cube cube;
    private readonly int axis;
    private readonly int years;
    private readonly int[] yearOf;
    private readonly bool[] closes;
    private readonly int[][] totals;
    private readonly long[] centsPerMonth;

    /// <summary>Of one leaf; shape [Product or total, Year, Measure].</summary>
    private readonly long[] leaf;

    private readonly List<int> keys = [];
    private readonly List<long>[] columns = [.. CubeYears.Measures.Select(_ => new List<long>())];

    public CubeYearsCount(Cube cube)
    {
        this.cube = cube;
        var (products, periods) = (cube.Axes.Products, cube.Axes.Periods);
        axis = products.Count;
        years = cube.Origin.LastYear - cube.Origin.FirstYear + 1;
        yearOf = [.. periods.Select(p => p.Year - cube.Origin.FirstYear)];
        // Periods ascend in time: the stocks of a year are those of its last one.
        closes =
        [
            .. periods.Select(
                (p, i) =>
                    p.Level == cube.Axes.Base
                    && (i + 1 == periods.Length || periods[i + 1].Level != p.Level || periods[i + 1].Year != p.Year)
            ),
        ];
        totals =
        [
            .. Enumerable
                .Range(0, products.ProductCount)
                .Select(p => Enumerable.Range(0, axis).Where(t => products.Contains(t, p)).ToArray()),
        ];
        centsPerMonth =
        [
            .. products.Products.Select(p => p.LumpSum ? (long)Math.Round(p.CentsPerClientMonth.Value) : 0),
        ];
        leaf = new long[axis * years * CubeYears.Measures.Count];
    }

    public CubeYears.Cells Count()
    {
        var (flows, clients, durations) = (0, 0, 0);
        for (var place = 0; place < cube.Axes.Areas.LeafCount; place++)
        {
            leaf.AsSpan().Clear();
            var (untilFlow, untilClient) = (End(cube.Flows, flows, place), End(cube.Clients, clients, place));
            var untilDuration = End(cube.Durations, durations, place);
            AddFlows(flows, untilFlow);
            AddClients(clients, untilClient);
            AddDropped(durations, untilDuration);
            (flows, clients, durations) = (untilFlow, untilClient, untilDuration);
            Keep(place);
        }
        return new([.. keys], [.. columns.Select(c => c.ToArray())]);
    }

    private static int At(string measure) => CubeYears.Measures.ToList().IndexOf(measure);

    private static int End(CubeTable table, int from, int place)
    {
        var rest = table.Keys[from..].BinarySearch((ulong)(place + 1) << 33);
        return from + (rest >= 0 ? rest : ~rest);
    }

    private void AddFlows(int from, int to)
    {
        var flows = cube.Flows;
        var keyBits = flows.Keys;
        var days = flows.Column("person_days");
        var cost = flows.Column(CubeMeasure.Cost);
        var requests = flows.Column("requests");
        var open = flows.Column("open");
        var begun = flows.Column("begun");
        var ended = flows.Column("ended");
        var minutes = flows.Column("minutes");
        var waiting = flows.Column("waiting");
        for (var row = from; row < to; row++)
        {
            var key = new CellKey(keyBits[row]);
            var year = yearOf[key.Period];
            // Rounded per cell, before anything is added up: only so do children add up to their parent.
            var cents = cost[row] != 0 ? cost[row] : days[row] * centsPerMonth[key.Product] * 16 / SixteenthsPerMonth;
            foreach (var product in totals[key.Product])
            {
                var cell = leaf.AsSpan(((product * years) + year) * CubeYears.Measures.Count, CubeYears.Measures.Count);
                cell[Requests] += requests[row];
                cell[Begun] += begun[row];
                cell[Ended] += ended[row];
                cell[Minutes] += minutes[row];
                cell[Cost] += cents;
                if (closes[key.Period])
                {
                    cell[Open] += open[row];
                    cell[Waiting] += waiting[row];
                }
            }
        }
    }

    private void AddClients(int from, int to)
    {
        var keyBits = cube.Clients.Keys;
        var counts = cube.Clients.Column("clients");
        for (var row = from; row < to; row++)
        {
            var key = new CellKey(keyBits[row]);
            if (cube.Axes.Periods[key.Period].Level == PeriodLevel.Year)
            {
                leaf[(((key.Product * years) + yearOf[key.Period]) * CubeYears.Measures.Count) + Clients] += counts[
                    row
                ];
            }
        }
    }

    private void AddDropped(int from, int to)
    {
        var keyBits = cube.Durations.Keys;
        var counts = cube.Durations.Column("dropped");
        for (var row = from; row < to; row++)
        {
            var key = new CellKey(keyBits[row]);
            if (counts[row] != 0 && key.Product < cube.Axes.Products.ProductCount)
            {
                var cell = (key.Product * years) + yearOf[key.Period];
                leaf[(cell * CubeYears.Measures.Count) + Dropped] += counts[row];
            }
        }
    }

    private void Keep(int place)
    {
        for (var cell = 0; cell < axis * years; cell++)
        {
            var values = leaf.AsSpan(cell * columns.Length, columns.Length);
            if (values.ContainsAnyExcept(0L))
            {
                keys.Add((place * axis * years) + cell);
                for (var m = 0; m < columns.Length; m++)
                {
                    columns[m].Add(values[m]);
                }
            }
        }
    }
}
