using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Nameplate.Resolver.Scans.Places;

/// <summary>Ranges of addresses and where they are: 10 bytes a range of IPv4, 34 of IPv6. A look-up is a binary search that allocates nothing.</summary>
internal sealed class PlaceTable
{
    public static readonly PlaceTable Empty = new([], [], []);

    readonly uint[] first4, last4;
    readonly UInt128[] first6, last6;
    readonly ushort[] place4, place6;
    readonly Place[] places;

    internal PlaceTable(List<(uint First, uint Last, ushort Place)> v4, List<(UInt128 First, UInt128 Last, ushort Place)> v6, Place[] places)
    {
        (first4, last4, place4) = Columns(v4, last => last + 1);
        (first6, last6, place6) = Columns(v6, last => last + 1);
        this.places = places;
    }

    public int Ranges => first4.Length + first6.Length;
    public int Countries => places.Select(p => p.Country).Distinct().Count();

    public Place? Of(IPAddress? address)
    {
        if (address is null) return null;
        Span<byte> bytes = stackalloc byte[16];
        if (!address.TryWriteBytes(bytes, out var length)) return null;
        if (address.IsIPv4MappedToIPv6) return Find(first4, last4, place4, BinaryPrimitives.ReadUInt32BigEndian(bytes[12..]));
        return length == 4 ? Find(first4, last4, place4, BinaryPrimitives.ReadUInt32BigEndian(bytes)) : Find(first6, last6, place6, BinaryPrimitives.ReadUInt128BigEndian(bytes));
    }

    Place? Find<T>(T[] first, T[] last, ushort[] place, T address) where T : IComparable<T>
    {
        var at = Array.BinarySearch(first, address);
        if (at < 0) at = ~at - 1;
        return at >= 0 && address.CompareTo(last[at]) <= 0 ? places[place[at]] : null;
    }

    /// <summary>In order, with neighbours of the same place as one.</summary>
    static (T[] First, T[] Last, ushort[] Place) Columns<T>(List<(T First, T Last, ushort Place)> ranges, Func<T, T> next) where T : struct, IComparable<T>, IEquatable<T>
    {
        ranges.Sort((a, b) => a.First.CompareTo(b.First));
        List<(T First, T Last, ushort Place)> merged = new(ranges.Count);
        foreach (var range in ranges)
        {
            if (merged.Count > 0 && merged[^1] is var before)
            {
                if (range.First.CompareTo(before.Last) <= 0) throw new FormatException($"Two ranges overlap at {Text(range.First)}: every address belongs to one place.");
                if (before.Place == range.Place && next(before.Last).Equals(range.First)) { merged[^1] = (before.First, range.Last, before.Place); continue; }
            }
            merged.Add(range);
        }
        return ([.. merged.Select(r => r.First)], [.. merged.Select(r => r.Last)], [.. merged.Select(r => r.Place)]);
    }

    static string Text<T>(T address)
    {
        var bytes = new byte[address is uint ? 4 : 16];
        if (address is uint v4) BinaryPrimitives.WriteUInt32BigEndian(bytes, v4);
        else if (address is UInt128 v6) BinaryPrimitives.WriteUInt128BigEndian(bytes, v6);
        return new IPAddress(bytes).ToString();
    }

    internal static UInt128 Number(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out var length);
        return length == 4 ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }

    internal static bool IsV4(IPAddress address) => address.AddressFamily == AddressFamily.InterNetwork;
}
