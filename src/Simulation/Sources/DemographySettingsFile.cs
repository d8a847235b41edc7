using Populatie.Analytics.Evidence;
using Populatie.Analytics.Sources.Embedded;
using Populatie.Simulation.Population;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Populatie.Simulation.Sources;

/// <summary>Reads <c>geodata/demography/settings.yaml</c>, which ships with the program.</summary>
public static class DemographySettingsFile
{
    private static readonly Lazy<DemographySettings> Shipped = new(Read);

    public static DemographySettings Embedded => Shipped.Value;

    private static DemographySettings Read()
    {
        var entries = new DeserializerBuilder()
            .WithNamingConvention(UnderscoredNamingConvention.Instance)
            .IgnoreUnmatchedProperties()
            .Build()
            .Deserialize<Document>(EmbeddedFiles.Text("geodata/demography/settings.yaml"))
            .Settings;
        Assumption Of(string name)
        {
            var entry = entries[name];
            return new(entry.Value, entry.Low, entry.High, entry.Source, entry.Confidence);
        }
        return new()
        {
            FertilityWalkCity = Of("fertility_walk_city"),
            FertilityWalkWijk = Of("fertility_walk_wijk"),
            MortalityWalkCity = Of("mortality_walk_city"),
            MortalityWalkWijk = Of("mortality_walk_wijk"),
            MigrationWalkCity = Of("migration_walk_city"),
            MigrationWalkWijk = Of("migration_walk_wijk"),
        };
    }

    private sealed class Document
    {
        public Dictionary<string, Entry> Settings { get; set; } = [];
    }

    private sealed class Entry
    {
        public double Value { get; set; }

        public double Low { get; set; }

        public double High { get; set; }

        public string Source { get; set; } = "";

        public double Confidence { get; set; }
    }
}
