using Nameplate.Platform.EventLog;
using Nameplate.Platform.Storage;

namespace Nameplate.Resolver;

/// <summary>Where a code stands.</summary>
public enum Placement { Product, Box, Insert, Guide, Promotion, Nfc }

/// <summary>What looked at it. <c>Bot</c> are programs that say so of themselves, <c>Staff</c> are the maker's own people.</summary>
public enum ScanDevice { Mobile, Desktop, Bot, Staff }

/// <summary>One scan. Scans have a log of their own, see <see cref="IScanFollower"/>; they are not copied into the event log.</summary>
/// <param name="Unit">Null for a model's or a lot's code, and for a serial that is not on record.</param>
public sealed record ScanRecorded(long Position, Guid? Unit, string Gtin, string? Serial, string? Lot, DateTimeOffset At, Placement? Placement, string? Country, ScanDevice? Device)
{
    public string? Region { get; init; }

    /// <summary>Somebody looked at a unit: no program, none of the maker's own people, no poster.</summary>
    public bool Counts => Device is not (ScanDevice.Bot or ScanDevice.Staff) && Placement != Nameplate.Resolver.Placement.Promotion;
}

/// <summary>Follows the log of scans with a cursor of its own: each scan takes effect exactly once. Registered with <c>AddScanFollower</c>.</summary>
public interface IScanFollower
{
    /// <summary>The name of its cursor, such as <c>analytics.scans</c>.</summary>
    static abstract string Name { get; }

    /// <summary>Handles scans of one brand, in order. The current brand is set; the caller saves and commits.</summary>
    Task Handle(IReadOnlyList<ScanRecorded> scans, CancellationToken ct);
}

/// <summary>A scan follower whose writes are a read model: <c>db rebuild</c> drops them and makes them again. Registered with <c>AddScanModel</c>.</summary>
public interface IScanModel : IScanFollower
{
    /// <summary>Deletes everything the model holds, of all brands.</summary>
    Task Clear(AppDb db, CancellationToken ct);
}

/// <summary>A unit, or a number that is on no unit, looks suspicious enough for somebody to look.</summary>
/// <param name="Unit">Null for a number that is not on record.</param>
/// <param name="Score">Of the unit: 0 to 100.</param>
public sealed record SignalRaised(Guid Signal, SignalKind Kind, Guid? Unit, string Gtin, string Serial, int Score);

/// <summary>Staff looked at a signal.</summary>
public sealed record SignalDecided(Guid Signal, SignalKind Kind, Guid? Unit, string Gtin, string Serial, SignalState State);
