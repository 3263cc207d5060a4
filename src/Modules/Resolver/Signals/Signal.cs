using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Nameplate.Platform.Brands;
using Nameplate.Products;

namespace Nameplate.Resolver.Signals;

/// <summary>One kind of oddity of one number: a row that gathers evidence until somebody decides.</summary>
internal sealed class Signal : IBrandOwned
{
    public Guid BrandId { get; init; }
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public SignalKind Kind { get; init; }
    public required string Gtin { get; init; }
    public required string Serial { get; init; }
    /// <summary>Null for a number that is not on record.</summary>
    public Guid? UnitId { get; init; }
    public SignalState State { get; private set; }
    /// <summary>How much it says by itself: 0 to 100.</summary>
    public int Weight { get; private set; }
    /// <summary>Of the unit, with everything that is odd about it: 0 to 100.</summary>
    public int Score { get; private set; }
    /// <summary>JSON of <see cref="Signals.Evidence"/>.</summary>
    public required string Evidence { get; set; }
    public DateTimeOffset FirstAt { get; init; }
    public DateTimeOffset LastAt { get; private set; }
    public DateTimeOffset? RaisedAt { get; private set; }
    /// <summary>Somebody was told by mail, or it was too old to tell.</summary>
    public DateTimeOffset? ToldAt { get; set; }
    public DateTimeOffset? DecidedAt { get; private set; }
    public string? Note { get; private set; }

    public bool IsUndecided => State is SignalState.Watched or SignalState.Open;
    public UnitKey Key => new(Gtin, Serial);
    public SignalRaised Raised => new(Id, Kind, UnitId, Gtin, Serial, Score);
    public SignalDecided Decided => new(Id, Kind, UnitId, Gtin, Serial, State);

    public static Signal Of(Guid brand, UnitKey key, Guid? unit, Oddity oddity) =>
        new() { BrandId = brand, Kind = oddity.Kind, Gtin = key.Gtin, Serial = key.Serial, UnitId = unit, Weight = oddity.Weight, Evidence = oddity.Evidence.Write(), FirstAt = oddity.First, LastAt = oddity.Last };

    /// <summary>More became known. What staff decided stands.</summary>
    public void Grow(Oddity oddity)
    {
        if (!IsUndecided) return;
        (Weight, Evidence) = (oddity.Weight, oddity.Evidence.Write());
        if (oddity.Last > LastAt) LastAt = oddity.Last;
    }

    /// <returns>True when it is raised by this.</returns>
    public bool Judge(int score, int alarm, DateTimeOffset now)
    {
        Score = score;
        if (State != SignalState.Watched || score < alarm) return false;
        (State, RaisedAt) = (SignalState.Open, now);
        return true;
    }

    /// <summary>What it rested on is explained by what became known since, such as a day of shipment that came late.</summary>
    public void Withdraw(DateTimeOffset now)
    {
        if (IsUndecided) (State, Weight, DecidedAt) = (SignalState.Dismissed, 0, now);
    }

    /// <summary>Who decided stands in the audit.</summary>
    public void Decide(SignalState state, string? note, DateTimeOffset now) =>
        (State, DecidedAt, Note) = (state is SignalState.Watched ? SignalState.Open : state, state is SignalState.Confirmed or SignalState.Dismissed ? now : null, note);

    /// <summary>What it adds to the unit's score.</summary>
    public int Counts => State switch { SignalState.Confirmed => 100, SignalState.Dismissed => 0, _ => Weight };
}

internal sealed class SignalMap : IEntityTypeConfiguration<Signal>
{
    public void Configure(EntityTypeBuilder<Signal> s)
    {
        s.ToTable("resolver_signal").HasKey(x => new { x.BrandId, x.Id });
        s.HasIndex(x => new { x.BrandId, x.Gtin, x.Serial, x.Kind }).IsUnique();
        s.HasIndex(x => new { x.BrandId, x.UnitId });
        s.HasIndex(x => new { x.BrandId, x.Serial });
        s.HasIndex(x => new { x.BrandId, x.State, x.LastAt });
        s.HasIndex(x => new { x.BrandId, x.Score, x.LastAt });
        s.Ignore(x => x.IsUndecided).Ignore(x => x.Key).Ignore(x => x.Raised).Ignore(x => x.Decided).Ignore(x => x.Counts);
    }
}
