namespace Populatie.Simulation.Tests.Reference;

/// <summary>
/// Oracles for one queue: c places, requests as a Poisson process, exponential stays, and patience that is exponential too or
/// endless. In continuous time (Erlang C and A), and in steps as the queue has them, both as exact stationary laws.
/// </summary>
/// <param name="Load">Requests per mean stay; below <paramref name="Places"/> unless patience ends.</param>
/// <param name="Stay">Mean stay, weeks.</param>
/// <param name="Patience">Mean patience, weeks; infinite for Erlang C.</param>
internal sealed record Erlang(int Places, double Load, double Stay, double Patience)
{
    /// <summary>Most people waiting that are told apart; beyond is practically never.</summary>
    private const int Most = 160;

    public double Requests => Load / Stay;

    /// <summary>Continuous time: who waits on average, and the probability that a request must wait.</summary>
    public (double Waiting, double MustWait) Continuous()
    {
        var law = ContinuousLaw();
        var waiting = law.Select((p, n) => p * Math.Max(0, n - Places)).Sum();
        return (waiting, law.Skip(Places).Sum());
    }

    /// <summary>Textbook form of Erlang C, by way of Erlang B.</summary>
    public (double Waiting, double MustWait) ErlangC()
    {
        var blocked = 1.0;
        for (var n = 1; n <= Places; n++)
        {
            blocked = Load * blocked / (n + (Load * blocked));
        }
        var busy = Load / Places;
        var mustWait = blocked / (1 - busy + (busy * blocked));
        return (mustWait * busy / (1 - busy), mustWait);
    }

    /// <summary>
    /// In steps of a part of a week: ends, then requests, then starts (at a uniform moment, so that some end within the step),
    /// then who gives up. The state is who is in care × who waits.
    /// </summary>
    public (double Waiting, double MustWait) InSteps(double weeks)
    {
        var soon = Stay / weeks * (1 - Math.Exp(-weeks / Stay));
        var stays = Laws(Places, Math.Exp(-weeks / Stay));
        var entrants = Laws(Places, soon);
        var waits = Laws(Most, Math.Exp(-weeks / Patience));
        var come = Poisson(Requests * weeks);
        var law = Start();
        for (var step = 0; step < 20_000; step++)
        {
            var (next, mustWait) = Serve(Spread(law, stays), entrants, come);
            next = double.IsPositiveInfinity(Patience) ? next : GiveUp(next, waits);
            var change = next.Zip(law, (a, b) => Math.Abs(a - b)).Sum();
            law = next;
            if (change < 1e-10)
            {
                return (law.Select((p, n) => p * (n % Width)).Sum(), mustWait / (Requests * weeks));
            }
        }
        throw new InvalidOperationException("no stationary law in sight");
    }

    private const int Width = Most + 1;

    private double[] Start()
    {
        var law = new double[(Places + 1) * Width];
        var continuous = ContinuousLaw();
        for (var n = 0; n < continuous.Length; n++)
        {
            law[(Math.Min(n, Places) * Width) + Math.Max(0, n - Places)] = continuous[n];
        }
        return law;
    }

    /// <summary>Each in care stays or not.</summary>
    private double[] Spread(double[] law, double[][] stays)
    {
        var next = new double[law.Length];
        for (var busy = 0; busy <= Places; busy++)
        {
            for (var stay = 0; stay <= busy; stay++)
            {
                for (var queue = 0; queue <= Most; queue++)
                {
                    next[(stay * Width) + queue] += law[(busy * Width) + queue] * stays[busy][stay];
                }
            }
        }
        return next;
    }

    /// <summary>Requests come, and whoever finds a place starts.</summary>
    private (double[] Law, double MustWait) Serve(double[] law, double[][] entrants, double[] come)
    {
        var (next, mustWait, at) = (new double[law.Length], 0.0, 0);
        for (var busy = 0; busy <= Places; busy++)
        {
            for (var queue = 0; queue <= Most; queue++, at++)
            {
                for (var k = 0; k < come.Length && law[at] > 1e-18; k++)
                {
                    var start = Math.Min(queue + k, Places - busy);
                    var left = queue + k - start;
                    var chance = law[at] * come[k];
                    mustWait += chance * Math.Min(k, left);
                    for (var stay = 0; stay <= start; stay++)
                    {
                        next[((busy + stay) * Width) + Math.Min(left, Most)] += chance * entrants[start][stay];
                    }
                }
            }
        }
        return (next, mustWait);
    }

    private double[] GiveUp(double[] law, double[][] waits)
    {
        var next = new double[law.Length];
        for (var at = 0; at < law.Length; at++)
        {
            for (var wait = 0; wait <= at % Width && law[at] > 1e-18; wait++)
            {
                next[at - (at % Width) + wait] += law[at] * waits[at % Width][wait];
            }
        }
        return next;
    }

    private static double[][] Laws(int most, double chance) =>
        [.. Enumerable.Range(0, most + 1).Select(n => Binomial(n, chance))];

    /// <summary>Births and deaths in balance.</summary>
    private double[] ContinuousLaw()
    {
        var law = new double[Places + Most + 1];
        law[0] = 1;
        for (var n = 1; n < law.Length; n++)
        {
            var leave = (Math.Min(n, Places) / Stay) + (Math.Max(0, n - Places) / Patience);
            law[n] = law[n - 1] * Requests / leave;
        }
        var sum = law.Sum();
        return [.. law.Select(p => p / sum)];
    }

    private static double[] Binomial(int n, double chance)
    {
        var law = new double[n + 1];
        law[0] = 1;
        for (var trial = 0; trial < n; trial++)
        {
            for (var k = trial + 1; k >= 0; k--)
            {
                law[k] = (law[k] * (1 - chance)) + (k > 0 ? law[k - 1] * chance : 0);
            }
        }
        return law;
    }

    private static double[] Poisson(double mean)
    {
        var law = new double[(int)(mean + (12 * Math.Sqrt(mean)) + 15)];
        law[0] = Math.Exp(-mean);
        for (var k = 1; k < law.Length; k++)
        {
            law[k] = law[k - 1] * mean / k;
        }
        return law;
    }
}
