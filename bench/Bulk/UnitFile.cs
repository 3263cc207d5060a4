using System.Globalization;

namespace Nameplate.Bench;

/// <summary>Units as a maker's file has them: serials in the order they were made, or in none.</summary>
sealed class UnitFile
{
    public const string Gtin = "09506000134352";

    public UnitFile(string path, int count, bool random)
    {
        Path = path;
        Serials = [.. Enumerable.Range(0, count).Select(i => string.Create(CultureInfo.InvariantCulture, $"BR{i:0000000000}"))];
        if (random) new Random(7).Shuffle(Serials);
        using var csv = new StreamWriter(path);
        csv.WriteLine("gtin,serial,lot,produced_on,shipped_on,market,firmware");
        for (var i = 0; i < count; i++) csv.WriteLine($"{Gtin},{Serials[i]},{Lot(i)},{Produced(i):yyyy-MM-dd},{Shipped(i):yyyy-MM-ddTHH:mm:ssZ},DE,1.4.2");
    }

    public string Path { get; }
    public string[] Serials { get; }
    public static string Lot(int i) => string.Create(CultureInfo.InvariantCulture, $"L{i / 5000}");
    public static DateOnly Produced(int i) => new DateOnly(2024, 1, 1).AddDays(i / 5000);
    public static DateTime Shipped(int i) => new DateTime(2024, 2, 1, 9, 30, 0, DateTimeKind.Utc).AddDays(i / 5000);
}
