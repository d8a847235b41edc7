using Populatie.Analytics.Areas;
using Populatie.Server.Tiles;
using Populatie.Simulation.Figures;

namespace Populatie.Server.Description;

/// <summary>What many endpoints take.</summary>
internal static class Parameters
{
    private const int LongestName = 64;
    private const string AnyName = "^[A-Za-z0-9_-]+$";
    private const int FirstYear = 1995;
    private const int LastYear = 2100;

    public static readonly Parameter Level = Parameter.Choice(
        "level",
        "Level of areas. A map or a run has some of them; /v1/runs/{id} names those of a run.",
        AreaLevel.Wijk.ToName(),
        [.. Enum.GetValues<AreaLevel>().Select(l => l.ToName())]
    );

    public static readonly Parameter Run = Parameter.Text(
        "id",
        "Id of a run, or latest: the newest that is kept.",
        "latest",
        "^(latest|[0-9a-f]{16})$",
        16
    );

    public static readonly Parameter Scenario = Parameter.Text(
        "id",
        "Name of a scenario that ships, or id of one that was sent.",
        "basis-2040",
        AnyName,
        LongestName
    );

    public static readonly Parameter Measure = Parameter.Text(
        "measure",
        "Name of a measure; /v1/runs/{id} lists those of a run, with their units.",
        Measures.Clients.Name,
        "^[a-z][a-z0-9_]*$",
        LongestName
    );

    public static readonly Parameter Year = Parameter.Number(
        "year",
        "A year of the run: observed until its base year, projected after it.",
        2035,
        FirstYear,
        LastYear
    );

    public static readonly Parameter Years = Parameter.Text(
        "year",
        "A projected year, or all of them.",
        "all",
        "^(all|[0-9]{4})$",
        4
    );

    public static readonly Parameter Product = Parameter.Text(
        "product",
        "A product, act (Wmo, Jeugd), track (track-1 to track-3) or all; /v1/runs/{id} lists them.",
        "Wmo",
        AnyName,
        LongestName
    );

    public static readonly Parameter Area = Parameter.Text(
        "area",
        "Code of an area, as /v1/areas/{level} lists them.",
        "WK034403",
        AnyName,
        LongestName
    );

    public static readonly Parameter File = Parameter.Text(
        "name",
        "Name of a file of the page: it holds the digest of its content.",
        "index.js",
        "^[A-Za-z0-9._-]+$",
        128
    );

    public static readonly Parameter Zoom = Parameter.Number(
        "z",
        "Zoom: at 0 one tile holds the whole plane.",
        10,
        0,
        TileMatrix.MostZoom
    );

    public static readonly Parameter Column = Parameter.Number(
        "x",
        "Column, from the west; at zoom z from 0 to 2^z - 1.",
        526,
        0,
        (1 << TileMatrix.MostZoom) - 1
    );

    public static readonly Parameter Row = Parameter.Number(
        "y",
        "Row, from the north; at zoom z from 0 to 2^z - 1.",
        337,
        0,
        (1 << TileMatrix.MostZoom) - 1
    );

    /// <summary>What a parameter of a path means where its operation does not say otherwise.</summary>
    /// <exception cref="InvalidOperationException">None of that name is known: the operation must tell.</exception>
    public static Parameter OfPath(string name) =>
        name switch
        {
            "level" => Level,
            "id" => Run,
            "measure" => Measure,
            "year" => Year,
            "area" => Area,
            "z" => Zoom,
            "x" => Column,
            "y" => Row,
            _ => throw new InvalidOperationException($"nothing is told of the parameter {{{name}}} of a path"),
        };
}
