using Populatie.Analytics.Areas;
using Populatie.Analytics.Evidence;
using Populatie.Analytics.Faults;
using Populatie.Cli.Commands.Export;
using Populatie.Cli.Shell;

namespace Populatie.Cli.Tests.Export;

public sealed class InterruptedExportTests
{
    [Fact]
    public void Ctrl_C_ends_an_export_in_its_middle_and_leaves_no_part_of_a_file()
    {
        var folder = Directory.CreateTempSubdirectory("populatie-export-");
        try
        {
            using var stop = new CancellationTokenSource();
            var written = 0;
            var figures = ExportCommand.UntilStopped(Enumerable.Repeat(Some(), 1000), stop.Token);
            Should.Throw<OperationCanceledException>(() =>
                OutputFile.Write(
                    Path.Combine(folder.FullName, "figures.xlsx"),
                    stream =>
                    {
                        foreach (var _ in figures)
                        {
                            stream.WriteByte(1);
                            if (++written == 10)
                            {
                                stop.Cancel();
                            }
                        }
                    }
                )
            );
            written.ShouldBe(10);
            folder.EnumerateFiles().ShouldBeEmpty();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static Figure Some() =>
        new()
        {
            Area = "WK034403",
            AreaName = "Overvecht",
            Level = AreaLevel.Wijk,
            Year = 2030,
            Product = "all",
            Measure = "clients",
            Unit = "persons",
            Basis = Basis.Estimated,
        };

    [Fact]
    public void A_folder_that_takes_no_files_is_named_as_that()
    {
        if (!Directory.Exists("/proc"))
        {
            return;
        }
        Should
            .Throw<UsageException>(() => OutputFile.Write("/proc/export.csv", stream => stream.WriteByte(1)))
            .Text.English.ShouldContain("/proc/export.csv cannot be written");
    }
}
