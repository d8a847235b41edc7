namespace Populatie.Analytics.Need;

/// <summary>
/// Nelder and Mead's downhill simplex for a function of a few variables: no derivatives, no chance, the same path every
/// time. Source: Nelder &amp; Mead, "A simplex method for function minimization", Computer Journal 7 (1965).
/// </summary>
internal static class SimplexSearch
{
    /// <param name="function">To be made as small as possible; finite everywhere.</param>
    /// <param name="start">Shape [n].</param>
    /// <param name="step">Size of the first simplex.</param>
    /// <param name="spread">Stops when the values at the corners differ by less than this.</param>
    public static (double[] Point, double Value) Minimise(
        Func<double[], double> function,
        double[] start,
        double step,
        double spread = 1e-8,
        int most = 600
    )
    {
        var n = start.Length;
        var corners = new double[n + 1][];
        var values = new double[n + 1];
        for (var corner = 0; corner <= n; corner++)
        {
            corners[corner] = (double[])start.Clone();
            if (corner > 0)
            {
                corners[corner][corner - 1] += step;
            }
            values[corner] = function(corners[corner]);
        }
        for (var round = 0; round < most; round++)
        {
            SortStably(corners, values);
            if (values[n] - values[0] < spread)
            {
                break;
            }
            var centre = CentreWithoutWorst(corners);
            var (reflected, atReflected) = Try(function, centre, corners[n], 1);
            if (atReflected < values[0])
            {
                var (further, atFurther) = Try(function, centre, corners[n], 2);
                (corners[n], values[n]) = atFurther < atReflected ? (further, atFurther) : (reflected, atReflected);
            }
            else if (atReflected < values[n - 1])
            {
                (corners[n], values[n]) = (reflected, atReflected);
            }
            else
            {
                var (nearer, atNearer) = Try(function, centre, corners[n], atReflected < values[n] ? 0.5 : -0.5);
                if (atNearer < Math.Min(values[n], atReflected))
                {
                    (corners[n], values[n]) = (nearer, atNearer);
                }
                else
                {
                    Shrink(function, corners, values);
                }
            }
        }
        SortStably(corners, values);
        return (corners[0], values[0]);
    }

    private static (double[] Point, double Value) Try(
        Func<double[], double> function,
        double[] centre,
        double[] worst,
        double share
    )
    {
        var point = new double[centre.Length];
        for (var i = 0; i < point.Length; i++)
        {
            point[i] = centre[i] + (share * (centre[i] - worst[i]));
        }
        return (point, function(point));
    }

    private static double[] CentreWithoutWorst(double[][] corners)
    {
        var n = corners.Length - 1;
        var centre = new double[n];
        for (var i = 0; i < n; i++)
        {
            for (var corner = 0; corner < n; corner++)
            {
                centre[i] += corners[corner][i] / n;
            }
        }
        return centre;
    }

    private static void Shrink(Func<double[], double> function, double[][] corners, double[] values)
    {
        for (var corner = 1; corner < corners.Length; corner++)
        {
            for (var i = 0; i < corners[corner].Length; i++)
            {
                corners[corner][i] = (corners[corner][i] + corners[0][i]) / 2;
            }
            values[corner] = function(corners[corner]);
        }
    }

    /// <summary>Insertion sort: few corners, and equal values keep their order on every machine.</summary>
    private static void SortStably(double[][] corners, double[] values)
    {
        for (var i = 1; i < values.Length; i++)
        {
            for (var j = i; j > 0 && values[j] < values[j - 1]; j--)
            {
                (values[j], values[j - 1]) = (values[j - 1], values[j]);
                (corners[j], corners[j - 1]) = (corners[j - 1], corners[j]);
            }
        }
    }
}
