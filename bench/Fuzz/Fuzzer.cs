using System.Diagnostics;

namespace Nameplate.Fuzz;

/// <summary>What broke, by the smallest input found that still breaks it.</summary>
public sealed record Failure(string Why, Shot Shot)
{
    public override string ToString() => $"{Why}\n{Shot}";
}

/// <summary>
/// Takes a seed of the corpora, changes it, sends it. Never a 5xx, never an error in the log, never an answer that takes longer than ten seconds: whatever is sent.
/// The same number gives the same inputs.
/// </summary>
public sealed class Fuzzer(Ground ground, int number)
{
    static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);
#pragma warning disable CA5394 // what it makes must be made again from the number
    readonly Random dice = new(number);
#pragma warning restore CA5394
    readonly Dictionary<int, int> answers = [];
    Mutator? mutator;

    public int Tried { get; private set; }
    public List<Failure> Failures { get; } = [];
    /// <summary>How many were taken for good input.</summary>
    public int Reached => answers.Where(a => a.Key is >= 200 and < 300).Sum(a => a.Value);
    public string Answers => string.Join(", ", answers.OrderBy(a => a.Key).Select(a => $"{a.Key}: {a.Value}"));

    public async Task Step()
    {
        mutator ??= new(dice);
        var corpus = ground.Corpora[dice.Next(ground.Corpora.Count)];
        var shot = Change(corpus[dice.Next(corpus.Count)], corpus);
        Tried++;
        if (await Fire(shot) is { } why && Failures.Count < 20 && !Failures.Exists(f => f.Shot.Origin == shot.Origin && f.Why.Split('\n')[0] == why.Split('\n')[0])) Failures.Add(new(why, await Smallest(shot, why)));
        if (Tried % 500 == 0) await ground.ComeIn();      // a form may have revoked the key
    }

    Shot Change(Shot shot, IReadOnlyList<Shot> corpus)
    {
        var bodies = corpus.Select(s => s.Body).ToList();
        if (shot.Import is not null) return shot with { Body = mutator!.Bytes(shot.Body, bodies) };
        if (shot.Body.Length == 0 || dice.Next(6) == 0) return shot with { Target = [(byte)'/', .. mutator!.Bytes(shot.Target[1..], [.. corpus.Select(s => s.Target)]).Where(b => b is not ((byte)' ' or (byte)'\r' or (byte)'\n'))] };
        return shot with
        {
            Body = shot.Type switch
            {
                "application/json" => mutator!.Json(shot.Body, bodies),
                "application/x-www-form-urlencoded" => mutator!.Form(shot.Body, bodies),
                _ => mutator!.Bytes(shot.Body, bodies),
            },
        };
    }

    /// <returns>What broke; null when nothing did.</returns>
    async Task<string?> Fire(Shot shot)
    {
        ground.Errors.Clear();
        var watch = Stopwatch.StartNew();
        using var limit = new CancellationTokenSource(Longest);
        try
        {
            var status = await ground.Send(shot, limit.Token);
            answers[status] = answers.GetValueOrDefault(status) + 1;
            if (status >= 500) return $"{status}\n{string.Join('\n', ground.Errors)}";
        }
        catch (OperationCanceledException) { return $"no answer within {Longest.TotalSeconds:0} s"; }
        catch (Exception error) when (shot.Import is not null) { return $"{error.GetType().Name}\n{error}"; }
        return ground.Errors.TryPeek(out var logged) ? $"logged {logged}" : null;
    }

    /// <summary>Leaves out piece after piece, as long as it breaks in the same way.</summary>
    async Task<Shot> Smallest(Shot shot, string why)
    {
        var kind = why.Split('\n')[0];
        for (var piece = Math.Max(shot.Body.Length, shot.Target.Length) / 2; piece > 0; piece /= 2)
            for (var at = 0; at < Math.Max(shot.Body.Length, shot.Target.Length); at += piece)
                foreach (var smaller in new[] { shot with { Body = Without(shot.Body, at, piece, 0) }, shot with { Target = Without(shot.Target, at, piece, 1) } })
                    if ((smaller.Body.Length < shot.Body.Length || smaller.Target.Length < shot.Target.Length) && (await Fire(smaller))?.Split('\n')[0] == kind) shot = smaller;
        return shot;
    }

    static byte[] Without(byte[] bytes, int at, int length, int keep) => at < keep || at >= bytes.Length ? bytes : [.. bytes[..at], .. bytes[Math.Min(bytes.Length, at + length)..]];
}
