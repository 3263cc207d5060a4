using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;

namespace Nameplate.Platform.Experiments;

internal enum ExperimentState { Draft, Running, Stopped }

/// <summary>Two or more ways to do one thing, tried beside each other.</summary>
internal sealed class Experiment : IBrandOwned
{
    public Guid BrandId { get; init; }
    public Guid Id { get; init; } = OrderedId.Next();
    public required string Key { get; init; }
    public required string Name { get; set; }
    public required string Place { get; init; }
    public SubjectKind Subject { get; init; }
    public required string Goal { get; set; }
    /// <summary>How long after it was seen, or sold, the goal counts.</summary>
    public int WindowDays { get; set; }
    /// <summary>So many of a hundred subjects take no part: they get what everybody had before and are shown apart.</summary>
    public int HoldOut { get; set; }
    /// <summary>What the first variant is expected to reach, and the smallest difference worth knowing of; both of a hundred.</summary>
    public decimal Baseline { get; set; }
    public decimal Effect { get; set; }
    /// <summary>Subjects each variant needs, fixed when it was started.</summary>
    public int? Needed { get; private set; }
    public ExperimentState State { get; private set; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? StartedAt { get; private set; }
    public DateTimeOffset? EndsAt { get; set; }
    public DateTimeOffset? StoppedAt { get; private set; }
    /// <summary>The variant everybody gets since it ended.</summary>
    public string? Chosen { get; private set; }

    public TimeSpan Window => TimeSpan.FromDays(WindowDays);

    /// <summary>Whether subjects are assigned now: not before its start, not after its end.</summary>
    public bool IsOn(DateTimeOffset now) => State == ExperimentState.Running && (EndsAt is null || now < EndsAt);

    /// <summary>When it ended, by hand or by its date.</summary>
    public DateTimeOffset? EndedAt(DateTimeOffset now) => StoppedAt ?? (State == ExperimentState.Running && EndsAt <= now ? EndsAt : null);

    public bool Start(int needed, DateTimeOffset now)
    {
        if (State != ExperimentState.Draft) return false;
        (State, StartedAt, Needed) = (ExperimentState.Running, now, needed);
        return true;
    }

    public bool Stop(DateTimeOffset now)
    {
        if (State != ExperimentState.Running) return false;
        (State, StoppedAt) = (ExperimentState.Stopped, EndsAt < now ? EndsAt : now);
        return true;
    }

    public bool Choose(string? variant)
    {
        if (State != ExperimentState.Stopped) return false;
        Chosen = variant;
        return true;
    }
}

/// <summary>One of the ways. The first is the one the others are compared with.</summary>
internal sealed class ExperimentVariant : IBrandOwned
{
    public Guid BrandId { get; init; }
    public required Guid ExperimentId { get; init; }
    public required string Key { get; init; }
    public int Rank { get; set; }
    public required string Name { get; set; }
    public int Weight { get; set; }
    /// <summary>What it is made of: <c>name=optional button=mine</c>.</summary>
    public string Made { get; set; } = "";

    public IReadOnlyDictionary<string, string> Parts => Made.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(p => p.Split('=', 2)).ToDictionary(p => p[0], p => p[1]);
}

internal sealed class ExperimentMap : IEntityTypeConfiguration<Experiment>
{
    public void Configure(EntityTypeBuilder<Experiment> e)
    {
        e.ToTable("platform_experiment").HasKey(x => new { x.BrandId, x.Id });
        e.HasIndex(x => new { x.BrandId, x.Key }).IsUnique();
        e.Ignore(x => x.Window);
    }
}

internal sealed class ExperimentVariantMap : IEntityTypeConfiguration<ExperimentVariant>
{
    public void Configure(EntityTypeBuilder<ExperimentVariant> v)
    {
        v.ToTable("platform_experiment_variant").HasKey(x => new { x.BrandId, x.ExperimentId, x.Key });
        v.HasOne<Experiment>().WithMany().HasForeignKey(x => new { x.BrandId, x.ExperimentId });
        v.Ignore(x => x.Parts);
    }
}
