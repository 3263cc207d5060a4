using System.Diagnostics;

namespace Nameplate.Platform.EventLog;

/// <summary>
/// So much arrives that those who wait are written in groups: then what follows the logs stands back, until the wave is over.
/// Its lag is shown by <c>/readyz</c>, and it is made up for afterwards.
/// </summary>
public sealed class Rush
{
    const double Many = 6, Weight = 0.05;
    static readonly TimeSpan Over = TimeSpan.FromMilliseconds(300);

    // who writes tells, who follows reads: a value that was lost is of no weight
    double together;
    long last;

    /// <summary>So many were written together.</summary>
    public void Wave(int count)
    {
        Volatile.Write(ref together, together + (count - together) * Weight);
        Volatile.Write(ref last, Stopwatch.GetTimestamp());
    }

    public bool IsOn => Volatile.Read(ref together) >= Many && Stopwatch.GetElapsedTime(Volatile.Read(ref last)) < Over;
}
