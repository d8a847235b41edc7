namespace Populatie.Simulation.Tests.Reference;

/// <summary>
/// Oracle: one step of one cell, one person after another, each outcome drawn by itself. No counts, no laws of what
/// did not happen before: plain shares of who ends up where.
/// </summary>
internal sealed class NaiveCellStep(Random random)
{
    /// <summary>Where one ends up at the end of the step; what is left is death or move.</summary>
    internal readonly record struct Shares(double Phase1, double Phase2, double Ended);

    internal sealed record Cell
    {
        public int Open1 { get; set; }

        public int Open2 { get; set; }

        public int Pool { get; set; }

        public int Requests { get; set; }

        public int Ended { get; set; }

        public int Left { get; set; }

        public int Others { get; set; }
    }

    public required double Mean { get; init; }

    public required Shares FromPhase1 { get; init; }

    public required Shares FromPhase2 { get; init; }

    public required Shares Entrant { get; init; }

    public required double ComeBack { get; init; }

    public required double Expire { get; init; }

    public required double Step { get; init; }

    public required double Wlz { get; init; }

    /// <summary>Everyone who asks begins at once.</summary>
    public Cell Run(int open1, int open2, int pool)
    {
        var cell = new Cell();
        for (var t = Wait(); t < Mean; t += Wait())
        {
            cell.Requests++;
        }
        for (var i = 0; i < open1; i++)
        {
            Place(cell, FromPhase1);
        }
        for (var i = 0; i < open2; i++)
        {
            Place(cell, FromPhase2);
        }
        for (var i = 0; i < pool; i++)
        {
            var chance = random.NextDouble();
            cell.Requests += chance < ComeBack ? 1 : 0;
            cell.Pool += chance >= ComeBack + Expire ? 1 : 0;
        }
        for (var i = 0; i < cell.Requests; i++)
        {
            Place(cell, Entrant);
        }
        return cell;
    }

    private void Place(Cell cell, Shares to)
    {
        var chance = random.NextDouble();
        if (chance < to.Phase1)
        {
            cell.Open1++;
        }
        else if (chance < to.Phase1 + to.Phase2)
        {
            cell.Open2++;
        }
        else if (chance < to.Phase1 + to.Phase2 + to.Ended)
        {
            cell.Ended++;
            var reason = random.NextDouble();
            cell.Others += reason < Step + Wlz ? 1 : 0;
            cell.Pool += reason >= Step + Wlz ? 1 : 0;
        }
        else
        {
            cell.Left++;
        }
    }

    private double Wait() => -Math.Log(1 - random.NextDouble());
}
