using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Need.Indicators;
using Populatie.Server.Contracts;
using Populatie.Server.Delivery;
using Populatie.Server.Description;
using Populatie.Server.Library;
using Populatie.Server.Problems;
using Populatie.Server.SignIn;
using Populatie.Server.Values;

namespace Populatie.Server.Endpoints;

/// <summary><c>/v1/indicators</c>: each area beside areas like it, as <c>populatie indicators --json</c>, small counts kept inside.</summary>
internal static class IndicatorEndpoints
{
    /// <summary>A year to name where one is asked for.</summary>
    private const int ExampleYear = 2024;

    public static void MapIndicators(this IEndpointRouteBuilder routes) =>
        routes
            .MapRead("/v1/indicators", All)
            .For(Access.Reader)
            .Is(
                new(
                    "listIndicators",
                    Topic.Observed,
                    new("Areas beside areas like them", "Gebieden naast gebieden zoals zij")
                )
                {
                    Detail =
                        "Reach, availability, quality and budget, as populatie indicators --json. To follow, to mirror, to "
                        + "learn: there are no targets. What tells of fewer than ten people is null, and in no band of peers.",
                    Parameters =
                    [
                        Parameters.Run with
                        {
                            Name = "cube",
                            Meaning = "Id of a cube, or latest (the default).",
                        },
                        Parameters.Level,
                        Parameters.Area with
                        {
                            Meaning = "Code of one area; without it all areas of the level.",
                        },
                        Parameters.Year with
                        {
                            Meaning = "A year of the cube; without it its last whole year.",
                            Example = ExampleYear,
                        },
                    ],
                    Answers = [Content.Json(ContractJson.Default.IndicatorRowArray)],
                    Faults = [StatusCodes.Status404NotFound],
                }
            );

    private static BodyResult All(
        string? cube,
        string? level,
        string? area,
        string? year,
        HttpRequest request,
        IndicatorLibrary indicators,
        BodyCache cache
    )
    {
        var id = indicators.Find(cube ?? "latest");
        var at = level is null ? indicators.LevelWith(id, area) : indicators.LevelOf(id, level);
        var language = Languages.Answered(request);
        var sight = Sight.Of(request.HttpContext);
        var unseen = sight.Unseen(indicators.AreasOf(id), at);
        var rows = Rows(
            indicators.Of(id, at, Asked.Year(year, example: ExampleYear), unseen),
            area,
            unseen,
            indicators,
            language
        );
        var notes = string.Join('\n', rows.Select(r => r.Note).Distinct(StringComparer.Ordinal));
        return new(
            cache.Of(
                ("indicators", id, indicators.NewestPopulation(), at, rows[0].Year, area, sight, language, notes),
                _ =>
                    Body.Of(
                        JsonSerializer.SerializeToUtf8Bytes(rows, ContractJson.Default.IndicatorRowArray),
                        Content.JsonType
                    )
            ),
            Freshness.AskAgain
        );
    }

    private static IndicatorRow[] Rows(
        IReadOnlyList<(Indicator Row, bool IsHidden)> found,
        string? area,
        HashSet<string> unseen,
        IndicatorLibrary indicators,
        Language language
    )
    {
        var notes = new Dictionary<string, string>(StringComparer.Ordinal);
        var shown = new List<IndicatorRow>();
        foreach (var (row, isHidden) in found)
        {
            var code = row.Area.Code;
            if (area is null || string.Equals(code, area, StringComparison.Ordinal))
            {
                if (!notes.TryGetValue(code, out var note))
                {
                    notes.Add(code, note = indicators.NoteOn(code));
                }
                var reason =
                    unseen.Contains(code) ? Sight.Reason
                    : isHidden ? Protection.Reason
                    : null;
                shown.Add(IndicatorRow.Of(row, reason, note, language));
            }
        }
        return shown.Count > 0
            ? [.. shown]
            : throw ApiFault.NotFound(
                "there is no such area on this level; /v1/areas/{level} lists them",
                "dit gebied is er niet op dit niveau; /v1/areas/{level} noemt ze"
            );
    }
}
