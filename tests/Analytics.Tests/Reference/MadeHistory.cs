using System.Globalization;

namespace Nameplate.Analytics.Tests.Reference;

/// <summary>
/// A maker's history that never was, as import files: the same parameters give the same bytes everywhere. Every row is valid.
/// Most of it is drawn at random; the first units are a cast of hand-placed cases on the very edges of the windows of one quarter
/// (<see cref="MadeEdges"/>). Nothing happens before <paramref name="start"/> or at and after <see cref="End"/>.
/// The spelling varies on purpose: times with and without offset or time of day, e-mails in different case, GTINs of 8, 12, 13 and 14 digits
/// (the same one now with, now without leading nought), serials with commas and quotes and two that differ only in case,
/// a line break in a cell, a byte order mark, semicolons, tabs and CRLF.
/// </summary>
internal sealed class MadeHistory(int units, ulong seed, DateTimeOffset start, int days = 1000)
{
    /// <summary>The kinds in an order in which every row finds what it names.</summary>
    public static readonly string[] Kinds = ["products", "units", "parts", "fitment", "sales", "registrations", "scans", "orders", "visits", "sessions", "contacts", "actions"];

    // GS1's example prefix; the last digit is the check digit.
    public static readonly (string Gtin, string Name, string Model, string Category)[] Products =
    [
        ("9506000134352", "Pump, \"quiet\" edition", "PQ-1", "pumps"),
        ("9506000140445", "Kettle Straße", "KS-2", "kettles"),
        ("09506000149301", "Drill; 18 V", "DR-18", "drills"),
        ("614141999996", "Mower", "MW-4", "mowers"),
        ("96385074", "Lamp", "LM-8", "lamps"),
    ];

    private static readonly (string Sku, string Kind, decimal Price)[] Parts =
    [
        ("FLT-1", "consumable", 12.90m), ("FLT-2", "consumable", 24.50m), ("SEAL-7", "part", 8.05m), ("MOTOR-3", "part", 89m),
        ("CASE-1", "accessory", 39.99m), ("HOSE-2", "accessory", 17.40m), ("PLAN-24", "plan", 49m), ("WAR-36", "warranty", 79m),
    ];

    private readonly Dice dice = new(seed);
    private readonly List<string> owners = [];
    private CsvFile unitFile = null!, saleFile = null!, registrationFile = null!, scanFile = null!, orderFile = null!, visitFile = null!, sessionFile = null!, contactFile = null!, actionFile = null!;
    private int made, ordered, touched;

    public DateTimeOffset Start { get; } = start;

    public DateTimeOffset End { get; } = start.AddDays(days);

    /// <summary>Writes KIND.csv for each of <see cref="Kinds"/>.</summary>
    public void Write(string folder)
    {
        Directory.CreateDirectory(folder);
        string At(string kind) => Path.Combine(folder, kind + ".csv");
        WriteCatalogue(At("products"), At("parts"), At("fitment"));

        using (unitFile = new(At("units"), "gtin serial lot produced_on shipped_on market firmware status", mark: true))
        using (saleFile = new(At("sales"), "gtin serial sold_on channel retailer country price currency order_ref email marketing_consent", ';'))
        using (registrationFile = new(At("registrations"), "gtin serial registered_at email purchased_on channel name country region retailer promo_code proof marketing_consent device", mark: true, newLine: "\r\n"))
        using (scanFile = new(At("scans"), "gtin serial scanned_at placement country device"))
        using (orderFile = new(At("orders"), "order_ref line ordered_at channel sku kind quantity unit_price currency email gtin serial country"))
        using (visitFile = new(At("visits"), "email visited_at kind gtin serial", ';', mark: true))
        using (sessionFile = new(At("sessions"), "session_ref gtin started_at serial email ended_at outcome topic tier"))
        using (contactFile = new(At("contacts"), "contact_ref contacted_at channel gtin serial email topic cost currency resolved_at", newLine: "\r\n"))
        using (actionFile = new(At("actions"), "action_ref acted_at email kind"))
        {
            MadeEdges.Play(this);
            while (made < units)
                LiveOneUnit();
        }
    }

