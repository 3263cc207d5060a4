namespace Nameplate.Host.Demo;

/// <summary>The system's clock, except where the demo brand's past is lived through: there it shows the time of what happens.</summary>
sealed class MovingClock : TimeProvider
{
    static readonly AsyncLocal<DateTimeOffset?> Moved = new();

    public override DateTimeOffset GetUtcNow() => Moved.Value ?? base.GetUtcNow();

    /// <summary>From here on, in this flow of work, it is <paramref name="time"/>.</summary>
    public static void MoveTo(DateTimeOffset time) => Moved.Value = time;
}
