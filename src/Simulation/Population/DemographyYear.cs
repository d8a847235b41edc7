using Populatie.Analytics.Kernels;
using Populatie.Analytics.Population;
using Populatie.Analytics.Randomness;
using Populatie.Analytics.Records;
using Populatie.Simulation.Projection;
using Populatie.Simulation.Steps;

namespace Populatie.Simulation.Population;

/// <summary>
/// One year of a buurt for eight replicates: all its ages at once. In the order die, move out, grow older, move in, be born:
/// who arrives has the age that a resident of the same cohort has. One instance per thread.
/// </summary>
internal sealed class DemographyYear
{
    private const int Ages = AgeBands.AgeCount;
    private const int Lanes = Block8.Size;
    private const int Cells = PopulationTable.CellsPerBuurt;
    private static readonly int[] EveryCell = [.. Enumerable.Range(0, Cells)];
    private static readonly int[] EveryRow = [.. Enumerable.Range(0, CellRows.Most)];

    private readonly Demography demography;
    private readonly CellRows rows = new(EveryCell.Select(c => (uint)c).ToArray());
    private readonly Memory<double> buffers = LineAligned.Memory<double>(5 * CellRows.Room);
    private readonly double[] dying = new double[CellRows.Most * ChanceLaw.Width];
    private readonly double[] leaving = new double[CellRows.Most * ChanceLaw.Width];
    private readonly double[] expected = new double[Cells * Lanes];
    private readonly double[] nobody = new double[Cells * Lanes];

    public DemographyYear(Demography demography) => this.demography = demography;

    /// <summary>Who died, moved out and moved in in the year that was simulated last. Shape [Sex, Age, 8].</summary>
    public double[] Die { get; } = new double[Cells * Lanes];

    /// <inheritdoc cref="Die"/>
    public double[] MoveOut { get; } = new double[Cells * Lanes];

