using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Populatie.Analytics.Areas;
using Populatie.Analytics.Store;
using Populatie.Server.Contracts;
using Populatie.Server.Delivery;
using Populatie.Server.Description;
using Populatie.Server.Library;
using Populatie.Server.Problems;
using Populatie.Server.SignIn;
using Populatie.Server.Values;
using Populatie.Simulation.Analysis.Bridge;
using Populatie.Simulation.Store;
using Populatie.Simulation.Store.Export;

namespace Populatie.Server.Endpoints;

/// <summary>
/// <c>/v1/bridge?run=&amp;from=&amp;to=</c>: why cost grows between two years; <c>?a=&amp;b=&amp;to=</c>: why it differs between two runs.
/// The rows are those of the command line, as JSON or as a file for a spreadsheet.
/// </summary>
internal static class BridgeEndpoints
{
    public static void MapBridge(this IEndpointRouteBuilder routes) =>
        routes
            .MapRead("/v1/bridge", Bridge)
            .Is(
                new(
                    "getBridge",
                    Topic.Runs,
                    new(
                        "Why cost grows between two years, or differs between two runs",
                        "Waarom kosten groeien tussen twee jaren, of verschillen tussen twee projecties"
                    )
                )
                {
                    Detail =
                        "As populatie bridge --json: residents, their ages, use, hours, mix and prices, without a rest. Where a and b "
                        + "are named they take the place of run and from: the difference between two runs in one year.",
                    Parameters =
                    [
                        Parameters.Run with
                        {
                            Name = "run",
                            Meaning = "Id of a run, or latest, which it is where it is left out.",
                        },
                        Parameters.Run with
                        {
                            Name = "a",
                            Meaning = "Id of the run where the bridge begins; goes with b.",
                        },
                        Parameters.Run with
                        {
                            Name = "b",
                            Meaning = "Id of the run where the bridge ends, of the same futures; goes with a.",
                        },
                        Parameters.Year with
                        {
                            Name = "from",
                            Meaning = "First year; the last observed one where it is left out.",
                            Example = 2026,
                        },
                        Parameters.Year with
                        {
                            Name = "to",
                            Meaning = "Last year; the horizon where it is left out.",
                        },
                        Parameter.Choice(
                            "money",
                            "Euros of each year, at prices of the base year, or at constant prices of care too.",
                            "real",
                            "nominal",
                            "real",
                            "volume"
                        ),
                        Parameters.Level with
                        {
                            Example = "gemeente",
                        },
                        Parameters.Area with
                        {
                            Example = "GM0344",
                        },
                        Parameters.Product,
                        .. TableForm.Takes,
                    ],
                    Answers = TableForm.Gives<GrowthBridge>(),
                    Faults = [StatusCodes.Status404NotFound, StatusCodes.Status422UnprocessableEntity],
                }
            );

    private static BodyResult Bridge(
        string? run,
        string? a,
        string? b,
        string? from,
        string? to,
        string? money,
        string? level,
        string? area,
        string? product,
        HttpContext context,
        RunLibrary runs,
        Workspace workspace,
        BodyCache cache
    )
    {
        var form = TableForm.Of(context.Request);
        var query = new BridgeQuery(LevelOf(level), area, product, Asked.Year(from), Asked.Year(to), MoneyOf(money));
        var isPair = (a, b) switch
        {
            (null, null) => false,
            (not null, not null) => true,
            _ => throw ApiFault.Bad(
                "name one run and two years, /v1/bridge?run=ID&from=Y&to=Y, or two runs, /v1/bridge?a=ID&b=ID&to=Y",
                "noem één projectie en twee jaren, /v1/bridge?run=ID&from=J&to=J, of twee projecties, /v1/bridge?a=ID&b=ID&to=J"
            ),
        };
        var key = (
            First: runs.Find(isPair ? a! : run ?? "latest"),
            Second: isPair ? runs.Find(b!) : null,
            query,
            form,
            sight: Sight.Of(context)
        );
        var body = cache.Of(
            key,
            k =>
                k.Second is null
                    ? runs.Read(k.First, view => Told(k.form, view, OverYears(view, k.query, workspace), k.sight))
                    : runs.Read(
                        k.First,
                        k.Second,
                        (one, other) =>
                            Told(k.form, one, Asked.OfTwo(() => BridgeTable.Between(one, other, k.query)), k.sight)
                    )
        );
        return form.Answer(context.Response, body, "bridge");
    }

    private static Body Told(TableForm form, RunView run, GrowthBridge bridge, Sight sight)
    {
        if (sight.Unseen(run.Areas, bridge.Level).Contains(bridge.Area))
        {
            throw new ApiFault(
                StatusCodes.Status403Forbidden,
                new(
                    $"you may not see figures of {bridge.Area}; ask for an area that is yours, or for the gemeente",
                    $"u mag geen cijfers zien van {bridge.Area}; vraag een gebied dat van u is, of de gemeente"
                )
            );
        }
        return form.Write(() => TableJson.Of(bridge), language => new BridgeSheets(bridge, language).ToWorkbook());
    }

    private static GrowthBridge OverYears(RunView run, BridgeQuery query, Workspace workspace)
    {
        var bridge = BridgeTable.Of(run, query, DemandPaths.Find(workspace, run, out _));
        Protection.Check(run, bridge);
        return bridge;
    }

    private static AreaLevel LevelOf(string? text) =>
        text is null ? AreaLevel.Gemeente
        : AreaLevels.TryParse(text, out var level) ? level
        : throw ApiFault.Bad(
            "level is gemeente, wijk, buurt or buurtteam",
            "level is gemeente, wijk, buurt of buurtteam"
        );

    private static MoneyBasis MoneyOf(string? text) =>
        text switch
        {
            null or "nominal" => MoneyBasis.Nominal,
            "real" => MoneyBasis.Real,
            "volume" => MoneyBasis.Volume,
            _ => throw ApiFault.Bad("money is nominal, real or volume", "money is nominal, real of volume"),
        };
}
