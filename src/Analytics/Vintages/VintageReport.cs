using Populatie.Analytics.Areas;
using Populatie.Analytics.Cubes;

namespace Populatie.Analytics.Vintages;

/// <summary>How much of a cube a move of vintages touched. Clients are those of the last year, each once.</summary>
/// <param name="Buurten">Buurten of the old map.</param>
/// <param name="Same">Those that keep their code and everything in it.</param>
/// <param name="Renamed">Those that go over whole, to another code or together with others.</param>
/// <param name="Split">Those that are divided.</param>
/// <param name="Clients">Clients of the last year of the cube.</param>
/// <param name="ClientsRenamed">Those in buurten that went over whole under another code.</param>
/// <param name="ClientsSplit">Those in buurten that were divided.</param>
/// <param name="ClientsWidened">Those known to a wijk or gemeente only, whose <c>onbekend</c> has become a wider one.</param>
public sealed record VintageReport(
    int Buurten,
    int Same,
    int Renamed,
    int Split,
    long Clients,
    long ClientsRenamed,
    long ClientsSplit,
    long ClientsWidened
)
{
    internal static VintageReport Of(Cube cube, LeafMoves moves)
    {
        var clients = ClientsOf(cube);
        var report = new VintageReport(moves.From.BuurtCount, 0, 0, 0, clients.Sum(), 0, 0, 0);
        for (var leaf = 0; leaf < moves.From.LeafCount; leaf++)
        {
            var here = clients[leaf];
            var targets = moves.Targets[leaf];
            report = leaf switch
            {
                _ when moves.IsSplit(leaf) => report with
                {
                    Split = report.Split + 1,
                    ClientsSplit = report.ClientsSplit + here,
                },
                _ when leaf >= moves.From.BuurtCount => report with
                {
                    ClientsWidened = report.ClientsWidened + (IsWider(moves, leaf) ? here : 0),
                },
                _ when IsSame(moves, leaf) => report with { Same = report.Same + 1 },
                _ => report with { Renamed = report.Renamed + 1, ClientsRenamed = report.ClientsRenamed + here },
            };
        }
        return report;
    }

    private static bool IsSame(LeafMoves moves, int leaf) =>
        string.Equals(
            moves.From.Buurten[leaf].Code,
            moves.To.Buurten[moves.Targets[leaf][0].Leaf].Code,
            StringComparison.Ordinal
        );

    private static bool IsWider(LeafMoves moves, int leaf) =>
        Width(moves.To, moves.Targets[leaf][0].Leaf) > Width(moves.From, leaf);

    private static int Width(AreaIndex index, int leaf) =>
        leaf < index.BuurtCount ? 0
        : leaf < index.BuurtCount + index.WijkCount ? 1
        : leaf < index.UnknownLeaf ? 2
        : 3;

    private static long[] ClientsOf(Cube cube)
    {
        var clients = new long[cube.Axes.Areas.LeafCount];
        var year = cube.Axes.Find(new Period(PeriodLevel.Year, cube.Origin.LastYear, 1));
        var column = cube.Clients.Column("clients");
        for (var row = 0; row < cube.Clients.Count; row++)
        {
            var key = cube.Clients.KeyAt(row);
            clients[key.Leaf] += key.Period == year && key.Product == cube.Axes.Products.AllOrdinal ? column[row] : 0;
        }
        return clients;
    }
}
