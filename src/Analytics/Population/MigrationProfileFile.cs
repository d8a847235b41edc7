using System.Collections.Immutable;
using Populatie.Analytics.Evidence;
using Populatie.Analytics.Records;
using Populatie.Analytics.Sources.Embedded;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Populatie.Analytics.Population;

/// <summary>Reads <c>geodata/utrecht/migration-profile.yaml</c>: knots by age, straight between them.</summary>
internal static class MigrationProfileFile
{
    public static MigrationProfile Embedded(string path)
    {
        var document = new DeserializerBuilder()
            .WithNamingConvention(UnderscoredNamingConvention.Instance)
            .IgnoreUnmatchedProperties()
            .Build()
            .Deserialize<Document>(EmbeddedFiles.Text($"geodata/{path}"));
        ImmutableArray<Assumption> Ages(List<Knot> knots) =>
            [.. Enumerable.Range(0, AgeBands.AgeCount).Select(age => At(knots, age, document))];
        return new(
            Ages(document.LeaveCity),
            Ages(document.MoveWithinCity),
            Ages(document.Arrive),
            (document.ProfileKept.From, document.ProfileKept.To),
            document.Source
        )
        {
            NetMoves = Ages(document.NetMoves),
        };
    }

    private static Assumption At(List<Knot> knots, int age, Document document)
    {
        var right = knots.FindIndex(k => k.Age >= age);
        if (right < 0)
        {
            right = knots.Count - 1;
        }
        var left = knots[right].Age > age ? right - 1 : right;
        var (a, b) = (knots[left], knots[right]);
        var share = left == right ? 0 : (double)(age - a.Age) / (b.Age - a.Age);
        double Between(double x, double y) => x + ((y - x) * share);
        return new(
            Between(a.Value, b.Value),
            Between(a.Low, b.Low),
            Between(a.High, b.High),
            document.Source,
            document.Confidence
        );
    }

    private sealed class Document
    {
        public string Source { get; set; } = "";

        public double Confidence { get; set; }

        public List<Knot> LeaveCity { get; set; } = [];

        public List<Knot> MoveWithinCity { get; set; } = [];

        public List<Knot> Arrive { get; set; } = [];

        public List<Knot> NetMoves { get; set; } = [];

        public Range ProfileKept { get; set; } = new();
    }

    private sealed class Range
    {
        public int From { get; set; }

        public int To { get; set; }
    }

    private sealed class Knot
    {
        public int Age { get; set; }

        public double Value { get; set; }

        public double Low { get; set; }

        public double High { get; set; }
    }
}
