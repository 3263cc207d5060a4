using System.Net;
using CsvHelper;
using Nameplate.Platform.Web;

namespace Nameplate.Resolver.Scans.Places;

/// <summary>
/// Reads the operator's file: columns <c>range</c> (“203.0.113.0/24” or “203.0.113.0-203.0.113.255”), or <c>first</c> and <c>last</c>; <c>country</c>; and, where it is known, <c>region</c>.
/// Other columns are passed over. What is not right names its line.
/// </summary>
internal static class ReadPlaces
{
    const int LongestRegion = 60;

    public static async Task<PlaceTable> From(Stream file, CancellationToken ct)
    {
        using var csv = CsvReader.Create(file, new CsvReaderOptions { Separator = ',', TrackLineNumbers = true, PoolStrings = true }, leaveOpen: true);
        try { await csv.ReadHeaderAsync(ct); }
        catch (CsvFormatException error) { throw new FormatException($"The header row cannot be read: {error.Message}", error); }
        var names = csv.Headers.ToArray().Select(n => n.Trim().ToLowerInvariant()).ToArray();
        var (range, first, last, country, region) = (At("range"), At("first"), At("last"), At("country"), At("region"));
        if (country < 0 || (range < 0 && (first < 0 || last < 0))) throw new FormatException("The header row needs the column country, and either range, or first and last.");

        Dictionary<Place, ushort> places = [];
        List<(uint, uint, ushort)> v4 = [];
        List<(UInt128, UInt128, ushort)> v6 = [];
        while (await csv.ReadAsync(ct))
        {
            var (from, to) = range >= 0 ? Range(Value(range)) : (Address(Value(first)), Address(Value(last)));
            if (PlaceTable.IsV4(from) != PlaceTable.IsV4(to) || PlaceTable.Number(to) < PlaceTable.Number(from)) throw Wrong("the last address does not follow the first");
            var code = Value(country);
            if (code is "" or "ZZ" or "-") continue;      // belongs to nobody
            if (!Countries.IsRight(code)) throw Wrong($"“{code}” is no country of ISO 3166-1, such as DE");
            var place = new Place(code, region >= 0 && Value(region) is { Length: > 0 } named ? named.Length <= LongestRegion ? named : throw Wrong($"the region has more than {LongestRegion} characters") : null);
            if (!places.TryGetValue(place, out var number)) places[place] = number = places.Count < ushort.MaxValue ? (ushort)places.Count : throw Wrong("there are more than 65,535 places; leave towns out");
            if (PlaceTable.IsV4(from)) v4.Add(((uint)PlaceTable.Number(from), (uint)PlaceTable.Number(to), number));
            else v6.Add((PlaceTable.Number(from), PlaceTable.Number(to), number));
        }
        return new(v4, v6, [.. places.Keys]);

        int At(string name) => Array.IndexOf(names, name);
        string Value(int column) => column < csv.FieldCount ? csv.GetString(column)?.Trim() ?? "" : "";
        FormatException Wrong(string what) => new($"Line {csv.LineNumber}: {what}.");
        IPAddress Address(string text) => IPAddress.TryParse(text, out var address) ? address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address : throw Wrong($"“{text}” is no address");

        (IPAddress, IPAddress) Range(string text)
        {
            if (text.IndexOf('-', StringComparison.Ordinal) is > 0 and var dash) return (Address(text[..dash].Trim()), Address(text[(dash + 1)..].Trim()));
            if (!IPNetwork.TryParse(text, out var network)) throw Wrong($"“{text}” is no range: write 203.0.113.0/24, or the first and the last address with a hyphen between them");
            return (network.BaseAddress, Last(network));
        }
    }

    static IPAddress Last(IPNetwork network)
    {
        var bytes = network.BaseAddress.GetAddressBytes();
        for (var bit = network.PrefixLength; bit < bytes.Length * 8; bit++) bytes[bit / 8] |= (byte)(0x80 >> (bit % 8));
        return new(bytes);
    }
}
