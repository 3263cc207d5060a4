using Nameplate.Platform.Audit;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;

namespace Nameplate.Platform.Jobs;

public enum JobState { Waiting, Running, Done, Failed }

/// <summary>Work done behind a request. A job that dies with its process is taken up again where it stopped.</summary>
[Unaudited]
public sealed class Job : IBrandOwned
{
    public Guid BrandId { get; init; }
    public Guid Id { get; init; } = OrderedId.Next();
    /// <summary>Names the <see cref="IJob"/> that does it, such as <c>products.mint</c>.</summary>
    public required string Kind { get; init; }
    /// <summary>JSON: what to do.</summary>
    public required string Argument { get; init; }
    public JobState State { get; private set; }
    /// <summary>JSON: how far it has come, for the one who waits and for the process that takes it up again.</summary>
    public string? Progress { get; set; }
    public string? Error { get; private set; }
    public int Attempts { get; private set; }
    public DateTimeOffset DueAt { get; private set; }
    public DateTimeOffset? LeasedUntil { get; private set; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? EndedAt { get; private set; }

    const int MostAttempts = 5;
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(60);

    /// <summary>If it fails now, nobody tries again by himself.</summary>
    public bool IsLastAttempt => Attempts >= MostAttempts;

    public static Job New(Guid brand, string kind, string argument, DateTimeOffset now) =>
        new() { BrandId = brand, Kind = kind, Argument = argument, CreatedAt = now, DueAt = now };

    public void Begin(DateTimeOffset now) => (State, Attempts, LeasedUntil, Error) = (JobState.Running, Attempts + 1, now + Lease, null);
    public void StillHere(DateTimeOffset now) => LeasedUntil = now + Lease;
    public void Finish(DateTimeOffset now) => (State, EndedAt, LeasedUntil) = (JobState.Done, now, null);

    /// <summary>Tries again later, each time later still; in the end it stays failed for somebody to look at.</summary>
    public void Fail(string error, DateTimeOffset now)
    {
        (Error, LeasedUntil) = (error, null);
        if (IsLastAttempt) (State, EndedAt) = (JobState.Failed, now);
        else (State, DueAt) = (JobState.Waiting, now + TimeSpan.FromSeconds(Math.Pow(4, Attempts)));
    }

    /// <summary>Somebody looked at why it failed: it starts over with all its attempts.</summary>
    public void TryAgain(DateTimeOffset now)
    {
        if (State == JobState.Failed) (State, Attempts, DueAt, EndedAt) = (JobState.Waiting, 0, now, null);
    }

    /// <summary>The server is being stopped: the attempt does not count.</summary>
    public void PutBack() => (State, LeasedUntil, Attempts) = (JobState.Waiting, null, Attempts - 1);

    /// <summary>The process that worked on it is gone.</summary>
    public void Release() => (State, LeasedUntil) = (JobState.Waiting, null);
}

/// <summary>Does jobs of one kind. It may be interrupted at any point and be called again with the progress it had saved.</summary>
public interface IJob
{
    static abstract string Kind { get; }
    Task Run(Job job, CancellationToken ct);
}

/// <summary>One entry of the list of job kinds that modules fill.</summary>
/// <param name="Every">For recurring work, run for all brands at once with no brand set: it says itself where it crosses them, with <c>db.AcrossBrands()</c>.</param>
public sealed record JobKind(string Kind, Type Type, TimeSpan? Every = null);
