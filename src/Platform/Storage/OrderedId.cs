using System.Buffers.Binary;

namespace Nameplate.Platform.Storage;

/// <summary>
/// Ids whose order is the order in which this process made them: UUID version 7 by method 1 of RFC 9562 section 6.2, a counter behind the millisecond.
/// Those of <see cref="Guid.CreateVersion7()"/> come in any order within a millisecond, in which hundreds are made.
/// </summary>
public static class OrderedId
{
    const int Most = 0xfff;

    static readonly Lock state = new();
    static long last;
    static int counter;

    public static Guid Next()
    {
        var (time, number) = Place();
        Span<byte> bytes = stackalloc byte[16];
        Guid.CreateVersion7(DateTimeOffset.FromUnixTimeMilliseconds(time)).TryWriteBytes(bytes, bigEndian: true, out _);
        BinaryPrimitives.WriteUInt16BigEndian(bytes[6..], (ushort)(0x7000 | number));
        return new(bytes, bigEndian: true);
    }

    /// <summary>A clock that is set back, or a full counter, borrows from the milliseconds to come.</summary>
    static (long Time, int Number) Place()
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        lock (state)
        {
            if (now > last) (last, counter) = (now, 0);
            else if (++counter > Most) (last, counter) = (last + 1, 0);
            return (last, counter);
        }
    }
}