    private static void WriteCatalogue(string products, string parts, string fitment)
    {
        using var productFile = new CsvFile(products, "gtin name model category brand description list_price currency warranty_months statutory_months");
        foreach (var (gtin, name, model, category) in Products)
            productFile.Row(gtin, name, model, category, "Example & Sons, Ltd.", $"First line of {model}\nsecond line", "129.90", "EUR", "24", "24");

        using var partFile = new CsvFile(parts, "sku name kind price currency stock replace_every_days", '\t');
        using var fitmentFile = new CsvFile(fitment, "sku gtin serial_from serial_to position");
        foreach (var (sku, kind, price) in Parts)
        {
            partFile.Row(sku, $"{sku}, {kind}", kind, Number(price), "EUR", "500", kind == "consumable" ? "180" : "");
            foreach (var product in Products)
                fitmentFile.Row(sku, product.Gtin, "", "", "");
        }
    }

    private void LiveOneUnit()
    {
        var produced = Start.AddDays(dice.Below((int)(End - Start).TotalDays - 5));
        DateTimeOffset? shipped = dice.Percent(95) ? produced.AddDays(dice.From(2, 25)).AddMinutes(dice.Percent(60) ? 0 : dice.Below(1440)) : null;
        var isTest = dice.Percent(2);
        DateTimeOffset? sold = dice.Percent(shipped is null ? 30 : 82)
            ? (shipped ?? produced).AddDays(dice.From(3, 50) + (dice.Percent(30) ? dice.From(0, 120) : 0)).AddSeconds(dice.Percent(65) ? 0 : dice.Below(86400))
            : null;
        DateTimeOffset? registered = dice.Percent(sold is null ? 25 : 55)
            ? (sold ?? (shipped ?? produced).AddDays(dice.From(5, 60))).AddDays(dice.Percent(6) ? -dice.From(1, 6) : dice.Percent(60) ? dice.From(0, 12) : dice.From(0, 160)).AddSeconds(dice.Below(86400))
            : null;
        registered = registered < produced ? null : registered;
        DateTimeOffset? purchased = (sold, registered, dice.Percent(78)) switch
        {
            (not null, { } at, true) => Earlier(Midnight(sold.Value).AddDays(dice.From(-2, 1)), Midnight(at)),
            (null, { } at, true) => Midnight(at).AddDays(-dice.Below(40)),
            _ => null,
        };

        var unit = Make(produced, Known(shipped), isTest ? "test" : registered is null ? dice.Of("shipped", "sold", "returned") : dice.Of("in_service", "in_service", "sold", "in_repair", "end_of_life"));
        if (Known(sold) is { } soldOn)
            Sell(unit, soldOn);

        var email = "";
        if (Known(registered) is { } registeredAt)
        {
            email = owners.Count > 0 && dice.Percent(25) ? owners[dice.Below(owners.Count)] : Owner();
            Register(unit, registeredAt, email, purchased);
        }

        var scan = sold ?? produced;
        for (var left = dice.Below(4); left > 0; left--)
        {
            scan = scan.AddSeconds(dice.From(1, 60 * 86400));
            if (scan < End)
                Scan(unit, scan);
        }

        if (email.Length > 0) LiveWithIt(unit, registered!.Value, email);

        if (email.Length > 0 && dice.Percent(45))
        {
            for (var left = dice.From(1, 3); left > 0; left--)
                OrderSome(registered!.Value.AddDays(dice.From(-25, 420)).AddSeconds(dice.Below(86400)), "direct", email, dice.Percent(50) ? unit : null);
        }

        if (dice.Percent(6))
            OrderSome(produced.AddDays(dice.From(1, 300)).AddSeconds(dice.Below(86400)), "direct", Owner(), null);

        if (dice.Percent(22))
            OrderSome(produced.AddDays(dice.From(1, 300)), "retail", email.Length > 0 && dice.Percent(20) ? email : "", dice.Percent(70) ? unit : null);
    }

