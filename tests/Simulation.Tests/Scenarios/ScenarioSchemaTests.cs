using System.Text.Json.Nodes;
using Populatie.Analytics.Faults;
using Populatie.Simulation.Scenarios;
using Populatie.Simulation.Scenarios.Notation;

namespace Populatie.Simulation.Tests.Scenarios;

public sealed class ScenarioSchemaTests
{
    private static readonly JsonNode Schema = JsonNode.Parse(ScenarioSchema.Text())!;

    [Fact]
    public void Every_shipped_scenario_fits_the_schema()
    {
        foreach (var name in ShippedScenarios.Names)
        {
            SchemaCheck.Fault(Schema, SchemaCheck.FromYaml(ShippedScenarios.Read(name))).ShouldBeNull(name);
        }
    }

    [Theory]
    [InlineData(Language.English)]
    [InlineData(Language.Dutch)]
    public void The_template_fits_the_schema_with_and_without_its_settings(Language language)
    {
        var text = ScenarioTemplate.Text("new", language);
        SchemaCheck.Fault(Schema, SchemaCheck.FromYaml(text)).ShouldBeNull();
        SchemaCheck.Fault(Schema, SchemaCheck.FromYaml(ScenarioTemplateTests.SwitchedOn(text))).ShouldBeNull();
    }

    /// <summary>What the reader refuses for its shape, the schema refuses too.</summary>
    [Theory]
    [InlineData("horizn: 2040")]
    [InlineData("take-up: 0.9")]
    [InlineData("steps: week")]
    [InlineData("capacity: some")]
    [InlineData("groups: {x: {pol: wijk}}")]
    [InlineData("staff: {fill: {low: 1%}}")]
    [InlineData("levers: {}")]
    [InlineData("levers: [{start: 2030}]")]
    [InlineData("levers: [{lever: hirng, start: 2030}]")]
    [InlineData("money: {contracts: [{act: Wmo, track: 7, form: output}]}")]
    public void The_schema_refuses_what_the_reader_refuses(string more)
    {
        var text = $"name: x\nbase: {{year: 2025}}\nhorizon: 2040\ngrowth: {{}}\n{more}";
        Should.Throw<SourceFormatException>(() => ScenarioReader.Parse(text, "x"));
        SchemaCheck.Fault(Schema, SchemaCheck.FromYaml(text)).ShouldNotBeNull();
    }

    [Fact]
    public void A_scenario_must_have_its_four_keys_or_extend_another()
    {
        SchemaCheck.Fault(Schema, SchemaCheck.FromYaml("name: x\nhorizon: 2040")).ShouldNotBeNull();
        SchemaCheck.Fault(Schema, SchemaCheck.FromYaml("name: x\nextends: basis-2040")).ShouldBeNull();
    }

    [Fact]
    public void Every_key_of_the_reader_is_in_the_schema() => Compare(ScenarioGrammar.Root, Schema, "scenario");

    private static void Compare(SectionShape shape, JsonNode schema, string path)
    {
        var section = schema["properties"] is not null
            ? schema
            : schema["anyOf"]!.AsArray().First(s => s!["properties"] is not null)!;
        section["additionalProperties"]!.GetValue<bool>().ShouldBeFalse(path);
        section["properties"]!.AsObject().Select(p => p.Key).ShouldBe(shape.Keys.Select(k => k.Name), path);
        foreach (var key in shape.Keys)
        {
            var below = section["properties"]![key.Name]!;
            switch (key.Value)
            {
                case SectionShape inner:
                    Compare(inner, below, $"{path}.{key.Name}");
                    break;
                case EitherShape { Second: SectionShape inner }:
                    Compare(inner, below, $"{path}.{key.Name}");
                    break;
                case NamedShape named:
                    Compare(named.Each, below["additionalProperties"]!, $"{path}.{key.Name}");
                    break;
                case ListShape { Each: SectionShape each }:
                    Compare(each, below["items"]!, $"{path}.{key.Name}");
                    break;
                case QuantityShape or AnyQuantityShape:
                    var longForm = below["anyOf"]!.AsArray().Single(s => s!["properties"] is not null)!;
                    longForm["properties"]!.AsObject().Select(p => p.Key).ShouldBe(Quantities.LongKeys, key.Name);
                    break;
                default:
                    break;
            }
        }
    }
}
