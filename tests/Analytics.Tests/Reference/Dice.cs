namespace Nameplate.Analytics.Tests.Reference;

/// <summary>Weyl steps through a 64-bit finaliser (splitmix64): a seed means the same history everywhere.</summary>
internal sealed class Dice(ulong seed)
{
    private ulong state = seed;

    /// <summary>A whole number from 0 up to, but not including, the end.</summary>
    public int Below(int end)
    {
        state += 0x9E3779B97F4A7C15;
        var z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return (int)((z ^ (z >> 31)) % (ulong)end);
    }

    public int From(int first, int last) => first + Below(last - first + 1);

    /// <summary>True so many times of a hundred.</summary>
    public bool Percent(int chance) => Below(100) < chance;

    public T Of<T>(params ReadOnlySpan<T> choices) => choices[Below(choices.Length)];
}