    /// <inheritdoc cref="Die"/>
    public double[] MoveIn { get; } = new double[Cells * Lanes];

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
        var step = year - demography.BaseYear;
        var factors = walks.Row(step, demography.Inputs.WijkOfBuurt[buurt]);
        Span<double> girls = stackalloc double[Lanes];
        Span<double> boys = stackalloc double[Lanes];
        BeBorn(buurt, step, draws, walks.Fertility.AsSpan(factors, Lanes), persons, births, boys);
        for (var lane = 0; lane < Lanes; lane++)
        {
            girls[lane] = births[lane] - boys[lane];
        }
        Depart(buurt, year, draws, walks.Mortality.AsSpan(factors, Lanes), persons);
        Arrive(buurt, year, draws, walks.Arrivals.AsSpan(factors, Lanes), persons);
        GrowOlder(persons[..(Ages * Lanes)], 0, girls);
        GrowOlder(persons[(Ages * Lanes)..], Ages * Lanes, boys);
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
        mean.Clear();
        for (var age = NationalTables.FirstMotherAge; age <= NationalTables.LastMotherAge; age++)
        {
            LaneSums.AddTimes(mean, persons[(age * Lanes)..], rate[age]);
        }
        LaneSums.Multiply(mean, fertility);
        share.Fill(demography.Inputs.National.BoysPerBirth.Value);
        draws.Poisson(new((uint)buurt, (uint)step, DrawPurpose.Births), mean, births);
        draws.Binomial(new((uint)buurt, (uint)step, DrawPurpose.BirthSex), births, share, boys);
    }

    /// <summary>Deaths take the first uniform of an address, departures of who is alive the second.</summary>
    private void Depart(
        int buurt,
        int year,
        BlockDraws draws,
        ReadOnlySpan<double> mortality,
        ReadOnlySpan<double> persons
    )
    {
        var step = year - demography.BaseYear;
        var death = demography.Rates[step].Death;
        var factor = demography.Central.Factors.Leave(demography.Inputs.WijkOfBuurt[buurt], year);
        Die.AsSpan().Clear();
        MoveOut.AsSpan().Clear();
        Span<double> chance = stackalloc double[Lanes];
        var (u, v) = (0, 1);
        rows.Find(EveryCell, persons, persons);
        while (rows.Next((uint)buurt << 8))
        {
            draws.UniformRows(rows.Addresses, (uint)step, DrawPurpose.Deaths, Buffer(u), Buffer(v));
            for (var row = 0; row < rows.Cells.Length; row++)
            {
                var cell = rows.Cells[row];
                for (var lane = 0; lane < Lanes; lane++)
                {
                    chance[lane] = Math.Min(1, mortality[lane] * death[cell]);
                }
                ChanceLaw.Write(chance, dying.AsSpan(row * ChanceLaw.Width));
                chance.Fill(Math.Min(1, demography.Moves.LeaveProbability(buurt, cell / Ages, cell % Ages) * factor));
                ChanceLaw.Write(chance, leaving.AsSpan(row * ChanceLaw.Width));
            }
            var dead = Buffer(2)[..rows.Length];
            var alive = Buffer(3);
            var gone = Buffer(4)[..rows.Length];
            draws.BinomialRows(Buffer(u), persons, rows.Cells, dying, EveryRow, ChanceLaw.Width, dead, []);
            for (var row = 0; row < rows.Cells.Length; row++)
            {
                var here = alive.Slice(row * Lanes, Lanes);
                persons.Slice(rows.Cells[row] * Lanes, Lanes).CopyTo(here);
                LaneSums.Subtract(here, dead[(row * Lanes)..]);
            }
            draws.BinomialRows(Buffer(v), alive, [], leaving, EveryRow, ChanceLaw.Width, gone, []);
            for (var row = 0; row < rows.Count; row++)
            {
                dead.Slice(row * Lanes, Lanes).CopyTo(Die.AsSpan(rows.Cells[row] * Lanes));
                gone.Slice(row * Lanes, Lanes).CopyTo(MoveOut.AsSpan(rows.Cells[row] * Lanes));
            }
        }
    }

    private void Arrive(
        int buurt,
        int year,
        BlockDraws draws,
        ReadOnlySpan<double> arrivals,
        ReadOnlySpan<double> persons
    )
    {
        var step = year - demography.BaseYear;
        var replace = demography.Rates[step].Replace;
        var factor = demography.Central.Factors.Arrive(demography.Inputs.WijkOfBuurt[buurt], year);
        for (var cell = 0; cell < Cells; cell++)
        {
            var fixedNumber = demography.Moves.Arrivals(buurt, cell / Ages, cell % Ages);
            for (var lane = 0; lane < Lanes; lane++)
            {
                var present = (persons[(cell * Lanes) + lane] * replace[cell]) + fixedNumber;
                expected[(cell * Lanes) + lane] = arrivals[lane] * factor * present;
            }
        }
        draws.AtZero(expected, nobody);
        MoveIn.AsSpan().Clear();
        rows.Find(EveryCell, expected, expected);
        while (rows.Next((uint)buurt << 8))
        {
            draws.UniformRows(rows.Addresses, (uint)step, DrawPurpose.InMigration, Buffer(0), Buffer(1));
            var came = Buffer(2)[..rows.Length];
            draws.PoissonRows(Buffer(0), expected, nobody, rows.Cells, came);
            for (var row = 0; row < rows.Count; row++)
            {
                came.Slice(row * Lanes, Lanes).CopyTo(MoveIn.AsSpan(rows.Cells[row] * Lanes));
            }
        }
    }

    /// <summary>Who is left and who came is a year older; the oldest stay the oldest.</summary>
    /// <param name="persons">Shape [Age, 8], of one sex.</param>
    /// <param name="from">Where that sex begins among the flows.</param>
    private void GrowOlder(Span<double> persons, int from, ReadOnlySpan<double> babies)
    {
        for (var age = 0; age < Ages; age++)
        {
            var here = persons.Slice(age * Lanes, Lanes);
            LaneSums.AddDifference(here, MoveIn.AsSpan(from + (age * Lanes)), Die.AsSpan(from + (age * Lanes)));
            LaneSums.Subtract(here, MoveOut.AsSpan(from + (age * Lanes)));
        }
        LaneSums.Add(persons[((Ages - 2) * Lanes)..], persons[((Ages - 1) * Lanes)..]);
        persons[..((Ages - 1) * Lanes)].CopyTo(persons[Lanes..]);
        babies.CopyTo(persons);
    }

    private Span<double> Buffer(int number) => buffers.Span.Slice(number * CellRows.Room, CellRows.Room);
}
