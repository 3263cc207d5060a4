namespace Nameplate.Gs1;

/// <summary>Which qualifiers may follow a primary key, and in which order.</summary>
internal static class Qualifiers
{
    /// <summary>Null when <paramref name="next"/> may follow <paramref name="path"/>; else what forbids it.</summary>
    public static Gs1Error? Fault(ApplicationIdentifier key, ReadOnlySpan<Element> path, ApplicationIdentifier next)
    {
        var known = false;
        var together = false;
        foreach (var element in path)
        {
            if (element.Ai == next.Ai)
                return next.Fault("duplicate", "it stands in the path twice");
        }

        foreach (var sequence in key.Sequences!)
        {
            var place = Array.IndexOf(sequence, next.Ai);
            if (place < 0)
                continue;

            known = true;
            if (!Holds(sequence, path[1..]))
                continue;

            together = true;
            if (path.Length == 1 || Array.IndexOf(sequence, path[^1].Ai) < place)
                return null;
        }

        return together ? next.Fault("order", $"the order behind ({key.Ai}) is {Allowed(key)}")
            : known ? next.Fault("qualifier", $"it does not go together with ({path[^1].Ai}); behind ({key.Ai}) may come {Allowed(key)}")
            : next.Fault("qualifier", $"it may not follow ({key.Ai}) in the path; {(key.Sequences is [] ? "nothing may" : $"{Allowed(key)} may")}");
    }

    /// <summary>True when <paramref name="ai"/> could have stood in the path, and so must not come in the query.</summary>
    public static bool BelongInPath(string ai, ApplicationIdentifier key, ReadOnlySpan<Element> path)
    {
        foreach (var sequence in key.Sequences!)
        {
            if (Array.IndexOf(sequence, ai) >= 0 && Holds(sequence, path[1..]))
                return true;
        }

        return false;
    }

    private static bool Holds(string[] sequence, ReadOnlySpan<Element> qualifiers)
    {
        foreach (var qualifier in qualifiers)
        {
            if (Array.IndexOf(sequence, qualifier.Ai) < 0)
                return false;
        }

        return true;
    }

    public static string Allowed(ApplicationIdentifier key) =>
        string.Join(", or ", key.Sequences!.Select(s => string.Join(" ", s.Select(ai => $"({ai})"))));
}
