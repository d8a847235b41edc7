using Populatie.Analytics.Need;
using Populatie.Analytics.Population;
using Populatie.Analytics.Records;
using Populatie.Simulation.Projection;

namespace Populatie.Simulation.Tests.Reference;

/// <summary>
/// Oracle: follows every single person of a small town through care. No counts, no binomials, no matrices: each waits for
/// exponential moments drawn with <see cref="Random"/>. Certain parameters, residents that do not change, no levers.
/// </summary>
internal sealed class PersonByPerson(ProjectionInputs inputs, PopulationTable residents, int seed)
{
    private readonly Fit fit = inputs.Fit;
    private readonly Random random = new(seed);
    private readonly double step = 1.0 / inputs.Scenario.StepsPerYear;
    private readonly List<Person> open = [];
    private readonly List<Person> pool = [];
    private readonly List<Person> arriving = [];

    /// <summary>What a year of one product came to, over the whole town.</summary>
    internal sealed record Year
    {
        public double Requests { get; set; }

        public double Ends { get; set; }

        public double InCare { get; set; }

        public double Days { get; set; }
    }

    private sealed class Person
    {
        public required int Product { get; set; }

        public required int Band { get; set; }

        public int Phase { get; set; } = 1;
    }

    /// <summary>One possible future; shape [Year][Product].</summary>
    public Year[][] Live()
    {
        Begin();
        var years = new Year[inputs.Scenario.YearCount][];
        for (var year = 0; year < years.Length; year++)
        {
            years[year] = [.. Enumerable.Range(0, fit.Products.ProductCount).Select(_ => new Year())];
            GrowOlder(year, years[year]);
            for (var quarter = 0; quarter < inputs.Scenario.StepsPerYear; quarter++)
            {
                Quarter(year, quarter, years[year]);
            }
            foreach (var person in open)
            {
                years[year][person.Product].InCare++;
            }
        }
        return years;
    }

    private void Begin()
    {
        open.Clear();
        pool.Clear();
        arriving.Clear();
        for (var i = 0; i < fit.OpenAtEnd.Length; i++)
        {
            var (product, band) = (i / fit.Bands.Count % fit.Products.ProductCount, i % fit.Bands.Count);
            if (!Serves(product, band))
            {
                continue;
            }
            var stay = fit.Stays[product]!;
            var first = 1 / (stay.End1 + stay.Advance + Leaving(0, band));
            var second = stay.Advance > 0 ? first * stay.Advance / (stay.End2 + Leaving(0, band)) : 0;
            for (var n = 0; n < fit.OpenAtEnd[i]; n++)
            {
                var phase = Happens(second / (first + second)) ? 2 : 1;
                open.Add(
                    new()
                    {
                        Product = product,
                        Band = band,
                        Phase = phase,
                    }
                );
            }
            for (var n = 0; n < fit.EndedInLastYear[i]; n++)
            {
                if (Happens(StillInPool(product, band)))
                {
                    pool.Add(new() { Product = product, Band = band });
                }
            }
            SendOn(product, band, fit.EndedInLastYear[i]);
        }
    }

    /// <summary>
    /// Of those who ended in the last year and did not come back: what share the pool holds at the begin of a step, when in
    /// every step as many join at its end as have left during it.
    /// </summary>
    private double StillInPool(int product, int band)
    {
        var rate = fit.ReturnRate[product];
        var left = 1 - Math.Exp(-Math.Exp(rate) * (1 + Leaving(0, band)) * step);
        var notBack = rate > 0 ? (1 - Math.Exp(-rate)) / rate : 1;
        return Math.Min(1, step / left / notBack);
    }

    /// <summary>Who began in the step before the first and was sent on in that same step.</summary>
    private void SendOn(int product, int band, int endedInLastYear)
    {
        var reasons = fit.EndReason.AsSpan(product * 4, 4);
        var rate = fit.ReturnRate[product];
        var targets = TargetsOf(product, band);
        if (reasons[0] <= 0 || endedInLastYear == 0 || targets.Length == 0)
        {
            return;
        }
        var plain = endedInLastYear * (rate > 0 ? rate / (1 - Math.Exp(-rate)) : 1);
        var mean = plain * (reasons[1] + reasons[2]) / reasons[0] * step * (1 - StillInCare(product, band));
        for (var t = Wait(1); t < mean; t += Wait(1))
        {
            arriving.Add(new() { Product = Pick(product, targets), Band = band });
        }
    }

