using Nameplate.Platform.EventLog;

namespace Nameplate.Resolver.Scans;

/// <summary>Hands the log of scans to another module.</summary>
internal sealed class ScanFollowing<T>(T follower) : IFollower<Scan> where T : class, IScanFollower
{
    public static string Name => T.Name;

    public Task Handle(IReadOnlyList<Scan> rows, CancellationToken ct) => follower.Handle([.. rows.Select(s => s.Recorded)], ct);
}
