namespace Nameplate.Resolver.Signals;

/// <summary>One scan as the look-out remembers it.</summary>
internal sealed record Sight(DateTimeOffset At, string? Country, string? Region);
