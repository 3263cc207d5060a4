namespace Nameplate.Platform.EventLog;

/// <summary>The facts a module announces, by their types in the log. Modules fill the list; webhooks are offered it.</summary>
public sealed record EventKinds(IReadOnlyList<string> Types)
{
    public static EventKinds Of(params Type[] facts) => new([.. facts.Select(EventName.Of)]);
}
