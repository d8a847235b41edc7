using System.Runtime.InteropServices;
using System.Text.Json;
using Populatie.Analytics.Areas;
using Populatie.Analytics.Kernels;
using Populatie.Analytics.Randomness;
using Populatie.Analytics.Records;
using Populatie.Simulation.Capacity;
using Populatie.Simulation.Projection;
using Populatie.Simulation.Steps;
using Populatie.Simulation.Towns;

namespace Populatie.Benchmarks;

/// <summary>
/// What a rival needs to carry a town through time: its cells and their chances, its waiting lists and what they ask, its
/// pools and what they have. Requests and staff are those of each year, chances those of the first. Doubles, the last axis eight
/// replicates where there is one.
/// </summary>
internal sealed class TownFile
{
    private const int Lanes = Block8.Size;
    private readonly Dictionary<string, int[]> shapes = new(StringComparer.Ordinal);
    private readonly List<double[]> values = [];

    private TownFile(ProjectionInputs inputs, ulong seed, int steps)
    {
        var plan = new ProjectionPlan(inputs);
        var parameters = plan.Draw(BlockDraws.For(LaneChoice.Current, seed, 0));
        var set = plan.Capacity.Pools.Sets.Single();
        AddCells(plan, parameters);
        AddRequests(plan, parameters, seed);
        AddPeople(plan, parameters);
        AddLists(plan, parameters, set, steps);
    }

    /// <summary>Writes <c>NAME.json</c>, which names the arrays in order with their shapes, and <c>NAME.bin</c>.</summary>
    public static void Write(ProjectionInputs inputs, ulong seed, int steps, string name)
    {
        var town = new TownFile(inputs, seed, steps);
        Directory.CreateDirectory(Path.GetDirectoryName(name)!);
        File.WriteAllText(name + ".json", JsonSerializer.Serialize(town.shapes));
        using var file = File.Create(name + ".bin");
        foreach (var array in town.values)
        {
            file.Write(MemoryMarshal.AsBytes<double>(array));
        }
    }

    private void Add(string name, double[] array, params int[] shape)
    {
        shapes.Add(name, shape);
        values.Add(array);
    }

    private void AddCells(ProjectionPlan plan, BlockParameters parameters)
    {
        var (cells, fit) = (plan.Cells.Cells, plan.Inputs.Fit);
        var laws = new double[(Enum.GetValues<StepLaw>().Length + 2) * cells.Length * Lanes];
        var at = 0;
        foreach (var law in Enum.GetValues<StepLaw>())
        {
            for (var cell = 0; cell < cells.Length; cell++)
            {
                var own = parameters.Laws.AsSpan(cell * StepLaws.Width, StepLaws.Width);
                for (var lane = 0; lane < Lanes; lane++)
                {
                    laws[at++] = StepLaws.Read(own, law, lane);
                }
            }
        }
        double NotPlain(int cell) => plan.StepDown.StepShare(cell, 1) + fit.EndReason[(cells[cell].Product * 4) + 3];
        double ByStep(int cell) => plan.StepDown.StepShare(cell, 1) / NotPlain(cell);
        foreach (var chance in (Func<int, double>[])[NotPlain, ByStep])
        {
            for (var cell = 0; cell < cells.Length; cell++)
            {
                laws.AsSpan(at, Lanes).Fill(chance(cell));
                at += Lanes;
            }
        }
        Add("laws", laws, laws.Length / (cells.Length * Lanes), cells.Length, Lanes);
        Add("target", [.. plan.Cells.Targets.Select(t => t.IsEmpty ? -1.0 : t[0].Cell)], cells.Length);
        Add("informal", [.. plan.Cells.Informal.Select(c => (double)c)], cells.Length);
        Add("heavier", [.. plan.Cells.Heavier.Select(c => (double)c)], cells.Length);
    }

