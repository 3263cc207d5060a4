namespace Nameplate.Storage.Sqlite;

/// <summary>Who writes next. Long work goes in turns, and behind everybody who is waited for by a person; but it is not kept waiting for ever.</summary>
internal sealed class WriteTurns
{
    const int MostPassed = 8;

    readonly Lock state = new();
    readonly LinkedList<TaskCompletionSource> hurried = [], unhurried = [];
    bool taken;
    int passed;

    public void Enter() => Enter(false, CancellationToken.None).AsTask().GetAwaiter().GetResult();

    public async ValueTask Enter(bool isUnhurried, CancellationToken ct)
    {
        TaskCompletionSource turn;
        var queue = isUnhurried ? unhurried : hurried;
        lock (state)
        {
            if (!taken) { taken = true; return; }
            turn = new(TaskCreationOptions.RunContinuationsAsynchronously);
            queue.AddLast(turn);
        }
        await using var _ = ct.Register(() =>
        {
            lock (state)
                if (!queue.Remove(turn)) return;      // the turn has come already
            turn.TrySetCanceled(ct);
        });
        await turn.Task;
    }

    public void Leave()
    {
        TaskCompletionSource next;
        lock (state)
        {
            var queue = hurried.Count > 0 && (unhurried.Count == 0 || passed < MostPassed) ? hurried : unhurried;
            passed = queue == hurried && unhurried.Count > 0 ? passed + 1 : 0;
            if (queue.First is not { } first) { taken = false; return; }
            queue.RemoveFirst();
            next = first.Value;
        }
        next.SetResult();
    }
}
