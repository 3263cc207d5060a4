using Nameplate.Platform.EventLog;
using Nameplate.Platform.Storage;

namespace Nameplate.Resolver.Scans;

/// <summary>Hands the log of scans to another module.</summary>
internal sealed class ScanFollowing<T>(T follower) : IFollower<Scan> where T : class, IScanFollower
{
    public static string Name => T.Name;

    public Task Handle(IReadOnlyList<Scan> rows, CancellationToken ct) => follower.Handle([.. rows.Select(s => s.Recorded)], ct);
}

/// <summary>The same for a read model.</summary>
internal sealed class ScanModelling<T>(T model) : IFollowingModel<Scan> where T : class, IScanModel
{
    public static string Name => T.Name;

    public Task Handle(IReadOnlyList<Scan> rows, CancellationToken ct) => model.Handle([.. rows.Select(s => s.Recorded)], ct);
    public Task Clear(AppDb db, CancellationToken ct) => model.Clear(db, ct);
}