    /// <summary>Expected requests of a step, in each year.</summary>
    private void AddRequests(ProjectionPlan plan, BlockParameters parameters, ulong seed)
    {
        var (fit, cells) = (plan.Inputs.Fit, plan.Cells.Cells);
        var (buurten, bands, years) = (fit.Areas.BuurtCount, fit.Bands.Count, plan.Inputs.Scenario.YearCount);
        var residents = plan.Inputs.Residents.NewBlock(LaneChoice.Current);
        residents.Begin(seed, 0);
        var wijken = fit.Areas.OfLeaf(AreaLevel.Wijk);
        var risks = new double[plan.Cells.Used.Length * Lanes];
        var perYear = buurten * cells.Length * Lanes;
        var mean = new double[years * perYear];
        for (var i = 0; i < mean.Length; i++)
        {
            // Buurt by buurt: residents are worked out for one at a time.
            var (buurt, year) = (i / (years * cells.Length * Lanes), i / (cells.Length * Lanes) % years);
            var (cell, lane) = (i / Lanes % cells.Length, i % Lanes);
            var (slot, product, band) = cells[cell];
            if (cell == 0 && lane == 0)
            {
                parameters.FillRisks(buurt, risks);
            }
            var persons = residents.Persons(buurt)[(year * 2 * bands * Lanes)..];
            var expected = 0.0;
            for (var sex = 0; sex < 2; sex++)
            {
                var now = (((sex * bands) + band) * Lanes) + lane;
                var living = (persons[now] + persons[now + (2 * bands * Lanes)]) / 2;
                expected += parameters.Rates[(((cell * 2) + sex) * Lanes) + lane] * living;
            }
            expected *= risks[(slot * Lanes) + lane] / plan.Inputs.Scenario.StepsPerYear;
            expected *= parameters.City[(((slot * years) + year) * Lanes) + lane];
            expected *= parameters.WijkOf(wijken[buurt], product, year)[lane];
            mean[(year * perYear) + (((buurt * cells.Length) + cell) * Lanes) + lane] = expected;
        }
        Add("mean", mean, years, buurten * cells.Length, Lanes);
    }

    /// <summary>Who is in care at the begin, and who left it within the year and may come back.</summary>
    private void AddPeople(ProjectionPlan plan, BlockParameters parameters)
    {
        var (fit, cells) = (plan.Inputs.Fit, plan.Cells.Cells);
        var yearsPerStep = 1.0 / plan.Inputs.Scenario.StepsPerYear;
        var rows = fit.Areas.BuurtCount * cells.Length;
        var (open1, open2, pool) = (new double[rows], new double[rows], new double[rows]);
        for (var i = 0; i < rows; i++)
        {
            var (_, product, band) = cells[i % cells.Length];
            var inFit = (((i / cells.Length * fit.Products.ProductCount) + product) * fit.Bands.Count) + band;
            var law = parameters.Laws.AsSpan(i % cells.Length * StepLaws.Width, StepLaws.Width);
            var goesOn = StepLaws.Read(law, StepLaw.LeavePhase1, 0) * (1 - StepLaws.Read(law, StepLaw.DoneInPhase1, 0));
            var inPhase2 = goesOn / (goesOn + StepLaws.Read(law, StepLaw.LeavePhase2, 0));
            open2[i] = Math.Round(fit.OpenAtEnd[inFit] * inPhase2);
            open1[i] = fit.OpenAtEnd[inFit] - open2[i];
            pool[i] = Math.Round(
                fit.EndedInLastYear[inFit] * PoolLaw.StillIn(fit.ReturnRate[product], 0, yearsPerStep)
            );
        }
        Add("open1", open1, rows);
        Add("open2", open2, rows);
        Add("pool", pool, rows);
    }

