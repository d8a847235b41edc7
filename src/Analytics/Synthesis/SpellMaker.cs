using Populatie.Analytics.Need;
using Populatie.Analytics.Records;

namespace Populatie.Analytics.Synthesis;

/// <summary>Makes spells: waiting, the stay in two phases, what ends it, and what comes after.</summary>
internal sealed class SpellMaker(CityWorld world, CohortHistory history, Action<Happening> expect)
{
    private const double DaysPerYear = 365.25;
    private readonly Truth truth = world.Truth;

    /// <summary>A request on a day: waiting first, in two steps of equal mean, and then a stay, or not.</summary>
    public void Request(int person, int product, int day)
    {
        var of = truth.Of[product]!;
        var chance = Chance();
        var meanDays = of.WaitWeeks.Value * 7;
        var wait = (int)(0.5 * meanDays * (chance.Exponential() + chance.Exponential()));
        // Who need not wait for anything begins on the day itself.
        var start = of.WaitWeeks.Value > 0 ? day + 1 + wait : day;
        var last = history.Persons[person].LastPossibleDay;
        var drops = chance.Uniform() < of.DropsWhileWaiting.Value;
        if (!drops && start <= Math.Min(last, world.LastDay))
        {
            Stay(person, product, day, start, ref chance);
            return;
        }
        var end = drops ? start : last;
        var outcome = OutcomeAt(end, last, person, Outcome.DroppedOut);
        end = Math.Min(end, last);
        var open = end > world.LastDay;
        history.AddSpell(
            new SyntheticSpell
            {
                Person = person,
                Product = product,
                Requested = day,
                Started = UseBatch.UnknownDay,
                Ended = open ? UseBatch.StillOpen : end,
                Outcome = open ? Outcome.Unknown : outcome,
                Delivery = DeliveryOf(product, chance.Uniform()),
                Intensity = 1,
            }
        );
    }

    /// <summary>Care that begins on a day without waiting.</summary>
    /// <returns>Number of the spell.</returns>
    public int Begin(int person, int product, int requested, int start)
    {
        var chance = Chance();
        return Stay(person, product, requested, start, ref chance);
    }

    /// <summary>True when someone is in care or waiting near a day, and so can be the one who asks for more.</summary>
    /// <param name="like">Only care of the act and track of this product counts; −1: any.</param>
    public bool IsClientNear(int person, int day, int like)
    {
        const int HalfYear = 183;
        for (var s = history.Persons[person].FirstSpell; s >= 0; s = history.Spells[s].Next)
        {
            if (history.Spells[s].Ended >= day - HalfYear && (like < 0 || IsLike(history.Spells[s].Product, like)))
            {
                return true;
            }
        }
        return false;
    }

    private bool IsLike(int product, int other)
    {
        var (a, b) = (truth.Products.Products[product], truth.Products.Products[other]);
        return a.Act == b.Act && a.Track == b.Track;
    }

    /// <summary>True when no stay of the product lasts until less than <paramref name="gap"/> + 1 days before the day.</summary>
    public bool IsFreeFor(int person, int product, int day, int gap)
    {
        for (var s = history.Persons[person].FirstSpell; s >= 0; s = history.Spells[s].Next)
        {
            ref var spell = ref history.Spells[s];
            if (spell.Product == product && spell.Ended >= day - gap)
            {
                return false;
            }
        }
        return true;
    }

    private RandomStream Chance() =>
        new(truth.Asked.Seed, Purpose.Spell, (uint)history.Buurt, history.Cohort, (uint)history.Spells.Length);

    private int Stay(int person, int product, int requested, int start, ref RandomStream chance)
    {
        var of = truth.Of[product]!;
        var last = history.Persons[person].LastPossibleDay;
        var days = Math.Max(1, (long)(DaysPerYear * Years(truth.Stays[product]!, ref chance)));
        var end = (int)Math.Min(start + days - 1, int.MaxValue - 2);
        var (outcome, limit) = (NaturalEnd(of.Ends, chance.Uniform()), AgeLimit(product, start, person, ref chance));
        if (limit.Day < end)
        {
            (end, outcome) = (Math.Max(start, limit.Day), limit.Outcome);
        }
        if (last <= end)
        {
            outcome = OutcomeAt(end, last, person, outcome);
            end = Math.Max(start, last);
        }
        var spread = SpreadOf(truth.Products.Products[product]);
        var spell = new SyntheticSpell
        {
            Person = person,
            Product = product,
            Requested = requested,
            Started = start,
            Ended = end > world.LastDay ? UseBatch.StillOpen : end,
            Outcome = end > world.LastDay ? Outcome.Unknown : outcome,
            Delivery = DeliveryOf(product, chance.Uniform()),
            Intensity = 1 + (spread * ((2 * chance.Uniform()) - 1)),
        };
        var added = history.AddSpell(spell);
        if (spell.Ended != UseBatch.StillOpen)
        {
            Follow(person, product, end, outcome, added, ref chance);
        }
        return added;
    }

