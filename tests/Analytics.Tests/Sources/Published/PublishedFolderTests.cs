using Populatie.Analytics.Faults;
using Populatie.Analytics.Records;
using Populatie.Analytics.Sources.Published;
using Populatie.Analytics.Sources.Tables;

namespace Populatie.Analytics.Tests.Sources.Published;

public sealed class PublishedFolderTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("populatie-published-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void The_typed_data_set_of_statline_is_read_by_stem_whatever_the_number()
    {
        Write(
            "kwb 85984NED.csv",
            "\"ID\";\"WijkenEnBuurten\";\"Gemeentenaam_1\";\"AantalInwoners_5\";\"Mannen_6\";\"Vrouwen_7\";\"k_0Tot15Jaar_8\";\"k_15Tot25Jaar_9\";\"k_25Tot45Jaar_10\";\"k_45Tot65Jaar_11\";\"k_65JaarOfOuder_12\";\"JongerenMetJeugdzorgInNatura_91\";\"WmoClienten_93\";\"WmoClientenRelatief_94\"",
            "0;\"GM0344    \";\"Utrecht   \";1000;495;505;150;150;350;200;150;120;65;65,5",
            "1;\"WK034401  \";\"Utrecht   \";600;300;300;90;90;210;120;90;70;40;66.7",
            "2;\"WK034402  \";\"Utrecht   \";400;195;205;60;60;140;80;60;.;       .;"
        );
        var tables = PublishedFolder.Read(folder.FullName);

        tables
            .Use.Select(u => (u.Act, u.Year, u.Code, u.Clients))
            .ShouldBe([
                (Act.Wmo, 2024, "GM0344", 65),
                (Act.Wmo, 2024, "WK034401", 40),
                (Act.Wmo, 2024, "WK034402", null),
                (Act.Jeugd, 2024, "GM0344", 120),
                (Act.Jeugd, 2024, "WK034401", 70),
                (Act.Jeugd, 2024, "WK034402", null),
            ]);
        tables.Use[0].PerThousand.ShouldBe(65.5);
        tables.Residents.Select(r => (r.Code, r.Total, r.Men, r.Groups[4])).ShouldContain(("WK034402", 400, 195, 60));
        tables.Reports.ShouldHaveSingleItem().Holds.Count.ShouldBe(3);
    }

    [Fact]
    public void Half_years_and_groups_of_people_are_passed_over_and_counted()
    {
        Write(
            "83267NED_TypedDataSet.csv",
            "ID;TypeMaatwerkarrangement;WijkenEnBuurten;Perioden;WmoClienten_1;WmoClientenPer1000Inwoners_2",
            "1;T001616;GM0344    ;2015JJ00;19190;55",
            "2;T001616;GM0344    ;2015HJ01;18135;55",
            "3;A050001;GM0344    ;2015JJ00;9000;25",
            "4;T001616;NL01      ;2015JJ00;999999;55"
        );
        var tables = PublishedFolder.Read(folder.FullName);
        tables.Use.ShouldHaveSingleItem().Clients.ShouldBe(19190);
        tables.Reports[0].OtherRows.ShouldBe(3);
    }

    [Fact]
    public void Observations_are_read_with_the_codes_beside_them()
    {
        Write(
            "Observations.csv",
            "\"Id\";\"Measure\";\"ValueAttribute\";\"Value\";\"StringValue\";\"WijkenEnBuurten\";\"Perioden\"",
            "1;\"M004012\";\"None\";3575.0;;\"WK034403\";\"2021JJ00\"",
            "2;\"M004013\";\"None\";105.0;;\"WK034403\";\"2021JJ00\"",
            "3;\"M004012\";\"Missing\";;;\"WK034404\";\"2021JJ00\"",
            "4;\"M999999\";\"None\";7;;\"WK034403\";\"2021JJ00\""
        );
        Write(
            "MeasureCodes.csv",
            "\"Identifier\";\"Index\";\"Title\"",
            "M004012;1;\"Wmo-cliënten\"",
            "M004013;2;\"Wmo-cliënten per 1 000 inwoners\""
        );
        var tables = PublishedFolder.Read(folder.FullName);
        tables
            .Use.Select(u => (u.Code, u.Year, u.Clients, u.PerThousand))
            .ShouldBe([("WK034403", 2021, 3575, 105), ("WK034404", 2021, null, null)]);
    }

    [Fact]
    public void Two_files_that_differ_are_reported_and_the_first_counts()
    {
        Write("a.csv", "code,year,wmo_clients", "WK034401,2020,40");
        Write("b.csv", "code,year,wmo_clients,wmo_per_1000", "WK034401,2020,55,66");
        var tables = PublishedFolder.Read(folder.FullName);
        (tables.Use.ShouldHaveSingleItem().Clients, tables.Use[0].PerThousand).ShouldBe((40, 66));
        tables.Contradictions.ShouldHaveSingleItem().Found.ShouldBe(55);
    }

    [Fact]
    public void Missing_codes_are_nothing_never_a_number()
    {
        Write("a.csv", "code;year;wmo_clients;a_inw", "WK034401;2020;-99997;-99995", "WK034402;2020;45;900");
        var tables = PublishedFolder.Read(folder.FullName);
        tables.Use[0].Clients.ShouldBeNull();
        tables.Residents[0].Total.ShouldBeNull();
        tables.Reports[0].Unprinted.ShouldBe(1 + 1 + 5 + 5);
    }

    [Theory]
    [InlineData("code,year,wmo_clients\nWK034401,2020,many\n", "a.csv:2:3")]
    [InlineData("code,year,wmo_clients\nWK034401,2020\n", "a.csv:2")]
    [InlineData("code,year,wmo_clients\n\"WK034401,2020,5\n", "a.csv:2")]
    [InlineData("name,figure\nhere,5\n", "no table")]
    [InlineData("", "no table")]
    public void What_cannot_be_read_is_said_with_its_place(string text, string place)
    {
        File.WriteAllText(Path.Combine(folder.FullName, "a.csv"), text);
        var fault = Should.Throw<SourceFormatException>(() => PublishedFolder.Read(folder.FullName));
        fault.Text.English.ShouldContain(place);
        fault.Text.English.ShouldNotContain("\n");
    }

    [Fact]
    public void A_folder_that_is_not_there_is_said_so() =>
        Should
            .Throw<SourceFormatException>(() => PublishedFolder.Read(Path.Combine(folder.FullName, "none")))
            .Text.English.ShouldContain("no such folder");

    [Theory]
    [InlineData("kwb_nl_2020", 2020)]
    [InlineData("85984NED_TypedDataSet", 2024)]
    [InlineData("kwb_utrecht_2020_2023", null)]
    [InlineData("table", null)]
    public void A_year_comes_from_the_name_of_the_file_when_only_one_is_in_it(string name, int? year) =>
        TableYear.Of(name).ShouldBe(year);

    private void Write(string name, params string[] lines) =>
        File.WriteAllLines(Path.Combine(folder.FullName, name), lines);
}