    /// <summary>What the owner of a unit does with it: comes by again within minutes, weeks or a year, sometimes twice in half an hour.</summary>
    private void LiveWithIt(MadeUnit unit, DateTimeOffset registered, string email)
    {
        var at = registered;
        for (var left = dice.Below(5); left > 0; left--)
        {
            at = at.AddSeconds(dice.Percent(35) ? dice.From(60, 3600) : dice.From(3600, 70 * 86400));
            if (at >= End) break;
            switch (dice.Below(6))
            {
                case 0: Scan(unit, at); break;
                case 1: Visit(email, at, dice.Percent(50) ? unit : null); break;
                case 2: Session(at, unit, dice.Percent(40) ? email : ""); break;
                case 3: Contact(at, dice.Percent(70) ? unit : null, dice.Percent(60) ? email : ""); break;
                default: Visit(email, at, null); break;
            }
        }
        if (dice.Percent(30) && registered.AddDays(dice.From(-30, 300)) is var acted && acted >= Start && acted < End) Act(email, acted);
    }

    private void OrderSome(DateTimeOffset at, string channel, string email, MadeUnit? unit)
    {
        if (at < Start || at >= End)
            return;

        var currency = dice.Percent(90) ? "EUR" : dice.Of("USD", "CHF");
        var lines = Enumerable.Range(0, dice.From(1, 3)).Select(_ =>
        {
            var (sku, kind, price) = Parts[dice.Below(Parts.Length)];
            return dice.Percent(10)
                ? new MadeLine("PQ-1", "product", 1, 129.90m, currency)
                : new MadeLine(sku, kind, dice.Percent(75) ? 1 : dice.From(2, 5), channel == "retail" ? Math.Round(price * 0.8m, 2) : price, currency);
        });
        Order(at, channel, email, unit, [.. lines]);
    }

    public MadeUnit Make(DateTimeOffset produced, DateTimeOffset? shipped, string status)
    {
        made++;
        var (gtin, _, _, _) = Products[made % Products.Length];
        var serial = (made % 97) switch
        {
            5 => $"A\"{made},b",
            6 => $"%{made}/_(x)",
            7 => $"case{made}",
            8 => $"CASE{made - 1}",
            _ => $"N{made:0000000}",
        };
        // The unit after a "case" is of the same product, so that only the case tells the two apart.
        if (made % 97 == 8)
            gtin = Products[(made - 1) % Products.Length].Gtin;

        unitFile.Row(gtin, serial, $"L{made / 50}", Time(produced), Time(shipped), dice.Of("DE", "FR", "AT"), "1.0", status);
        return new(gtin, serial);
    }

    public void Sell(MadeUnit unit, DateTimeOffset at)
    {
        var channel = dice.Of("retail", "retail", "retail", "direct", "marketplace", "dealer");
        saleFile.Row(Spelled(unit.Gtin), unit.Serial, Time(at), channel, channel == "direct" ? "" : "Müller & Söhne; Köln", "DE", "119.00", "EUR", "", "", "");
    }

    public void Register(MadeUnit unit, DateTimeOffset at, string email, DateTimeOffset? purchased) =>
        registrationFile.Row(
            Spelled(unit.Gtin), unit.Serial, Time(at), InAnyCase(email), Time(purchased), dice.Of("qr", "qr", "web", "email", "pos", "paper", "installer"),
            dice.Of("Ada Example", "Muster, Erika", "José \"Pepe\" Núñez", ""), dice.Of("DE", "FR", "AT", ""), dice.Of("Bayern", "Île-de-France", ""),
            "", "", "", dice.Of("true", "false"), dice.Of("mobile", "desktop"));

