namespace Nameplate.Platform.Storage;

/// <summary>How many rows the next write transaction of a long work takes: as many as the last ones show to be written in the time that others may wait now.</summary>
public sealed class Pace(int least, int most, Func<TimeSpan> longest)
{
    const int First = 100;      // few, because nobody knows yet how long a row takes
    double perMillisecond = First / longest().TotalMilliseconds;

    public int Rows => (int)Math.Clamp(Volatile.Read(ref perMillisecond) * longest().TotalMilliseconds, least, most);

    public void Took(int written, TimeSpan time)
    {
        if (written < Rows / 2) return;      // the end of a file tells little
        var before = perMillisecond;
        Volatile.Write(ref perMillisecond, Math.Clamp(written / time.TotalMilliseconds, before / 2, before * 1.5));
    }
}
