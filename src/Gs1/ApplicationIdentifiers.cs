using System.Collections.Frozen;
using System.Globalization;

namespace Nameplate.Gs1;

/// <summary>Every application identifier GS1 has given out, as the GS1 Barcode Syntax Dictionary describes them.</summary>
internal static class ApplicationIdentifiers
{
    // AI     a range 91-99 stands for each number in it; 310n-316n for 3100 to 3105, 3110 to 3115 ... (n decimals, 0 to 5)
    // value  N digits, X set 82, Y set 39, Z base64url; 6 exactly, ..6 one to six; [optional]; :content (see Content.cs)
    // place  key      starts a path, followed by its qualifiers in this order (| separates alternatives, ! says that one
    //                 must follow); data elsewhere
    //        data     in the query
    //        path     behind a key only
    //        symbol   not in a URI at all
    //
    // 410-413 and 416 are keys of the Digital Link standard that the dictionary lists as data only. AI 8006 goes
    // without 22 although the dictionary names it, because AI 22 requires AI 01, which excludes 8006.
    private const string Table =
        """
        00           N18:csum                        key                  SSCC
        01           N14:csum                        key=22,10,21|235     GTIN
        02           N14:csum                        data                 GTIN of contained items
        03           N14:csum                        symbol               GTIN made to order
        10           X..20                           data                 lot
        11           N6:date0                        data                 production date
        12           N6:date0                        data                 due date
        13           N6:date0                        data                 packaging date
        15-17        N6:date0                        data                 best before, sell by, expiry
        20           N2                              data                 internal variant
        21           X..20                           path                 serial
        22           X..20                           path                 consumer product variant
        235          X..28                           path                 third-party serial
        240-241      X..30                           data                 additional id, customer part number
        242          N..6                            data                 made-to-order variation
        243          X..20                           data                 packaging component
        250-251      X..30                           data                 secondary serial, source
        253          N13:csum [X..17]                key                  document type
        254          X..20                           path                 extension of a location
        255          N13:csum [N..12]                key                  coupon
        30           N..8                            data                 variable count
        310n-316n    N6                              data                 net weight, dimensions, area, volume (metric)
        320n-337n    N6                              data                 the same in pounds, inches, feet; gross
        340n-357n    N6                              data                 gross; area and volume
        360n-369n    N6                              data                 volume
        37           N..8                            data                 count of contained items
        3900-3909    N..15                           data                 amount
        3910-3919    N3 N..15                        data                 currency, amount
        3920-3929    N..15                           data                 price
        3930-3939    N3 N..15                        data                 currency, price
        3940-3943    N4                              data                 percentage off
        395n         N6                              data                 price per unit of measure
        400          X..30                           data                 order number
        401          X..30:prefix                    key                  consignment
        402          N17:csum                        key                  shipment
        403          X..30                           data                 routing code
        410-413      N13:csum                        key                  ship to, bill to, bought from, ship for
        414          N13:csum                        key=254|7040         location
        415          N13:csum                        key=8020!            pay to
        416          N13:csum                        key                  production or service location
        417          N13:csum                        key=7040             party
        420          X..20                           data                 ship to postal code
        421          N3 X..9                         data                 ship to country and postal code
        422          N3                              data                 country of origin
        423          N3 [N3] [N3] [N3] [N3]          data                 countries of first processing
        424          N3                              data                 country of processing
        425          N3 [N3] [N3] [N3] [N3]          data                 countries of disassembly
        426          N3                              data                 country of all processing
        427          X..3                            data                 part of the country of origin
        4300-4301    X..35:percent                   data                 ship to company, contact
        4302-4306    X..70:percent                   data                 ship to address
        4307         X2                              data                 ship to country
        4308         X..30                           data                 ship to phone
        4309         N10:latitude N10:longitude      data                 ship to latitude and longitude
        4310-4311    X..35:percent                   data                 return to company, contact
        4312-4316    X..70:percent                   data                 return to address
        4317         X2                              data                 return to country
        4318         X..20                           data                 return to postal code
        4319         X..30                           data                 return to phone
        4320         X..35:percent                   data                 service
        4321-4323    N1:yesno                        data                 dangerous, leave without signature, signature
        4324-4325    N6:date0 N4:time                data                 deliver not before, not after
        4326         N6:date                         data                 release date
        4330-4333    N6 [X1:minus]                   data                 temperature limits
        7001         N13                             data                 NATO stock number
        7002         X..30                           data                 meat cut
        7003         N6:date N4:time                 data                 expiry date and time
        7004         N..4                            data                 active potency
        7005         X..12                           data                 catch area
        7006         N6:date                         data                 first freeze
        7007         N6:date [N6:date]               data                 harvest
        7008         X..3                            data                 species
        7009         X..10                           data                 fishing gear
        7010         X..2                            data                 production method
        7011         N6:date [N4:time]               data                 test by
        7020         X..20                           data                 refurbishment lot
        7021         X..20                           data                 functional status
        7022         X..20                           data                 revision status
        7023         X..30:prefix                    data                 asset this is assembled in
        7030-7039    N3 X..27                        data                 processors
        7040         N1 X1 X1 X1:index               path                 importer index and extension
        7041         X..4                            symbol               freight unit type
        710-716      X..20                           data                 national reimbursement numbers
        7230-7239    X2 X..28                        data                 certifications
        7240         X..20                           data                 clinical protocol
        7241         N2:media                        data                 kind of carrier
        7242         X..25                           data                 version control
        7250         N8:fulldate                     data                 date of birth
        7251         N8:fulldate N4:time             data                 date and time of birth
        7252         N1:sex                          data                 sex
        7253-7254    X..40:percent                   data                 family name, given name
        7255         X..10                           data                 suffix of a name
        7256         X..90:percent                   data                 full name
        7257         X..70:percent                   data                 address of a person
        7258         X3:sequence                     data                 birth sequence
        7259         X..40:percent                   data                 baby of
        8001         N4:nonzero N5:nonzero N3:nonzero N1:winding N1  data         roll product
        8002         X..20                           data                 mobile phone
        8003         N1:zero N13:csum [X..16]        key                  returnable asset
        8004         X..30:prefix                    key=7040             individual asset
        8005         N6                              data                 price per unit
        8006         N14:csum N4:pieces              key=10,21            piece of a trade item
        8007         X..34:iban                      data                 IBAN
        8008         N6:date N2:hour [N2:sixtieth] [N2:sixtieth]  data    production time
        8009         X..50                           data                 optical sensor
        8010         Y..30:prefix                    key=8011             component or part
        8011         N..12:unpadded                  path                 serial of a component
        8012         X..20                           data                 software version
        8013         X..25:pair:prefix               key                  model
        8014         X..25:pair:prefix               symbol               individualised medical device
        8017-8018    N18:csum                        key=8019             service provider, recipient
        8019         N..10                           path                 service instance
        8020         X..25                           path                 payment reference
        8026         N14:csum N4:pieces              data                 pieces contained
        8030         Z..90                           data                 digital signature
        8110         X..70                           data                 coupon
        8111         N4                              data                 loyalty points
        8112         X..70                           data                 coupon
        8200         X..70                           symbol               packaging URL
        90           X..30                           data                 agreed between partners
        91-99        X..90                           data                 company internal
        """;

