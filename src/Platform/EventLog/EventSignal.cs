namespace Nameplate.Platform.EventLog;

/// <summary>Wakes this node's subscribers when it has written events; other nodes' events are found by looking every half second.</summary>
public sealed class EventSignal
{
    volatile TaskCompletionSource raised = New();

    public void Raise() => Interlocked.Exchange(ref raised, New()).TrySetResult();

    public async Task Wait(TimeSpan atMost, TimeProvider clock, CancellationToken ct)
    {
        try { await raised.Task.WaitAsync(atMost, clock, ct); }
        catch (TimeoutException) { /* time to look anyway */ }
    }

    static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