    /// <summary>Whether who begins at any moment of a step is in care at its end: the mean of survival over the step.</summary>
    private double StillInCare(int product, int band)
    {
        const int moments = 2000;
        var (stay, leave, sum) = (fit.Stays[product]!, Leaving(0, band) + Eighteen(product, band), 0.0);
        var (first, second) = (stay.End1 + stay.Advance + leave, stay.End2 + leave);
        for (var i = 0; i < moments; i++)
        {
            var t = (i + 0.5) / moments * step;
            var onward =
                Math.Abs(first - second) < 1e-9
                    ? t * Math.Exp(-first * t)
                    : (Math.Exp(-second * t) - Math.Exp(-first * t)) / (first - second);
            sum += Math.Exp(-first * t) + (stay.Advance * onward);
        }
        return sum / moments;
    }

    private void Quarter(int year, int quarter, Year[] tally)
    {
        var from = new DateOnly(inputs.Scenario.FirstYear + year, 1, 1).AddMonths(quarter * 3);
        var days = from.AddMonths(3).DayNumber - from.DayNumber;
        CountDays(tally, days / 2.0);
        // Who was sent on late in the step before begins in this one, like everyone who came after the stock was done.
        var earlier = arriving.ToList();
        arriving.Clear();
        var (before, recent) = (open.ToList(), pool.ToList());
        open.Clear();
        pool.Clear();
        foreach (var person in before)
        {
            Stay(person, step, year, tally);
        }
        var askers = NewRequests();
        foreach (var person in recent)
        {
            // The share that comes back was counted among all who ended, whoever died or left since.
            var (back, away) = (Math.Exp(fit.ReturnRate[person.Product]) - 1, Leaving(year, person.Band));
            if (Wait((back + 1) * (1 + away)) > step)
            {
                pool.Add(person);
            }
            else if (Happens(back / (back + 1)))
            {
                askers.Add(person);
            }
        }
        Enter(askers, year, tally);
        var sentOn = earlier.Concat(arriving).ToList();
        arriving.Clear();
        // In the order of products and bands: who is sent on to an earlier one waits for the next step.
        foreach (var cell in Enumerable.Range(0, fit.Products.ProductCount * fit.Bands.Count))
        {
            var here = sentOn.Concat(arriving).Where(p => CellOf(p) == cell).ToList();
            sentOn.RemoveAll(here.Contains);
            arriving.RemoveAll(here.Contains);
            Enter(here, year, tally);
        }
        CountDays(tally, days / 2.0);
    }

    private int CellOf(Person person) => (person.Product * fit.Bands.Count) + person.Band;

    private void CountDays(Year[] tally, double days)
    {
        foreach (var person in open)
        {
            tally[person.Product].Days += days;
        }
    }

    /// <summary>Each resident asks at the moments of a Poisson process: at most some few in a quarter.</summary>
    private List<Person> NewRequests()
    {
        var askers = new List<Person>();
        for (var buurt = 0; buurt < residents.BuurtCount; buurt++)
        {
            for (var cell = 0; cell < PopulationTable.CellsPerBuurt; cell++)
            {
                var (sex, band) = (cell / AgeBands.AgeCount, fit.Bands.OfAge(cell % AgeBands.AgeCount));
                for (var product = 0; product < fit.Products.ProductCount; product++)
                {
                    var risk = (buurt * fit.Products.ProductCount) + product;
                    var rate =
                        fit.RequestRate[(((product * fit.Bands.Count) + band) * PopulationTable.SexCount) + sex]
                        * (fit.RiskShape[risk] / fit.RiskRate[risk]);
                    if (rate == 0 || !Serves(product, band))
                    {
                        continue;
                    }
                    for (var person = 0; person < residents.OfBuurt(buurt)[cell]; person++)
                    {
                        for (var t = Wait(rate); t < step; t += Wait(rate))
                        {
                            askers.Add(new() { Product = product, Band = band });
                        }
                    }
                }
            }
        }
        return askers;
    }

