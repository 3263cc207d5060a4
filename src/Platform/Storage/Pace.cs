namespace Nameplate.Platform.Storage;

/// <summary>How many rows the next write transaction of a long work takes: as many as the last ones show to be written in the time that others may wait.</summary>
public sealed class Pace(int least, int most, TimeSpan longest)
{
    volatile int rows = Math.Clamp(400, least, most);

    public int Rows => rows;

    public void Took(int written, TimeSpan time)
    {
        if (written < rows / 2) return;      // the end of a file tells little
        rows = (int)Math.Clamp(written * Math.Clamp(longest / time, 0.5, 1.5), least, most);
    }
}