    public void Scan(MadeUnit unit, DateTimeOffset at, string? placement = null, string? device = null) => scanFile.Row(
        Spelled(unit.Gtin), unit.Serial, Time(at), placement ?? dice.Of("product", "product", "box", "insert", "guide", "nfc", "promotion"), "DE", device ?? dice.Of("mobile", "mobile", "desktop", "bot", "staff"));

    public void Order(DateTimeOffset at, string channel, string email, MadeUnit? unit, params ReadOnlySpan<MadeLine> lines)
    {
        ordered++;
        var time = Time(at);
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i];
            orderFile.Row(
                $"{(channel == "direct" ? "D" : "R")}-{ordered:000000}", Number(i + 1), time, channel, line.Sku, line.Kind, Number(line.Quantity), Number(line.Price), line.Currency,
                InAnyCase(email), unit is null ? "" : Spelled(unit.Gtin), unit?.Serial, "DE");
        }
    }

    public void Visit(string email, DateTimeOffset at, MadeUnit? unit) =>
        visitFile.Row(InAnyCase(email), Time(at), dice.Of("page", "document", "support", "message_click"), unit is null ? "" : Spelled(unit.Gtin), unit?.Serial);

    public void Session(DateTimeOffset at, MadeUnit unit, string email) => sessionFile.Row(
        $"S-{++touched:000000}", Spelled(unit.Gtin), Time(at), dice.Percent(85) ? unit.Serial : "", email.Length == 0 ? "" : InAnyCase(email),
        Time(dice.Percent(80) ? at.AddSeconds(dice.From(20, 1800)) : null), dice.Of("resolved", "answered", "abandoned", "escalated", ""), dice.Of("noise", "leak, \"slow\"", ""), dice.Of("1", "2", ""));

    public void Contact(DateTimeOffset at, MadeUnit? unit, string email) => contactFile.Row(
        $"C-{++touched:000000}", Time(at), dice.Of("phone", "chat", "email", "social", "store"), unit is null ? "" : Spelled(unit.Gtin), unit?.Serial, email.Length == 0 ? "" : InAnyCase(email),
        dice.Of("noise", ""), dice.Of("13.50", "22", ""), "EUR", Time(dice.Percent(50) ? at.AddHours(dice.From(0, 90)) : null));

    public void Act(string email, DateTimeOffset at) => actionFile.Row($"A-{++touched:000000}", Time(at), InAnyCase(email), dice.Of("campaign", "recall", "service", "recommendation"));

    /// <summary>The address of a new owner.</summary>
    public string Owner()
    {
        owners.Add($"owner.{owners.Count + 1}@example.{dice.Of("com", "org", "net")}");
        return owners[^1];
    }

    private string InAnyCase(string email) => dice.Below(10) switch
    {
        0 => email.ToUpperInvariant(),
        1 => email.Replace("owner", "Owner", StringComparison.Ordinal),
        2 => email.Replace("example", "Example", StringComparison.Ordinal),
        _ => email,
    };

    private string Spelled(string gtin) => dice.Percent(15) ? gtin.PadLeft(14, '0') : gtin;

    private string Time(DateTimeOffset? at)
    {
        if (at is not { } time)
            return "";

        if (time.UtcDateTime.TimeOfDay == TimeSpan.Zero && dice.Percent(80))
            return time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

        return dice.Below(10) switch
        {
            < 3 => time.ToOffset(TimeSpan.FromHours(2)).ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture),
            3 => time.ToOffset(TimeSpan.FromMinutes(-210)).ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture),
            4 or 5 => time.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture),
            _ => time.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
        };
    }

    private DateTimeOffset? Known(DateTimeOffset? at) => at < End ? at : null;

    private static DateTimeOffset Midnight(DateTimeOffset at) => new(at.UtcDateTime.Date, TimeSpan.Zero);

    private static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;

    private static string Number(decimal value) => value.ToString(CultureInfo.InvariantCulture);
}

internal sealed record MadeUnit(string Gtin, string Serial);

internal sealed record MadeLine(string Sku, string Kind, int Quantity, decimal Price, string Currency = "EUR");
