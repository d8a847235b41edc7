using System.Runtime.CompilerServices;
using Populatie.Analytics.Kernels;
using Populatie.Analytics.Population;
using Populatie.Analytics.Randomness;
using Populatie.Analytics.Records;

namespace Populatie.Simulation.Population;

/// <summary>
/// One year of every buurt for eight replicates, in lanes. In the order die, move out, grow older, move in, be born: who
/// arrives has the age that a resident of the same cohort has.
/// </summary>
internal struct DemographyYear : ILaneWork
{
    private const int Ages = AgeBands.AgeCount;
    private const int Lanes = Block8.Size;
    private const int Cells = PopulationTable.CellsPerBuurt;

    public required Demography Demography { get; init; }

    public required ReplicateKeys Keys { get; init; }

    public required DemographyWalks Walks { get; init; }

    public required DemographyBuffers Buffers { get; init; }

    public required int Year { get; init; }

    /// <summary>The buurt that the first place of the buffers stands for; its neighbours by ordinal follow.</summary>
    public required int FirstBuurt { get; init; }

    public required int BuurtCount { get; init; }

    public readonly void Run<TLanes, TWords>()
        where TLanes : struct, ILanes<TLanes, TWords>
        where TWords : struct, IWords<TWords>
    {
        Buffers.End.AsSpan().Clear();
        for (var place = 0; place < BuurtCount; place++)
        {
            for (var lane = 0; lane < Lanes; lane += TLanes.Count)
            {
                Buurt<TLanes, TWords>(FirstBuurt + place, place, lane);
            }
        }
    }

    private readonly void Buurt<TLanes, TWords>(int buurt, int place, int lane)
        where TLanes : struct, ILanes<TLanes, TWords>
        where TWords : struct, IWords<TWords>
    {
        var wijk = Demography.Inputs.WijkOfBuurt[buurt];
        var step = (uint)(Year - Demography.BaseYear);
        var rates = Demography.Rates[(int)step];
        var factors = Demography.Central.Factors;
        var (arrive, leave) = (factors.Arrive(wijk, Year), factors.Leave(wijk, Year));
        var factor = Walks.Row((int)step, wijk) + lane;
        var mortality = TLanes.Load(in Walks.Mortality[factor]);
        var arrivals = TLanes.Load(in Walks.Arrivals[factor]) * TLanes.Broadcast(arrive);
        var born = Newborn<TLanes, TWords>(buurt, place, lane, rates.Birth);
        for (var sex = 0; sex < PopulationTable.SexCount; sex++)
        {
            // From the old to the young, so that each age writes where the one above it has already been read.
            var oldest = default(TLanes);
            for (var age = Ages - 1; age >= 0; age--)
            {
                var cell = (sex * Ages) + age;
                ref var persons = ref Buffers.Persons[(((place * Cells) + cell) * Lanes) + lane];
                var flow = new CellFlow<TLanes>
                {
                    Persons = TLanes.Load(in persons),
                    Death = rates.Death[cell],
                    Leave = Math.Min(1, Demography.Moves.LeaveProbability(buurt, sex, age) * leave),
                    Replace = rates.Replace[cell],
                    Arrivals = Demography.Moves.Arrivals(buurt, sex, age),
                };
                var address = (uint)((buurt * Cells) + cell);
                if (TWords.Any(TLanes.Greater(flow.Persons, default)))
                {
                    Depart<TLanes, TWords>(ref flow, address, step, lane, mortality);
                }
                var present = (flow.Persons * TLanes.Broadcast(flow.Replace)) + TLanes.Broadcast(flow.Arrivals);
                var expected = arrivals * present;
                if (TWords.Any(TLanes.Greater(expected, default)))
                {
                    Arrive<TLanes, TWords>(ref flow, address, step, lane, expected);
                }
                Record<TLanes, TWords>(ref flow, place, age, lane);
                var next = flow.Stay + flow.MoveIn;
                if (age == Ages - 1)
                {
                    oldest = next;
                    continue;
                }
                next = age == Ages - 2 ? next + oldest : next;
                TLanes.Store(next, ref Unsafe.Add(ref persons, Lanes));
                AddTo<TLanes, TWords>(Buffers.End, Banded(place, sex, age + 1) + lane, next);
            }
            var babies = sex == (int)Sex.V ? born.Girls : born.Boys;
            TLanes.Store(babies, ref Buffers.Persons[(((place * Cells) + (sex * Ages)) * Lanes) + lane]);
            AddTo<TLanes, TWords>(Buffers.End, Banded(place, sex, 0) + lane, babies);
        }
    }

