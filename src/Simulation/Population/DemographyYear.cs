using System.Runtime.Intrinsics;
using Populatie.Analytics.Kernels;
using Populatie.Analytics.Population;
using Populatie.Analytics.Randomness;
using Populatie.Analytics.Records;
using Populatie.Simulation.Blocks;
using Populatie.Simulation.Steps;

namespace Populatie.Simulation.Population;

/// <summary>
/// One year of a buurt for eight replicates: all its ages at once. In the order die, move out, grow older, move in, be born:
/// who arrives has the age that a resident of the same cohort has. One instance per thread.
/// </summary>
/// <param name="flows">Told who died, moved out and moved in, where that is asked for.</param>
internal sealed class DemographyYear(Demography demography, DemographyFlows? flows = null)
{
    private const int Ages = AgeBands.AgeCount;
    private const int Lanes = Block8.Size;
    private const int Cells = PopulationTable.CellsPerBuurt;
    private static readonly int[] EveryCell = [.. Enumerable.Range(0, Cells)];
    private static readonly int[] EveryRow = [.. Enumerable.Range(0, CellRows.Most)];

    private readonly CellRows rows = new(EveryCell.Select(c => (uint)c).ToArray());
    private readonly BuurtMoves moves = new(demography.Moves);
    private readonly Memory<double> buffers = LineAligned.Memory<double>(5 * CellRows.Room);
    private readonly double[] dying = new double[CellRows.Most * ChanceLaw.Width];
    private readonly Memory<double> expected = LineAligned.Memory<double>(Cells * Lanes);
    private readonly Memory<double> nobody = LineAligned.Memory<double>(Cells * Lanes);

    /// <summary>Simulates a year.</summary>
    /// <param name="persons">Shape [Sex, Age, 8]: residents on its 1 January; becomes those on the next.</param>
    /// <param name="births">Shape [8]; set.</param>
    public void Advance(
        int buurt,
        int year,
        BlockDraws draws,
        DemographyWalks walks,
        Span<double> persons,
        Span<double> births
    )
    {
        var (step, wijk) = (year - demography.BaseYear, demography.Inputs.WijkOfBuurt[buurt]);
        var row = walks.Row(step, wijk);
        var raking = demography.Central.Factors;
        Span<double> girls = stackalloc double[Lanes];
        Span<double> boys = stackalloc double[Lanes];
        moves.Turn(buurt, raking.Leave(wijk, year));
        flows?.Clear();
        BeBorn(buurt, step, draws, walks.Fertility.AsSpan(row, Lanes), persons, births, boys);
        LaneSums.PutDifference(girls, births, boys);
        Expect(step, LaneSums.Load(walks.Arrivals.AsSpan(row)) * Vector512.Create(raking.Arrive(wijk, year)), persons);
        Depart(buurt, step, draws, LaneSums.Load(walks.Mortality.AsSpan(row)), persons);
        Arrive(buurt, step, draws, persons);
        GrowOlder(persons[..(Ages * Lanes)], girls);
        GrowOlder(persons[(Ages * Lanes)..], boys);
    }

    private void BeBorn(
        int buurt,
        int step,
        BlockDraws draws,
        ReadOnlySpan<double> fertility,
        ReadOnlySpan<double> persons,
        Span<double> births,
        Span<double> boys
    )
    {
        var rate = demography.Rates[step].Birth;
        Span<double> mean = stackalloc double[Lanes];
        Span<double> share = stackalloc double[Lanes];
        var sum = Vector512<double>.Zero;
        for (var age = NationalTables.FirstMotherAge; age <= NationalTables.LastMotherAge; age++)
        {
            sum += LaneSums.Load(persons[(age * Lanes)..]) * Vector512.Create(rate[age]);
        }
        (sum * LaneSums.Load(fertility)).CopyTo(mean);
        share.Fill(demography.Inputs.National.BoysPerBirth.Value);
        draws.Poisson(new((uint)buurt, (uint)step, DrawPurpose.Births), mean, births);
        draws.Binomial(new((uint)buurt, (uint)step, DrawPurpose.BirthSex), births, share, boys);
    }

