using System.Numerics;

namespace Nameplate.Analytics.Kpis.Statistics;

/// <summary>
/// xoshiro256** 1.0, started from one number by splitmix64. Integer arithmetic only, so that a seed means the same
/// sequence on every platform and .NET version, which <see cref="Random"/> does not promise.
/// Source: D. Blackman and S. Vigna, prng.di.unimi.it (public domain).
/// </summary>
internal sealed class Xoshiro
{
    private ulong s0, s1, s2, s3;

    public Xoshiro(ulong s0, ulong s1, ulong s2, ulong s3) => (this.s0, this.s1, this.s2, this.s3) = (s0, s1, s2, s3);

    public static Xoshiro From(ulong seed) =>
        new(SplitMix(ref seed), SplitMix(ref seed), SplitMix(ref seed), SplitMix(ref seed));

    public ulong Next()
    {
        var result = BitOperations.RotateLeft(s1 * 5, 7) * 9;
        var shifted = s1 << 17;
        s2 ^= s0;
        s3 ^= s1;
        s1 ^= s2;
        s0 ^= s3;
        s2 ^= shifted;
        s3 = BitOperations.RotateLeft(s3, 45);
        return result;
    }

    /// <summary>How many of so many fair coins show heads: Binomial(coins, ½), 64 coins at a time.</summary>
    public long Heads(long coins)
    {
        long heads = 0;
        for (; coins >= 64; coins -= 64)
            heads += BitOperations.PopCount(Next());

        return coins == 0 ? heads : heads + BitOperations.PopCount(Next() >> (int)(64 - coins));
    }

    public static ulong SplitMix(ref ulong state)
    {
        var z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
