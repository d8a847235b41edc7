using Populatie.Analytics.Records;

namespace Populatie.Analytics.Synthesis;

/// <summary>Is led along the kept persons of a simulated cohort and their kept spells.</summary>
internal interface IHistoryVisitor
{
    void BeginPerson(int number);

    void Visit(int spell, Outcome outcome);
}

/// <summary>A simulator and the text that its histories become.</summary>
internal sealed class CsvWorker : IHistoryVisitor
{
    private readonly CityWorld world;

    public CsvWorker(CityWorld world, double[] stock, Abundance abundance, IHomePoints? homes)
    {
        this.world = world;
        Simulator = new CohortSimulator(world, stock, abundance);
        Lines = new CsvLines(world, Simulator.History, homes);
    }

    public CohortSimulator Simulator { get; }

    public CsvLines Lines { get; }

    public void BeginPerson(int number) => Lines.BeginPerson(number);

    public void Visit(int spell, Outcome outcome)
    {
        Lines.BeginSpell(spell);
        var sink = Lines;
        SpellLines.Write(world, Simulator.History, spell, outcome, ref sink);
    }
}

/// <summary>A simulator and the batches that its histories become.</summary>
internal sealed class BatchWorker : IHistoryVisitor
{
    private readonly CityWorld world;

    public BatchWorker(CityWorld world, double[] stock, Abundance abundance)
    {
        this.world = world;
        Simulator = new CohortSimulator(world, stock, abundance);
        Lines = new BatchLines(world, Simulator.History);
    }

    public CohortSimulator Simulator { get; }

    public BatchLines Lines { get; }

    public void BeginPerson(int number) => Lines.BeginPerson(number);

    public void Visit(int spell, Outcome outcome)
    {
        Lines.BeginSpell(spell);
        var sink = Lines;
        SpellLines.Write(world, Simulator.History, spell, outcome, ref sink);
    }
}

/// <summary>Counts rows without writing them.</summary>
internal sealed class RowCounter(CohortSimulator simulator, CityWorld world) : IHistoryVisitor
{
    public CohortSimulator Simulator { get; } = simulator;

    public long Rows { get; set; }

    public void BeginPerson(int number) { }

    public void Visit(int spell, Outcome outcome) => Rows += SpellLines.Count(world, Simulator.History, spell);
}

/// <summary>Gathers spells as they are.</summary>
internal sealed class SpellCollector(CohortSimulator simulator) : IHistoryVisitor
{
    private ulong person;

    public CohortSimulator Simulator { get; } = simulator;

    public List<(ulong Person, SyntheticSpell Spell)> Found { get; } = [];

    public void BeginPerson(int number) => person = Pseudonyms.NumberOf(Simulator.History, number);

    public void Visit(int spell, Outcome outcome)
    {
        var found = Simulator.History.Spells[spell];
        found.Outcome = outcome;
        Found.Add((person, found));
    }
}
