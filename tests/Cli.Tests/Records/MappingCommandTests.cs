using System.Text.Json;
using Populatie.Analytics.Faults;
using Populatie.Cli.Commands;
using Populatie.Cli.Shell;

namespace Populatie.Cli.Tests.Records;

/// <summary>From messages as municipalities have them to a cube, by the command line.</summary>
public sealed class MappingCommandTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("populatie-mapping-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_message_becomes_records_and_a_cube()
    {
        var message = Path.Combine(folder, "sample.xml");
        await File.WriteAllTextAsync(message, Message);
        var addresses = Path.Combine(folder, "pc6hnr20240801_gwb.csv");
        await File.WriteAllTextAsync(
            addresses,
            "PC6;Huisnummer;Buurt2024;Wijk2024;Gemeente2024\n3512AB;1;3440111;34401;344\n3512AB;2;3440112;34401;344\n"
        );
        var (exit, output, errors) = await Run(
            "records",
            "import",
            message,
            "--mapping",
            "iwmo-323",
            "--addresses",
            addresses
        );
        exit.ShouldBe(ExitCode.Done, errors);
        output.ShouldContain("3 rows read: 3 records and 0 set aside");
        output.ShouldContain("located by address");
        errors.ShouldContain("1 postcodes lie in more than one buurt");
        errors.ShouldNotContain("100000001");
        output.ShouldNotContain("100000001");

        (exit, output, errors) = await Run("aggregate", "--json");
        exit.ShouldBe(ExitCode.Done, errors);
        (exit, output, errors) = await Run("show", "latest", "--measure", "cost", "--level", "buurt", "--json");
        exit.ShouldBe(ExitCode.Done, errors);
        var figures = JsonDocument.Parse(output).RootElement.EnumerateArray();
        figures
            .Where(f =>
                !f.TryGetProperty("period", out _)
                && f.GetProperty("product").ValueEquals("all")
                && f.GetProperty("area").ValueEquals("BU03440112")
            )
            .Sum(f => f.GetProperty("value").GetDouble())
            .ShouldBe(8000, "4 × 1250 and 2 × 1500 cents");
    }

    [Fact]
    public async Task Shipped_mappings_are_listed_and_can_be_shown()
    {
        var (exit, output, _) = await Run("records", "mappings");
        exit.ShouldBe(ExitCode.Done);
        output.ShouldContain("beleidsinformatie-jeugd");
        (_, output, _) = await Run("records", "mappings", "--json");
        JsonDocument.Parse(output).RootElement.GetArrayLength().ShouldBe(6);
        (_, output, _) = await Run("records", "mappings", "--show", "gmsd-wmo");
        output.ShouldContain("aanleverprotocol");
        (_, output, _) = await Run("records", "mappings", "--schema");
        JsonDocument.Parse(output).RootElement.GetProperty("title").GetString().ShouldBe("Populatie mapping");
    }

    [Fact]
    public async Task An_unknown_mapping_is_bad_input_in_one_line()
    {
        var file = Path.Combine(folder, "x.csv");
        await File.WriteAllTextAsync(file, "a\n");
        var (exit, _, errors) = await Run("records", "check", file, "--mapping", "iwmo-33");
        exit.ShouldBe(ExitCode.BadInput);
        errors.ShouldContain("did you mean 'iwmo-323'?");
        errors.TrimEnd().Split('\n').Length.ShouldBe(1);
    }

    [Fact]
    public async Task A_message_that_is_damaged_leaves_nothing()
    {
        var message = Path.Combine(folder, "sample.xml");
        await File.WriteAllTextAsync(message, Message[..^20]);
        var (exit, output, errors) = await Run("records", "import", message, "--mapping", "iwmo-323");
        exit.ShouldBe(ExitCode.BadInput);
        output.ShouldBeEmpty();
        errors.ShouldContain("not well-formed");
        Directory.EnumerateFileSystemEntries(Path.Combine(folder, "w", "records")).ShouldBeEmpty();
    }

    private const string Message = """
        <m:Delivery xmlns:m="urn:any">
          <m:Bericht>
            <m:Header><m:Afzender>0344</m:Afzender><m:Ontvanger>75750001</m:Ontvanger></m:Header>
            <m:Client>
              <m:Bsn>100000001</m:Bsn>
              <m:Geboortedatum><m:Datum>1941-03-02</m:Datum></m:Geboortedatum>
              <m:Geslacht>2</m:Geslacht>
              <m:Contactgegevens><m:Contact><m:Adres>
                <m:Huis><m:Huisnummer>2</m:Huisnummer></m:Huis><m:Postcode>3512AB</m:Postcode>
              </m:Adres></m:Contact></m:Contactgegevens>
              <m:ToegewezenProducten><m:ToegewezenProduct>
                <m:ToewijzingNummer>1</m:ToewijzingNummer>
                <m:Product><m:Categorie>02</m:Categorie></m:Product>
                <m:Toewijzingsdatum>2023-01-02</m:Toewijzingsdatum>
                <m:Toewijzingstijd>09:00:00</m:Toewijzingstijd>
                <m:Ingangsdatum>2023-01-16</m:Ingangsdatum>
                <m:Einddatum>2023-12-31</m:Einddatum>
              </m:ToegewezenProduct></m:ToegewezenProducten>
            </m:Client>
          </m:Bericht>
          <m:Bericht>
            <m:Header><m:Afzender>75750001</m:Afzender><m:Ontvanger>0344</m:Ontvanger></m:Header>
            <m:Declaratie><m:Clienten><m:Client>
              <m:Bsn>100000001</m:Bsn>
              <m:Prestaties>
                <m:Prestatie>
                  <m:ProductReferentie><m:ReferentieNummer>A1</m:ReferentieNummer></m:ProductReferentie>
                  <m:ToewijzingNummer>1</m:ToewijzingNummer>
                  <m:ProductCategorie>02</m:ProductCategorie>
                  <m:ProductPeriode><m:Begindatum>2023-02-01</m:Begindatum><m:Einddatum>2023-02-28</m:Einddatum></m:ProductPeriode>
                  <m:GeleverdVolume>4</m:GeleverdVolume><m:Eenheid>04</m:Eenheid><m:ProductTarief>1250</m:ProductTarief>
                  <m:IngediendBedrag><m:Bedrag>5000</m:Bedrag><m:DebetCredit>D</m:DebetCredit></m:IngediendBedrag>
                </m:Prestatie>
                <m:Prestatie>
                  <m:ProductReferentie><m:ReferentieNummer>A2</m:ReferentieNummer></m:ProductReferentie>
                  <m:ToewijzingNummer>1</m:ToewijzingNummer>
                  <m:ProductCategorie>02</m:ProductCategorie>
                  <m:ProductPeriode><m:Begindatum>2023-03-01</m:Begindatum><m:Einddatum>2023-03-31</m:Einddatum></m:ProductPeriode>
                  <m:GeleverdVolume>2</m:GeleverdVolume><m:Eenheid>04</m:Eenheid><m:ProductTarief>1500</m:ProductTarief>
                  <m:IngediendBedrag><m:Bedrag>3000</m:Bedrag><m:DebetCredit>D</m:DebetCredit></m:IngediendBedrag>
                </m:Prestatie>
              </m:Prestaties>
            </m:Client></m:Clienten></m:Declaratie>
          </m:Bericht>
        </m:Delivery>
        """;

    private async Task<(int Exit, string Output, string Errors)> Run(params string[] arguments)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var session = new Session(output, errors, Language.English);
        string[] all = arguments is ["records", "mappings", ..]
            ? arguments
            : [.. arguments, "--workspace", Path.Combine(folder, "w")];
        var exit = await CommandTree.RunAsync(session, all);
        return (exit, output.ToString(), errors.ToString());
    }
}
