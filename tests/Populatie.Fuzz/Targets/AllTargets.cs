using Populatie.Fuzz.Trials;

namespace Populatie.Fuzz.Targets;

/// <summary>The table of contents: every parser under trial.</summary>
internal static class AllTargets
{
    public static IReadOnlyList<Target> Create() =>
        [
            new RecordTables(),
            new PackedRecordTables(),
            SmallTables.Groupings,
            SmallTables.Addresses,
            SmallTables.Kerncijfers,
            SmallTables.Published,
            SmallTables.NationalRates,
            SmallTables.Changes,
            Deliveries.Assignments,
            Deliveries.Declarations,
            Deliveries.PolicyJeugd,
            Deliveries.Mappings,
            new Points(),
            new GeoJsonMaps(),
            new ImportedMaps(),
            new Geometries(),
            new GeoPackageFiles(),
            YamlTexts.Scenarios,
            YamlTexts.Products,
            YamlTexts.Truths,
            YamlTexts.Vintages,
            YamlTexts.Notation,
            new RateTexts(),
            StoredFiles.Columns,
            StoredFiles.Areas,
            StoredFiles.Populations,
            StoredFiles.Cards,
            new Queries(),
            new Addresses(),
            new EwkbPoints(),
        ];
}