    /// <summary>How many arrivals there may be, by those who live here as the year begins.</summary>
    private void Expect(int step, Vector512<double> factor, ReadOnlySpan<double> persons)
    {
        var replace = demography.Rates[step].Replace;
        var come = moves.Arrivals;
        var into = expected.Span;
        for (var cell = 0; cell < come.Length; cell++)
        {
            var present =
                (LaneSums.Load(persons[(cell * Lanes)..]) * Vector512.Create(replace[cell]))
                + Vector512.Create(come[cell]);
            LaneSums.Store(factor * present, into[(cell * Lanes)..]);
        }
    }

    /// <summary>Deaths take the first uniform of an address, departures of who is alive the second.</summary>
    private void Depart(int buurt, int step, BlockDraws draws, Vector512<double> mortality, Span<double> persons)
    {
        var death = demography.Rates[step].Death;
        var u = Buffer(0);
        var v = Buffer(1);
        var alive = Buffer(3);
        rows.Find(EveryCell, persons);
        while (rows.Next((uint)buurt << 8))
        {
            var cells = rows.Cells;
            var dead = Buffer(2)[..rows.Length];
            var gone = Buffer(4)[..rows.Length];
            draws.UniformRows(rows.Addresses, (uint)step, DrawPurpose.Deaths, u, v);
            for (var row = 0; row < cells.Length; row++)
            {
                var chance = Vector512.Min(mortality * Vector512.Create(death[cells[row]]), Vector512<double>.One);
                ChanceLaw.Write(chance, dying.AsSpan(row * ChanceLaw.Width, ChanceLaw.Width));
            }
            draws.BinomialRows(u, persons, cells, dying, EveryRow, ChanceLaw.Width, dead, []);
            for (var row = 0; row < cells.Length; row++)
            {
                LaneSums.Store(
                    LaneSums.Load(persons[(cells[row] * Lanes)..]) - LaneSums.Load(dead[(row * Lanes)..]),
                    alive[(row * Lanes)..]
                );
            }
            draws.BinomialRows(v, alive, [], moves.Laws, cells, ChanceLaw.Width, gone, []);
            for (var row = 0; row < rows.Count; row++)
            {
                LaneSums.Store(
                    LaneSums.Load(alive[(row * Lanes)..]) - LaneSums.Load(gone[(row * Lanes)..]),
                    persons[(cells[row] * Lanes)..]
                );
            }
            flows?.Depart(cells[..rows.Count], dead, gone);
        }
    }

    private void Arrive(int buurt, int step, BlockDraws draws, Span<double> persons)
    {
        draws.AtZero(expected.Span, nobody.Span);
        rows.Find(EveryCell, expected.Span);
        while (rows.Next((uint)buurt << 8))
        {
            var cells = rows.Cells;
            var came = Buffer(2)[..rows.Length];
            draws.UniformRows(rows.Addresses, (uint)step, DrawPurpose.InMigration, Buffer(0), Buffer(1));
            draws.PoissonRows(Buffer(0), expected.Span, nobody.Span, cells, came);
            for (var row = 0; row < rows.Count; row++)
            {
                var at = cells[row] * Lanes;
                LaneSums.Store(LaneSums.Load(persons[at..]) + LaneSums.Load(came[(row * Lanes)..]), persons[at..]);
            }
            flows?.Arrive(cells[..rows.Count], came);
        }
    }

    /// <summary>Who is left and who came is a year older; the oldest stay the oldest.</summary>
    /// <param name="persons">Shape [Age, 8], of one sex.</param>
    private static void GrowOlder(Span<double> persons, ReadOnlySpan<double> babies)
    {
        LaneSums.Add(persons[((Ages - 2) * Lanes)..], persons[((Ages - 1) * Lanes)..]);
        persons[..((Ages - 1) * Lanes)].CopyTo(persons[Lanes..]);
        babies.CopyTo(persons);
    }

    private Span<double> Buffer(int number) => buffers.Span.Slice(number * CellRows.Room, CellRows.Room);
}
