using System.Diagnostics;

namespace Nameplate.Bench;

/// <summary>Time on the clock, and on the processors: the second is steadier where others work on the machine too.</summary>
readonly record struct Spent(TimeSpan Clock, TimeSpan Processor);

/// <summary>Sums up the times between beginnings and ends.</summary>
sealed class Spending(Func<TimeSpan> processor)
{
    Spent sum;
    (long Clock, TimeSpan Processor) began;

    public Spent Sum => sum;
    public void Begin() => began = (Stopwatch.GetTimestamp(), Processor);
    public void End() => sum = new(sum.Clock + Stopwatch.GetElapsedTime(began.Clock), sum.Processor + Processor - began.Processor);

    TimeSpan Processor => Environment.CpuUsage.TotalTime + processor();
}
