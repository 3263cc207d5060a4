using Nameplate.Platform.Storage;

namespace Nameplate.Resolver.Scans;

/// <summary>Inserts scans in one transaction and finds their units in the same statement.</summary>
internal interface IScanInsert : IDisposable
{
    void Insert(List<Scan> scans);
}

/// <summary>Words of a scan as the records keep them.</summary>
internal static class Stored
{
    static readonly string[] Placements = [.. Snake.All<Placement>()], Devices = [.. Snake.All<ScanDevice>()];

    public static string? Of(Placement? placement) => placement is { } p ? Placements[(int)p] : null;
    public static string? Of(ScanDevice? device) => device is { } d ? Devices[(int)d] : null;
}