    private void Enter(List<Person> askers, int year, Year[] tally)
    {
        foreach (var person in askers)
        {
            tally[person.Product].Requests++;
            person.Phase = 1;
            Stay(person, step * random.NextDouble(), year, tally);
        }
    }

    /// <summary>From moment to moment until the step is over or the care is.</summary>
    private void Stay(Person person, double left, int year, Year[] tally)
    {
        var stay = fit.Stays[person.Product]!;
        while (true)
        {
            var (end, advance) = person.Phase == 1 ? (stay.End1, stay.Advance) : (stay.End2, 0);
            var all = end + advance + Leaving(year, person.Band) + Eighteen(person.Product, person.Band);
            left -= Wait(all);
            if (left < 0)
            {
                open.Add(person);
                return;
            }
            var chance = random.NextDouble() * all;
            if (chance < advance)
            {
                person.Phase = 2;
                continue;
            }
            tally[person.Product].Ends++;
            if (chance < advance + end)
            {
                End(person);
            }
            return;
        }
    }

    private void End(Person person)
    {
        var reasons = fit.EndReason.AsSpan(person.Product * 4, 4);
        var targets = TargetsOf(person.Product, person.Band);
        var chance = random.NextDouble();
        if (targets.Length > 0 && chance < reasons[1] + reasons[2])
        {
            arriving.Add(new() { Product = Pick(person.Product, targets), Band = person.Band });
        }
        else if (chance < 1 - reasons[3])
        {
            pool.Add(new() { Product = person.Product, Band = person.Band });
        }
    }

    private int[] TargetsOf(int product, int band) =>
        [
            .. Enumerable
                .Range(0, fit.Products.ProductCount)
                .Where(p => p != product && Serves(p, band) && Share(product, p) > 0),
        ];

    private int Pick(int product, int[] targets)
    {
        var pick = random.NextDouble() * targets.Sum(p => Share(product, p));
        return targets.First(p => (pick -= Share(product, p)) < 0 || p == targets[^1]);
    }

    /// <summary>A product is outgrown on the 1 January nearest to the birthday: on the first by half as many as later.</summary>
    private void GrowOlder(int year, Year[] tally)
    {
        foreach (var people in new[] { open, pool })
        {
            foreach (var person in people.ToList().Where(p => p.Band < fit.Bands.Count - 1))
            {
                var isServed = Serves(person.Product, person.Band + 1);
                if (!Happens(OldestShare(person.Band) * (year == 0 && !isServed ? 0.5 : 1)))
                {
                    continue;
                }
                if (isServed)
                {
                    person.Band++;
                    continue;
                }
                people.Remove(person);
                tally[person.Product].Ends += people == open ? 1 : 0;
            }
        }
    }

    /// <summary>Every buurt of the town has residents of one age after another, in the same proportions within a band.</summary>
    private double OldestShare(int band)
    {
        var (all, oldest) = (0.0, 0.0);
        for (var cell = 0; cell < PopulationTable.CellsPerBuurt; cell++)
        {
            var age = cell % AgeBands.AgeCount;
            all += fit.Bands.OfAge(age) == band ? residents.OfBuurt(0)[cell] : 0;
            oldest += age == fit.Bands.LastAge(band) ? residents.OfBuurt(0)[cell] : 0;
        }
        return all > 0 ? oldest / all : 0;
    }

    private double Share(int from, int to) => fit.StepTo[(from * fit.Products.ProductCount) + to];

    private double Leaving(int year, int band) => inputs.Residents.LeaveRate.Span[(year * fit.Bands.Count) + band];

    private double Eighteen(int product, int band) =>
        band == fit.Bands.OfAge(18) && fit.Eighteen is { } told ? told.Rate[product] : 0;

    private bool Serves(int product, int band) =>
        fit.Products.Products[product].FirstAge <= fit.Bands.LastAge(band)
        && fit.Products.Products[product].LastAge >= fit.Bands.LowerBounds[band];

    private bool Happens(double chance) => random.NextDouble() < chance;

    private double Wait(double rate) => rate > 0 ? -Math.Log(1 - random.NextDouble()) / rate : double.PositiveInfinity;
}
