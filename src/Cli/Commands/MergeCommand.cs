using System.CommandLine;
using System.Text.Json.Nodes;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Store;
using Populatie.Cli.Shell;
using Populatie.Simulation.Runs;
using Populatie.Simulation.Store;

namespace Populatie.Cli.Commands;

/// <summary><c>populatie merge</c>: the run that its shards make up, byte for byte as if one process had made it.</summary>
internal static class MergeCommand
{
    public static Command Create(Session session)
    {
        var names = new Argument<string[]>("part")
        {
            Arity = ArgumentArity.ZeroOrMore,
            HelpName = session.Say("PART", "DEEL"),
            Description = session.Say(
                "Parts of one run: names or the beginning of them (the id of the run), or folders; without any, all in the workspace",
                "Delen van één projectie: namen of het begin ervan (het id van de projectie), of mappen; zonder opgave alle in de werkmap"
            ),
        };
        var check = new Option<bool>("--check")
        {
            Description = session.Say(
                "Only say which shards there are and which are missing or there twice; makes nothing",
                "Zeg alleen welke delen er zijn en welke ontbreken of er dubbel zijn; maakt niets"
            ),
        };
        var threads = CommonOptions.Threads(session);
        var json = CommonOptions.Json(session);
        var workspace = CommonOptions.Workspace(session);
        var command = new Command(
            "merge",
            session.Say(
                "Make one run of the shards that project --shard made, here or elsewhere. Example: populatie merge --check",
                "Maak één projectie uit de delen die project --shard maakte, hier of elders. Voorbeeld: populatie merge --check"
            )
        )
        {
            names,
            check,
            threads,
            json,
            workspace,
        };
        command.Does(
            session,
            (parsed, _) =>
            {
                var space = session.OpenWorkspace(parsed.GetValue(workspace));
                var merge = new PartMerge(Chosen(space, parsed.GetValue(names)!));
                if (parsed.GetValue(check))
                {
                    Check(session, merge, parsed.GetValue(json));
                    return merge.IsWhole ? ExitCode.Done : ExitCode.SaidNo;
                }
                if (!merge.IsWhole)
                {
                    throw NotWhole(merge);
                }
                var id = merge.Save(space, parsed.GetValue(threads));
                if (!parsed.GetValue(json))
                {
                    Headline.Print(session, RunStore.Load(space, id));
                }
                JsonPrinter.PrintId(session, id, parsed.GetValue(json));
                return ExitCode.Done;
            }
        );
        return command;
    }

    private static List<PartView> Chosen(Workspace space, string[] names)
    {
        if (names.Length > 0)
        {
            return [.. names.SelectMany(n => Named(space, n))];
        }
        // What a process that was interrupted kept to go on from is no shard yet.
        var finished = PartStore.All(space).Where(p => p.IsFinished).ToList();
        var pending = finished.Where(p => !space.Has(ArtefactKind.Run, p.Card.Id)).ToList();
        return pending.Count > 0 ? pending
            : finished.Count > 0 ? finished
            : throw Missing(space, "");
    }

    private static IReadOnlyList<PartView> Named(Workspace space, string name)
    {
        if (Directory.Exists(name))
        {
            return [new PartView(name)];
        }
        var parts = PartStore.All(space).Where(p => p.Name.StartsWith(name, StringComparison.Ordinal)).ToList();
        if (parts.Count == 0 && RunOf(space, name) is { } run)
        {
            throw IsWhole(run);
        }
        var exact = parts.Where(p => string.Equals(p.Name, name, StringComparison.Ordinal)).ToList();
        var finished = parts.Where(p => p.IsFinished).ToList();
        return exact.Count > 0 ? exact
            : finished.Count > 0 ? finished
            : throw Missing(space, name);
    }

    /// <summary>The run that was named where parts were asked for; null for none.</summary>
    private static string? RunOf(Workspace space, string name)
    {
        var isLatest = string.Equals(name, "latest", StringComparison.Ordinal);
        return space
            .List(ArtefactKind.Run)
            .LastOrDefault(r => isLatest || (name.Length > 0 && r.Id.StartsWith(name, StringComparison.Ordinal)))
            ?.Id;
    }

    private static SourceFormatException IsWhole(string run) =>
        new(
            run,
            null,
            null,
            new("a whole run", "een hele projectie"),
            new(
                "shards of one run, which merge makes into that run",
                "delen van één projectie, waar merge die projectie van maakt"
            ),
            new(
                "nothing to merge; to hold runs beside each other: populatie compare RUN_A RUN_B",
                "er valt niets samen te voegen; projecties naast elkaar leggen kan met: populatie compare PROJECTIE_A PROJECTIE_B"
            )
        );

