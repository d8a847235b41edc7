using System.Collections.Immutable;
using System.Runtime.Intrinsics;
using Populatie.Simulation.Blocks;
using Populatie.Simulation.Capacity;
using Populatie.Simulation.Chance;
using Populatie.Simulation.Population;
using Populatie.Simulation.Queues;
using Populatie.Simulation.Towns;

namespace Populatie.Simulation.Projection;

/// <summary>Where a set of buurten begins: its residents, its open spells, and who is on the way.</summary>
internal sealed partial class Projector
{
    private readonly OpeningShares opening;
    private readonly QueueRooms rooms = new();

    // Expected requests by a step under way at the begin, of one buurt; shape [Cell, Lane].
    private double[] stepsUnderWay = [];

    /// <summary>The people of the set: residents in all years, the open spells of the base year, and who may still come back.</summary>
    private void Begin(ImmutableArray<SetPlan> set, IResidentBlock people)
    {
        buurten = [.. set.SelectMany(s => s.Buurten)];
        town.Begin(buurten.Length);
        var first = 0;
        foreach (var done in scarcities)
        {
            done.GiveRoom();
        }
        var before = scarcities;
        entrances = new Entrance[buurten.Length * plan.Used.Length];
        scarcities = new Scarcity[whole.Inputs.Scenario.Capacity.IsUnlimited ? 0 : set.Length];
        for (var i = 0; i < scarcities.Length; i++)
        {
            scarcities[i] = new(
                whole,
                whole.Capacity,
                set[i],
                first,
                parameters,
                rooms,
                i < before.Length ? before[i].Layout : null
            );
            scarcities[i].Layout.Entrances.CopyTo(entrances, first * plan.Used.Length);
            first += set[i].Buurten.Length;
        }
        var (perBuurt, outgrown, perRisk) = (
            (years + 1) * PersonsPerYear,
            years * bands * Lanes,
            plan.Used.Length * Lanes
        );
        (persons, outgrow, risks) = (
            Room(persons, buurten.Length * perBuurt),
            Room(outgrow, buurten.Length * outgrown),
            Room(risks, buurten.Length * perRisk)
        );
        order = order.Length < buurten.Length * cells ? new int[buurten.Length * cells] : order;
        silentMean = Room(silentMean, buurten.Length * perRisk);
        for (var buurt = 0; buurt < buurten.Length; buurt++)
        {
            people.Persons(buurten[buurt])[..perBuurt].CopyTo(persons.AsSpan(buurt * perBuurt));
            people.Outgrow(buurten[buurt])[..outgrown].CopyTo(outgrow.AsSpan(buurt * outgrown));
            parameters.FillRisks(buurten[buurt], risks.AsSpan(buurt * perRisk, perRisk));
            OpenSpells(buurt);
            PutInOrder(buurt);
        }
    }

    /// <summary>Cells with many people first: rows that are drawn together then take about as long.</summary>
    private void PutInOrder(int buurt)
    {
        var fit = inputs.Fit;
        var own = order.AsSpan(buurt * cells, cells);
        Span<int> few = stackalloc int[cells];
        for (var cell = 0; cell < cells; cell++)
        {
            var at = InFit(buurt, cell);
            (own[cell], few[cell]) = (cell, -(fit.OpenAtEnd[at] + fit.EndedInLastYear[at]));
        }
        few.Sort(own);
    }

    private void OpenSpells(int buurt)
    {
        var fit = inputs.Fit;
        Span<double> share = stackalloc double[Lanes];
        Span<double> stillIn = stackalloc double[Lanes];
        Span<double> ending = stackalloc double[Lanes];
        Span<double> open = stackalloc double[Lanes];
        Span<double> some = stackalloc double[Lanes];
        for (var cell = 0; cell < cells; cell++)
        {
            var at = InFit(buurt, cell);
            if (fit.OpenAtEnd[at] == 0 && fit.EndedInLastYear[at] == 0)
            {
                continue;
            }
            Counts.Check(Vector512.Create((double)fit.OpenAtEnd[at] + fit.EndedInLastYear[at]));
            var draw = AddressOf(buurt, cell, 0);
            var here = town.At(buurt, cell);
            open.Fill(fit.OpenAtEnd[at]);
            share.Fill(opening.InPhase2[cell]);
            stillIn.Fill(opening.InPool[cell]);
            ending.Fill(fit.EndedInLastYear[at]);
            draw.Binomial(Purpose.InitialPhase2, open, share, some);
            Counts.Store(LaneSums.Load(open) - LaneSums.Load(some), town.Open1[here..]);
            Counts.Store(LaneSums.Load(some), town.Open2[here..]);
            draw.Binomial(Purpose.InitialPool, ending, stillIn, some);
            Counts.Store(LaneSums.Load(some), town.Pool[here..]);
        }
        StepsUnderWay(buurt);
    }

    /// <summary>
    /// Who begins and goes on to other care within one step asks for that in the next: those of the step before the first one
    /// are expected from the last year's plain ends.
    /// </summary>
    private void StepsUnderWay(int buurt)
    {
        stepsUnderWay = Room(stepsUnderWay, cells * Lanes);
        var mean = stepsUnderWay.AsSpan(0, cells * Lanes);
        mean.Clear();
        for (var cell = 0; cell < cells; cell++)
        {
            var ended = inputs.Fit.EndedInLastYear[InFit(buurt, cell)];
            if (ended == 0 || !opening.LeadsOn(cell))
            {
                continue;
            }
            var steps = opening.StepsUnderWay(cell, ended);
            var done = Vector512<double>.One - parameters.StillIn(cell, 0);
            foreach (var target in plan.Targets[cell])
            {
                LaneSums.Add(mean[(target.Cell * Lanes)..], Vector512.Create(steps * target.Chance) * done);
                steps *= 1 - target.Chance;
            }
        }
        for (var cell = 0; cell < cells; cell++)
        {
            var own = mean.Slice(cell * Lanes, Lanes);
            if (LaneSums.IsAny(own))
            {
                AddressOf(buurt, cell, 0).Poisson(Purpose.InitialSteps, own, own);
                Counts.Store(LaneSums.Load(own), town.Incoming[town.At(buurt, cell)..]);
            }
        }
    }

    /// <summary>Where the fit has what was open and what ended in a cell.</summary>
    private int InFit(int buurt, int cell)
    {
        var (_, product, band) = plan.Cells[cell];
        return (((buurten[buurt] * inputs.Fit.Products.ProductCount) + product) * bands) + band;
    }
}