    // what paths wrote before release 1.3 of the standard; printed nowhere since, so the error says what to write
    private static readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> ByFormerName = new Dictionary<string, string>
    {
        ["sscc"] = "00", ["gtin"] = "01", ["gdti"] = "253", ["gcn"] = "255", ["ginc"] = "401", ["gsin"] = "402", ["gln"] = "414", ["party"] = "417", ["grai"] = "8003", ["giai"] = "8004",
        ["itip"] = "8006", ["cpid"] = "8010", ["gmn"] = "8013", ["gsrnp"] = "8017", ["gsrn"] = "8018",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly FrozenDictionary<string, ApplicationIdentifier>.AlternateLookup<ReadOnlySpan<char>> ByAi =
        Table.Split('\n').SelectMany(Parse).ToFrozenDictionary(a => a.Ai).GetAlternateLookup<ReadOnlySpan<char>>();

    public static IReadOnlyList<string> Keys { get; } = [.. ByAi.Dictionary.Values.Where(a => a.Sequences is not null).Select(a => a.Ai).Order(StringComparer.Ordinal)];

    public static ApplicationIdentifier? Find(ReadOnlySpan<char> ai) => ByAi.TryGetValue(ai, out var found) ? found : null;

    /// <summary>The primary key with this number; null when there is none.</summary>
    public static ApplicationIdentifier? FindKey(ReadOnlySpan<char> ai) =>
        ByAi.TryGetValue(ai, out var found) && found.Sequences is not null ? found : null;

    /// <summary>The primary key that once had this name: "gtin" was 01.</summary>
    public static ApplicationIdentifier? FindFormerKey(ReadOnlySpan<char> name) => ByFormerName.TryGetValue(name, out var ai) ? Find(ai) : null;

    private static IEnumerable<ApplicationIdentifier> Parse(string line)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var placeAt = Array.FindIndex(words, w => w is "data" or "path" or "symbol" or "key" || w.StartsWith("key=", StringComparison.Ordinal));
        var place = words[placeAt];
        ValuePart[] parts = [.. words[1..placeAt].Select(ValuePart.Parse)];
        string[][]? sequences = !place.StartsWith("key", StringComparison.Ordinal) ? null
            : place is "key" ? []
            : [.. place["key=".Length..].TrimEnd('!').Split('|').Select(s => s.Split(','))];
        var isData = sequences is not null || place is "data";
        return Numbers(words[0]).Select(ai => new ApplicationIdentifier(ai, parts, sequences, isData, place.EndsWith('!')));
    }

    private static IEnumerable<string> Numbers(string range)
    {
        var decimals = range.Contains('n', StringComparison.Ordinal);
        var ends = range.Replace("n", "", StringComparison.Ordinal).Split('-');
        var first = int.Parse(ends[0], CultureInfo.InvariantCulture);
        var last = int.Parse(ends[^1], CultureInfo.InvariantCulture);
        var numbers = Enumerable.Range(first, last - first + 1).Select(n => n.ToString($"D{ends[0].Length}", CultureInfo.InvariantCulture));
        return decimals ? numbers.SelectMany(n => Enumerable.Range(0, 6).Select(d => $"{n}{d}")) : numbers;
    }
}
