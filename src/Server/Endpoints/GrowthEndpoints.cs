using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Populatie.Server.Contracts;
using Populatie.Server.Delivery;
using Populatie.Server.Description;
using Populatie.Server.Library;
using Populatie.Server.Problems;
using Populatie.Simulation.Growth;
using Populatie.Simulation.Store;
using Populatie.Simulation.Store.Export;

namespace Populatie.Server.Endpoints;

/// <summary>
/// <c>/v1/growth</c>: what financiers assumed, side by side; with <c>?run=</c> beside what a run finds. The rows are those of the
/// command line, as JSON or as a file for a spreadsheet.
/// </summary>
internal static class GrowthEndpoints
{
    private const int MostYears = 200;
    private const int MostOwnText = 200;
    private const int LongestCode = 32;

    public static void MapGrowth(this IEndpointRouteBuilder routes) =>
        routes
            .MapRead("/v1/growth", Growth)
            .Is(
                new(
                    "getGrowth",
                    Topic.Runs,
                    new(
                        "Growth that financiers assumed, side by side and beside a run",
                        "Groei die financiers aannamen, naast elkaar en naast een projectie"
                    )
                )
                {
                    Detail =
                        "As populatie growth table --json. With a run: what the money of a vintage buys of its care, and what it "
                        + "cannot buy.",
                    Parameters =
                    [
                        Parameters.Year with
                        {
                            Name = "from",
                            Meaning = "First year of the table; 2018 where it is left out.",
                            Example = 2025,
                        },
                        Parameters.Year with
                        {
                            Name = "to",
                            Meaning = "Last year of the table; 2040 where it is left out.",
                        },
                        Parameter.Choice("period", "Whether 2027-2033 is counted in 6 steps or in 7.", "6", "6", "7"),
                        Parameter.Text(
                            "vintage",
                            "Code of the vintage that the run stands beside; that of its scenario where it is left out.",
                            "cpb-2027-2033",
                            "^[a-z0-9-]+$",
                            LongestCode
                        ),
                        Parameters.Run with
                        {
                            Name = "run",
                        },
                        Parameters.Run with
                        {
                            Name = "without",
                            Meaning = "The same run without care that moves to the municipality, to tell that apart.",
                        },
                        Parameters.Area with
                        {
                            Meaning = "Code of the gemeente; the first of the run where it is left out.",
                            Example = "GM0344",
                        },
                        Parameter.Text(
                            "own",
                            "A growth of one's own, in percent a year, beside the others.",
                            "wmo:2.5,jeugd:1",
                            "^[a-z]+:-?[0-9.]+(,[a-z]+:-?[0-9.]+)*$",
                            MostOwnText
                        ),
                        .. TableForm.Takes,
                    ],
                    Answers = TableForm.Gives<GrowthDocument>(),
                    Faults = [StatusCodes.Status404NotFound, StatusCodes.Status422UnprocessableEntity],
                }
            );

    private static BodyResult Growth(
        string? from,
        string? to,
        string? period,
        string? vintage,
        string? run,
        string? without,
        string? area,
        string? own,
        HttpContext context,
        RunLibrary runs,
        BodyCache cache
    )
    {
        var form = TableForm.Of(context.Request);
        var query = new GrowthQuery(
            YearOf(from, GrowthQuery.FirstYear),
            YearOf(to, GrowthQuery.LastYear),
            period switch
            {
                null or "6" => 6,
                "7" => 7,
                _ => throw ApiFault.Bad(
                    "period is 6 or 7: whether 2027-2033 is counted in 6 steps or in 7",
                    "period is 6 of 7: of 2027-2033 telt als 6 stappen of als 7"
                ),
            },
            vintage,
            area
        );
        if (query.To < query.From || query.To - query.From >= MostYears)
        {
            throw ApiFault.Bad("from comes before to", "from komt voor to");
        }
        if (run is null && without is not null)
        {
            throw ApiFault.Bad("without goes with run", "without hoort bij run");
        }
        var key = (
            Query: query,
            Run: run is null ? null : runs.Find(run),
            Without: without is null ? null : runs.Find(without),
            own,
            form
        );
        var body = cache.Of(key, k => Write(k.form, k.Query, OwnOf(k.own, k.Query), k.Run, k.Without, runs));
        return form.Answer(context.Response, body, "growth");
    }

    private static Body Write(
        TableForm form,
        GrowthQuery query,
        GrowthVintage? own,
        string? run,
        string? without,
        RunLibrary runs
    )
    {
        Body Told(GrowthAnswer answer) =>
            form.Write(
                () => TableJson.Of(GrowthDocument.Of(answer)),
                language => new GrowthSheets(answer, language).ToWorkbook()
            );
        return run is null ? Told(GrowthAnswer.Of(query, own, null, null))
            : without is null ? runs.Read(run, view => Told(GrowthAnswer.Of(query, own, view, null)))
            : runs.Read(
                run,
                without,
                (with, alone) => Told(Asked.OfTwo(() => GrowthAnswer.Of(query, own, with, alone)))
            );
    }

    private static int YearOf(string? text, int otherwise) =>
        text is null ? otherwise
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var year)
        && year is >= 1900 and < 2200
            ? year
        : throw ApiFault.Bad("a year is a number, for example 2035", "een jaar is een getal, bijvoorbeeld 2035");

    /// <summary>A growth of one's own: <c>own=wmo:2.5,jeugd:1</c>, in percent a year.</summary>
    private static GrowthVintage? OwnOf(string? text, GrowthQuery query)
    {
        if (text is null)
        {
            return null;
        }
        const double hundred = 100;
        var rates = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var part in text.Length <= MostOwnText ? text.Split(',') : [""])
        {
            if (
                part.Split(':') is not [var line, var rate]
                || !VintageGrid.Lines.Contains(line, StringComparer.Ordinal)
                || !double.TryParse(rate, NumberStyles.Float, CultureInfo.InvariantCulture, out var percent)
                || percent is not (> -100 and <= 100)
            )
            {
                var lines = string.Join(", ", VintageGrid.Lines);
                throw ApiFault.Bad(
                    $"own is a growth in percent for a line of {lines}; for example own=wmo:2.5,jeugd:1",
                    $"own is een groei in procenten voor een post uit {lines}; bijvoorbeeld own=wmo:2.5,jeugd:1"
                );
            }
            rates[line] = percent / hundred;
        }
        return GrowthVintage.Own(rates, query.From, query.To, "stated by who asks");
    }
}