    /// <summary>What comes after a stay: a step the next day, or a return within the year.</summary>
    private void Follow(int person, int product, int end, Outcome outcome, int spell, ref RandomStream chance)
    {
        var of = truth.Of[product]!;
        if (outcome is Outcome.StepUp or Outcome.StepDown)
        {
            var targets = outcome == Outcome.StepUp ? of.UpTo : of.DownTo;
            var wanted = chance.Uniform() * targets.Sum(t => t.Weight);
            var at = 0;
            while (at < targets.Length - 1 && wanted >= targets[at].Weight)
            {
                wanted -= targets[at++].Weight;
            }
            truth.Products.TryFind(targets[at].Code, out var target);
            expect(new(HappeningKind.Step, end + 1, person, target, spell));
        }
        if (outcome is Outcome.Died or Outcome.Moved or Outcome.Wlz or Outcome.TurnedEighteen)
        {
            return;
        }
        // A return is asked for at the earliest two days after the end, so that the two stays never touch.
        const int Window = 363;
        var years = of.ReturnRate.Value > 0 ? chance.Exponential() / of.ReturnRate.Value : 1;
        if (years < 1)
        {
            expect(new(HappeningKind.Return, end + 2 + (int)(Window * years), person, product, -1));
        }
    }

    /// <summary>No price goes over the upper end of the product's range, not even in a month of 31 days.</summary>
    private double SpreadOf(Product product)
    {
        const double MeanToLongestMonth = 365.25 / 12 / 31;
        var (value, high) = (product.CentsPerClientMonth.Value, product.CentsPerClientMonth.High);
        return Math.Clamp((MeanToLongestMonth * high / value) - 1, 0, truth.Settings.Spread.Value);
    }

    private static double Years(StayModel stay, ref RandomStream chance)
    {
        var leave = stay.End1 + stay.Advance;
        var years = chance.Exponential() / leave;
        return chance.Uniform() * leave < stay.Advance ? years + (chance.Exponential() / stay.End2) : years;
    }

    private static Outcome NaturalEnd(EndShares shares, double uniform)
    {
        ReadOnlySpan<(double Share, Outcome Outcome)> reasons =
        [
            (shares.StepUp, Outcome.StepUp),
            (shares.StepDown, Outcome.StepDown),
            (shares.Wlz, Outcome.Wlz),
            (shares.DroppedOut, Outcome.DroppedOut),
            (shares.Other, Outcome.Other),
        ];
        foreach (var (share, outcome) in reasons)
        {
            if (uniform < share)
            {
                return outcome;
            }
            uniform -= share;
        }
        return Outcome.Recovered;
    }

    /// <summary>The day on which age ends a stay: at eighteen for a share of youth care, and past the last age served.</summary>
    private (int Day, Outcome Outcome) AgeLimit(int product, int start, int person, ref RandomStream chance)
    {
        const int Adult = 18;
        var known = truth.Products.Products[product];
        var born = history.Persons[person].Born;
        var stops = chance.Uniform() < truth.Settings.EndsAtEighteen.Value;
        var never = (int.MaxValue, Outcome.Other);
        if (known.Act == Act.Jeugd && known.LastAge >= Adult - 1)
        {
            var birthday = (int)(born + (Adult * DaysPerYear)) - 1;
            if ((stops || known.LastAge < Adult) && birthday >= start)
            {
                return (birthday, Outcome.TurnedEighteen);
            }
        }
        return known.LastAge >= AgeBands.AgeCount - 1
            ? never
            : ((int)(born + ((known.LastAge + 1) * DaysPerYear)) - 1, Outcome.Other);
    }

    private Outcome OutcomeAt(int end, int last, int person, Outcome otherwise) =>
        last > end ? otherwise
        : history.Persons[person].Died <= history.Persons[person].Left ? Outcome.Died
        : Outcome.Moved;

    private Delivery DeliveryOf(int product, double uniform) =>
        truth.Products.Products[product].LumpSum || uniform < truth.Settings.InKind.Value ? Delivery.Zin
        : uniform < truth.Settings.InKind.Value + truth.Settings.PersonalBudget.Value ? Delivery.Pgb
        : Delivery.Both;
}
