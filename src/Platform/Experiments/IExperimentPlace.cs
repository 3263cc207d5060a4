namespace Nameplate.Platform.Experiments;

/// <summary>What is assigned to a variant: a unit, a person, or the whole lot that was packed with it.</summary>
public enum SubjectKind { Unit, Person, Lot }

/// <summary>A place where variants can be tried, such as the registration form. Modules contribute theirs with <c>AddExperimentPlace</c>.</summary>
public interface IExperimentPlace
{
    /// <summary>Unique: <c>owners.form</c>.</summary>
    string Key { get; }
    SubjectKind Subject { get; }
    /// <summary>In the reader's language.</summary>
    string Name { get; }
    /// <summary>What may be counted; the first is the usual one.</summary>
    IReadOnlyList<ExperimentGoal> Goals { get; }
    /// <summary>Of what a variant is made. Every value is one that may be shown to anybody; none when the variants are things of the world, such as inserts.</summary>
    IReadOnlyList<ExperimentPart> Parts { get; }

    /// <summary>Where lots are the subjects: of each lot, the units that count by now and those that reached the goal in time.</summary>
    Task<IReadOnlyList<LotCount>> Count(IReadOnlyList<LotName> lots, string goal, TimeSpan window, DateTimeOffset now, CancellationToken ct) => Task.FromResult<IReadOnlyList<LotCount>>([]);
}

/// <param name="Text">In the reader's language.</param>
public sealed record ExperimentGoal(string Key, string Text);

/// <param name="Choices">The first is what stands without an experiment.</param>
public sealed record ExperimentPart(string Key, string Label, IReadOnlyList<(string Value, string Text)> Choices);

public sealed record LotName(string Gtin, string Lot);

public sealed record LotCount(LotName Lot, int Counted, int Converted);

/// <summary>Which variant a subject gets.</summary>
/// <param name="Key">Of the experiment.</param>
/// <param name="IsMeasured">False for what was chosen when an experiment had ended: everybody gets it, and nothing is counted.</param>
public sealed record Assigned(Guid Experiment, string Key, string Variant, IReadOnlyDictionary<string, string> Parts, bool IsMeasured);

/// <summary>Somebody saw a variant.</summary>
public sealed record Exposure(Guid Brand, Guid Experiment, Guid Subject, string Variant, DateTimeOffset At);
