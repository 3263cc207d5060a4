using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Nameplate.Platform.Experiments;

/// <summary>Draws a subject's variant from its id alone: the same at every look, on every node, with nothing kept on a device.</summary>
internal static class Draw
{
    public const string HeldOut = "hold-out";

    /// <param name="variants">Keys and weights, in their order.</param>
    public static string Of(Guid experiment, Guid subject, int holdOut, IReadOnlyList<(string Key, int Weight)> variants)
    {
        Span<byte> bytes = stackalloc byte[33], hash = stackalloc byte[32];
        experiment.TryWriteBytes(bytes);
        subject.TryWriteBytes(bytes[16..]);
        SHA256.HashData(bytes, hash);
        if (Share(hash) * 100 < holdOut) return HeldOut;
        var left = Share(hash[8..]) * variants.Sum(v => v.Weight);      // of its own bytes: who takes part is no hint to what he gets
        foreach (var (key, weight) in variants)
            if ((left -= weight) < 0) return key;
        return variants[^1].Key;
    }

    /// <summary>From 0 up to, not including, 1.</summary>
    static double Share(ReadOnlySpan<byte> bytes) => (BinaryPrimitives.ReadUInt64BigEndian(bytes) >> 11) * (1.0 / (1UL << 53));
}