    private readonly (TLanes Girls, TLanes Boys) Newborn<TLanes, TWords>(int buurt, int place, int lane, double[] rate)
        where TLanes : struct, ILanes<TLanes, TWords>
        where TWords : struct, IWords<TWords>
    {
        var step = (uint)(Year - Demography.BaseYear);
        var expected = default(TLanes);
        for (var age = NationalTables.FirstMotherAge; age <= NationalTables.LastMotherAge; age++)
        {
            var women = TLanes.Load(in Buffers.Persons[(((place * Cells) + age) * Lanes) + lane]);
            expected += women * TLanes.Broadcast(rate[age]);
        }
        var wijk = Demography.Inputs.WijkOfBuurt[buurt];
        expected *= TLanes.Load(in Walks.Fertility[Walks.Row((int)step, wijk) + lane]);
        Keys.Uniforms<TLanes, TWords>(new((uint)buurt, step, DrawPurpose.Births), lane, out var u, out _);
        var births = PoissonDraw.Draw<TLanes, TWords>(u, expected);
        Keys.Uniforms<TLanes, TWords>(new((uint)buurt, step, DrawPurpose.BirthSex), lane, out var v, out _);
        var share = TLanes.Broadcast(Demography.Inputs.National.BoysPerBirth.Value);
        var boys = BinomialDraw.Draw<TLanes, TWords>(v, births, share);
        TLanes.Store(births, ref Buffers.Births[(place * Lanes) + lane]);
        return (births - boys, boys);
    }

    /// <summary>
    /// Deaths take the first uniform of an address, departures the second. Kept apart, as are arrivals, so that the compiler
    /// has room to write each of the draws out.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private readonly void Depart<TLanes, TWords>(
        ref CellFlow<TLanes> flow,
        uint cell,
        uint step,
        int lane,
        TLanes mortality
    )
        where TLanes : struct, ILanes<TLanes, TWords>
        where TWords : struct, IWords<TWords>
    {
        var chance = TLanes.Min(mortality * TLanes.Broadcast(flow.Death), TLanes.Broadcast(1));
        Keys.Uniforms<TLanes, TWords>(new(cell, step, DrawPurpose.Deaths), lane, out var die, out var move);
        flow.Die = Drawn<TLanes, TWords>(die, flow.Persons, chance);
        var alive = flow.Persons - flow.Die;
        flow.MoveOut = Drawn<TLanes, TWords>(move, alive, TLanes.Broadcast(flow.Leave));
        flow.Stay = alive - flow.MoveOut;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private readonly void Arrive<TLanes, TWords>(
        ref CellFlow<TLanes> flow,
        uint cell,
        uint step,
        int lane,
        TLanes expected
    )
        where TLanes : struct, ILanes<TLanes, TWords>
        where TWords : struct, IWords<TWords>
    {
        Keys.Uniforms<TLanes, TWords>(new(cell, step, DrawPurpose.InMigration), lane, out var come, out _);
        flow.MoveIn = PoissonDraw.Draw<TLanes, TWords>(come, expected);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static TLanes Drawn<TLanes, TWords>(TLanes u, TLanes n, TLanes p)
        where TLanes : struct, ILanes<TLanes, TWords>
        where TWords : struct, IWords<TWords> => BinomialDraw.Draw<TLanes, TWords>(u, n, p);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly void Record<TLanes, TWords>(ref CellFlow<TLanes> flow, int place, int age, int lane)
        where TLanes : struct, ILanes<TLanes, TWords>
        where TWords : struct, IWords<TWords>
    {
        var bands = Demography.Bands;
        var band = bands.OfAge(age);
        var index = (((place * bands.Count) + band) * Lanes) + lane;
        AddTo<TLanes, TWords>(Buffers.Deaths, index, flow.Die);
        AddTo<TLanes, TWords>(Buffers.OutMoves, index, flow.MoveOut);
        AddTo<TLanes, TWords>(Buffers.InMoves, index, flow.MoveIn);
        if (age == bands.LastAge(band) && band < bands.Count - 1)
        {
            AddTo<TLanes, TWords>(Buffers.Ageing, index, flow.Stay);
        }
    }

    private readonly int Banded(int place, int sex, int age) =>
        ((((place * PopulationTable.SexCount) + sex) * Demography.Bands.Count) + Demography.Bands.OfAge(age)) * Lanes;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddTo<TLanes, TWords>(double[] target, int index, TLanes value)
        where TLanes : struct, ILanes<TLanes, TWords>
        where TWords : struct, IWords<TWords>
    {
        ref var place = ref target[index];
        TLanes.Store(TLanes.Load(in place) + value, ref place);
    }

    /// <summary>What one cell starts with, how likely each event is, and what happened.</summary>
    private struct CellFlow<TLanes>
        where TLanes : struct
    {
        public TLanes Persons;
        public double Death;
        public double Leave;
        public double Replace;
        public double Arrivals;
        public TLanes Die;
        public TLanes MoveOut;
        public TLanes Stay;
        public TLanes MoveIn;
    }
}