    private void AddLists(ProjectionPlan plan, BlockParameters parameters, SetPlan set, int steps)
    {
        var (era, lists, rules) = (plan.Capacity, set.Queue.Lists, parameters.Waiting);
        var capacity = new CapacityBlock(era, parameters.Ranges, parameters.Levers, parameters.Budget);
        capacity.Begin(set);
        capacity.OpenYear(0);
        double[] PerPool() => new double[set.PoolCount * Lanes];
        double[] PerList() => new double[lists.Length * Lanes];
        var (minutes, places, cents) = (new List<double>(), PerPool(), PerPool());
        var inYear = plan.Inputs.Scenario.StepsPerYear;
        for (var step = 0; step < steps; step++)
        {
            if (step > 0 && step % inYear == 0)
            {
                capacity.OpenYear(step / inYear);
            }
            var week = PerPool();
            capacity.FillWeek(week, places, cents);
            minutes.AddRange(week);
            capacity.Step(1.0 / inYear);
        }
        var (minutesEach, centsEach) = (PerList(), PerList());
        capacity.FillEach(0, parameters.RelativePrice.AsSpan(0, Lanes), minutesEach, centsEach);
        Add("minutes", [.. minutes], steps, set.PoolCount, Lanes);
        Add("places", places, set.PoolCount, Lanes);
        Add("cents", cents, set.PoolCount, Lanes);
        Add("list_pool", [.. lists.Select(l => (double)l.Pool)], lists.Length);
        Add("list_next", [.. lists.Select(l => (double)l.Destination)], lists.Length);
        Add("minutes_each", minutesEach, lists.Length, Lanes);
        Add("cents_each", centsEach, lists.Length, Lanes);
        var (cells, layout) = (plan.Cells.Cells.Length, new GemeenteLayout(plan.Cells, era, set, 0));
        var (waitsOn, decidedOn) = (NoList(plan), NoList(plan));
        var rule = Enumerable.Range(0, 8).Select(_ => PerList()).ToArray();
        // Stated of a decision, or as the records tell of each product until its start; parts of a week by turns.
        double Inquiry(bool isDecision, int product, int lane) =>
            capacity.Parameters.Inquiry is { Length: > 0 } stated
                ? (isDecision ? Math.Floor(stated[lane] + 0.5) : 0)
                : (
                    !isDecision && plan.Inputs.Fit.Waits is { } waits
                        ? Math.Floor(waits.Weeks[product] + ((lane + 0.5) / Lanes))
                        : 0
                );
        for (var list = 0; list < lists.Length; list++)
        {
            var spec = lists[list];
            var product = era.ProductOf(spec.Slot);
            foreach (var at in layout.CellsOfList[list])
            {
                var cell = (at / TownState.PerBuurt(cells) * cells) + (at / Lanes % cells);
                (spec.IsDecision ? decidedOn : waitsOn)[cell] = list;
            }
            for (var lane = 0; lane < Lanes; lane++)
            {
                var past = spec.IsDecision && product.Track == Track.AanvullendeZorg;
                var worsens = layout.Worsens[list] ? rules.Worsen[lane] : 0;
                var dropOut = rules.LeavesIn(plan.Inputs.Fit.Waits, plan.Cells.Used[spec.Slot], lane, worsens);
                var leaves = dropOut + worsens;
                double[] own =
                [
                    rules.Safety[(int)product.Act][lane],
                    rules.Urgent[lane],
                    Inquiry(spec.IsDecision, plan.Cells.Used[spec.Slot], lane),
                    leaves,
                    past ? capacity.Parameters.PastTeam[(int)product.Act][lane] : 0,
                    parameters.WeekSurvival(spec.Slot, 0)[lane],
                    layout.IsHelped[list] ? dropOut * rules.Helped[lane] / leaves : 0,
                    worsens / leaves,
                ];
                for (var i = 0; i < own.Length; i++)
                {
                    rule[i][(list * Lanes) + lane] = own[i];
                }
            }
        }
        string[] names = ["safety", "urgent", "inquiry", "leaves", "past_team", "survival", "helped", "worsened"];
        for (var i = 0; i < names.Length; i++)
        {
            Add(names[i], rule[i], lists.Length, Lanes);
        }
        Add("waits_on", waitsOn, waitsOn.Length);
        Add("decided_on", decidedOn, decidedOn.Length);
    }

    private static double[] NoList(ProjectionPlan plan)
    {
        var none = new double[plan.Inputs.Fit.Areas.BuurtCount * plan.Cells.Cells.Length];
        Array.Fill(none, -1);
        return none;
    }
}
