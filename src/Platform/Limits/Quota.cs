using System.Globalization;
using System.Threading.RateLimiting;

namespace Nameplate.Platform.Limits;

/// <summary>How often each of many callers may ask: a token bucket for each, filled again over a minute.</summary>
internal sealed class Quota(string name, int perMinute) : IDisposable
{
    const int Window = 60;
    readonly PartitionedRateLimiter<string> buckets = PartitionedRateLimiter.Create<string, string>(caller => RateLimitPartition.GetTokenBucketLimiter(caller, _ => new TokenBucketRateLimiterOptions
    {
        TokenLimit = perMinute,
        TokensPerPeriod = AtATime(perMinute),
        ReplenishmentPeriod = TimeSpan.FromSeconds(AtATime(perMinute) * (double)Window / perMinute),
        AutoReplenishment = true, QueueLimit = 0,
    }), StringComparer.Ordinal);

    public string Name => name;
    public bool IsUnlimited => perMinute <= 0;
    public string Policy => string.Create(CultureInfo.InvariantCulture, $"\"{name}\";q={perMinute};w={Window}");

    public bool TryTake(string caller)
    {
        using var lease = buckets.AttemptAcquire(caller);
        return lease.IsAcquired;
    }

    /// <summary>What is left, and in how many seconds all of it is there again.</summary>
    public string State(string caller)
    {
        var left = buckets.GetStatistics(caller)?.CurrentAvailablePermits ?? perMinute;
        return string.Create(CultureInfo.InvariantCulture, $"\"{name}\";r={left};t={(int)Math.Ceiling((perMinute - left) * (double)Window / perMinute)}");
    }

    /// <summary>Seconds until there is one more.</summary>
    public int Wait => (int)Math.Ceiling(Window / (double)Math.Min(perMinute, Window));

    static int AtATime(int perMinute) => Math.Max(1, perMinute / Window);

    public void Dispose() => buckets.Dispose();
}