    private static SourceFormatException Missing(Workspace space, string name) =>
        !space.Exists
            ? space.NotThere()
            : new(
                space.FolderOf(ArtefactKind.Part),
                null,
                null,
                name.Length == 0
                    ? new("no finished part", "geen voltooid deel")
                    : new($"no finished part called '{name}'", $"geen voltooid deel met de naam '{name}'"),
                new("parts of a run", "delen van een projectie"),
                new(
                    "make them with: populatie project SCENARIO.yaml --shard 1/2",
                    "maak ze met: populatie project SCENARIO.yaml --shard 1/2"
                )
            );

    private static SourceFormatException NotWhole(PartMerge merge)
    {
        var have = string.Join(", ", merge.Parts.Select(p => p.Shard));
        var (english, dutch) = Wrong(merge);
        return new(
            merge.Card.Id,
            null,
            null,
            new($"shards {have}; {english}", $"delen {have}; {dutch}"),
            new(
                $"all {merge.Card.Replicates} futures, each once",
                $"alle {merge.Card.Replicates} toekomsten, elk één keer"
            ),
            merge.Missing.IsEmpty
                ? new("name the parts that are wanted", "noem de delen die gewenst zijn")
                : new(
                    $"make them: populatie project SCENARIO.yaml --shard {merge.MissingShards()[0]}",
                    $"maak ze: populatie project SCENARIO.yaml --shard {merge.MissingShards()[0]}"
                )
        );
    }

    private static (string English, string Dutch) Wrong(PartMerge merge)
    {
        var (english, dutch) = (new List<string>(), new List<string>());
        if (!merge.Missing.IsEmpty)
        {
            var shards = string.Join(", ", merge.MissingShards());
            var futures = string.Join(", ", merge.Missing);
            english.Add($"missing: {shards} (futures {futures})");
            dutch.Add($"ontbreekt: {shards} (toekomsten {futures})");
        }
        if (!merge.Doubled.IsEmpty)
        {
            var shards = string.Join(", ", merge.DoubledParts().Select(p => p.Shard).Distinct());
            var futures = string.Join(", ", merge.Doubled);
            english.Add($"there twice: {shards} (futures {futures})");
            dutch.Add($"dubbel: {shards} (toekomsten {futures})");
        }
        return (string.Join("; ", english), string.Join("; ", dutch));
    }

    private static void Check(Session session, PartMerge merge, bool json)
    {
        // A part whose files are damaged is no part: that is told as a fault of the input.
        foreach (var part in merge.Parts)
        {
            ArtefactCheck.CheckPart(part);
        }
        if (json)
        {
            PrintJson(session, merge);
            return;
        }
        var table = new TablePrinter(
            new(session.Say("shard", "deel")),
            new(session.Say("futures", "toekomsten"), Right: true),
            new(session.Say("part", "map"))
        );
        foreach (var part in merge.Parts)
        {
            var range = part.Replicates.Count == 0 ? "–" : part.Replicates.ToString();
            table.Add(part.Shard.ToString(), range, part.Name);
        }
        table.Print(session.Output);
        var (english, dutch) = Wrong(merge);
        session.Output.WriteLine(
            merge.IsWhole
                ? session.Say(
                    $"{merge.Card.Id}: ok, all {merge.Card.Replicates} futures, each once",
                    $"{merge.Card.Id}: ok, alle {merge.Card.Replicates} toekomsten, elk één keer"
                )
                : session.Say($"{merge.Card.Id}: {english}", $"{merge.Card.Id}: {dutch}")
        );
    }

    private static void PrintJson(Session session, PartMerge merge)
    {
        static JsonObject Range(ReplicateRange range) => new() { ["first"] = range.First + 1, ["last"] = range.End };

        session.Output.WriteLine(
            new JsonObject
            {
                ["run"] = merge.Card.Id,
                ["replicates"] = merge.Card.Replicates,
                ["complete"] = merge.IsWhole,
                ["parts"] = new JsonArray([
                    .. merge.Parts.Select(p => new JsonObject
                    {
                        ["part"] = p.Name,
                        ["shard"] = p.Shard.ToString(),
                        ["first"] = p.Replicates.First + 1,
                        ["last"] = p.Replicates.End,
                    }),
                ]),
                ["missing_shards"] = new JsonArray([
                    .. merge.MissingShards().Select(s => JsonValue.Create(s.ToString())),
                ]),
                ["missing"] = new JsonArray([.. merge.Missing.Select(Range)]),
                ["doubled"] = new JsonArray([.. merge.Doubled.Select(Range)]),
            }.ToJsonString()
        );
    }
}
