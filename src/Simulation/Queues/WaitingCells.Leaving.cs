using System.Numerics;
using System.Runtime.Intrinsics;
using Populatie.Simulation.Blocks;

namespace Populatie.Simulation.Queues;

/// <summary>Who no longer waits: those who wait longest, or a sample of all.</summary>
internal sealed partial class WaitingCells
{
    /// <summary>Takes people out of those who wait longest.</summary>
    /// <param name="people">At most <see cref="Front"/>.</param>
    public void TakeOldest(int list, int urgency, Vector512<double> people)
    {
        var row = Row(list, urgency);
        var left = Eight.Load(front, row) - people;
        Eight.Store(left, front, row);
        var rest = Eight.Load(counts, row) - people;
        Eight.Store(rest, counts, row);
        var passed =
            Vector512.Equals(left, Vector512<double>.Zero) & Vector512.GreaterThan(people, Vector512<double>.Zero);
        var emptied = passed & Vector512.Equals(rest, Vector512<double>.Zero);
        var none = Vector512.Create(double.PositiveInfinity);
        Eight.Store(Vector512.ConditionalSelect(emptied, none, Eight.Load(oldest, row)), oldest, row);
        passed = Vector512.AndNot(passed, emptied);
        for (var bits = passed.ExtractMostSignificantBits(); bits != 0; bits &= bits - 1)
        {
            PassEmptyWeeks((row * Lanes) + BitOperations.TrailingZeroCount(bits));
        }
    }

    /// <summary>Takes people out of all weeks alike: a systematic sample of each list in order of arrival.</summary>
    /// <param name="people">At most who wait.</param>
    /// <param name="uniform">In [0, 1): where the samples begin.</param>
    public void TakeSample(int list, int urgency, Vector512<double> people, Vector512<double> uniform)
    {
        var row = Row(list, urgency);
        var (first, ahead, all) = (Eight.Load(oldest, row), Eight.Load(front, row), Eight.Load(counts, row));
        var sample = new SampleOfEight(all, people, uniform);
        var taken = sample.Take(ahead);
        Eight.Store(all - people, counts, row);
        Eight.Store(ahead - taken, front, row);
        TakeBehind(row, first, people - taken, sample);
        var passed = Vector512.Equals(ahead, taken) & Vector512.GreaterThan(people, Vector512<double>.Zero);
        for (var bits = passed.ExtractMostSignificantBits(); bits != 0; bits &= bits - 1)
        {
            PassEmptyWeeks(unchecked((row * Lanes) + BitOperations.TrailingZeroCount(bits)));
        }
    }

    /// <summary>Takes what is left to take out of those who came after the first.</summary>
    private void TakeBehind(int row, Vector512<double> first, Vector512<double> left, SampleOfEight sample)
    {
        var none = Vector512<double>.Zero;
        var open = Vector512.GreaterThan(left, none);
        var never = Vector512.Create(double.PositiveInfinity);
        var week = Eight.Least(Vector512.ConditionalSelect(open, first, never));
        while (left != none)
        {
            week++;
            var cell = cells.AsSpan(CellOf(unchecked(row * Lanes), (int)week), Lanes);
            var people = Vector256.Create<float>(cell);
            // The ring is longer than any list, but one may begin a round of it before another.
            var here = Eight.Widen(people) & Vector512.LessThan(first, Vector512.Create(week)) & open;
            var taken = sample.Take(here);
            if (taken != none)
            {
                (people - Eight.Narrow(taken)).CopyTo(cell);
                left -= taken;
                open = Vector512.GreaterThan(left, none);
            }
        }
    }

    /// <summary>Where nobody is left in front, those who came next are.</summary>
    private void PassEmptyWeeks(int at)
    {
        if (front[at] > 0)
        {
            return;
        }
        if (counts[at] == 0)
        {
            oldest[at] = double.PositiveInfinity;
            return;
        }
        unchecked
        {
            var week = (int)oldest[at] + 1;
            while (cells[CellOf(at, week)] == 0)
            {
                week++;
            }
            Lead(at, week);
        }
    }
}
