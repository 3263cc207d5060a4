using System.Collections.Frozen;
using System.Globalization;

namespace Nameplate.Resolver.Signals;

/// <summary>How far apart two countries are at the least. Each is a circle round its middle, rather too wide than too narrow: neighbours are no distance apart.</summary>
internal static class Distances
{
    readonly record struct Circle(double Latitude, double Longitude, double Km);

    // country, latitude, longitude, kilometres from the middle to what is farthest and inhabited
    const string Circles = """
        AD 42.5 1.5 30|AE 24 54 350|AF 33.8 66 750|AG 17.1 -61.8 50|AI 18.2 -63.1 20|AL 41.1 20.1 190|AM 40.2 45 220|AO -12.3 17.5 950|AR -36 -64.5 1950|AS -14.3 -170.7 60|AT 47.6 14.1 330|AU -25.5 134 2300|AW 12.5 -70 20|AX 60.2 20 60|AZ 40.3 47.7 280
        BA 44.2 17.8 200|BB 13.2 -59.5 25|BD 23.8 90.2 380|BE 50.6 4.7 170|BF 12.3 -1.7 480|BG 42.7 25.3 290|BH 26 50.5 40|BI -3.4 29.9 160|BJ 9.6 2.3 400|BL 17.9 -62.8 10|BM 32.3 -64.8 30|BN 4.5 114.7 90|BO -16.7 -64.7 900|BQ 12.2 -68.3 900|BR -10.8 -53 2450|BS 24.3 -76.5 500|BT 27.4 90.4 190|BW -22.2 23.8 620|BY 53.5 28 370|BZ 17.2 -88.7 160
        CA 56 -96 3000|CC -12.2 96.8 20|CD -2.9 23.6 1300|CF 6.6 20.5 750|CG -0.8 15.2 650|CH 46.8 8.2 190|CI 7.6 -5.6 420|CK -19.5 -159.8 900|CL -35.5 -71.2 2500|CM 5.7 12.7 750|CN 36 103.5 2700|CO 3.9 -73.1 1050|CR 9.9 -84.2 260|CU 21.6 -79 650|CV 15.9 -24 180|CW 12.2 -69 40|CY 35 33.2 130|CZ 49.8 15.3 270
        DE 51.1 10.4 460|DJ 11.7 42.6 120|DK 56 10 280|DM 15.4 -61.4 30|DO 18.9 -70.5 220|DZ 28.2 2.6 1250|EC -1.4 -78.8 1200|EE 58.7 25.5 220|EG 26.5 29.9 780|EH 24.2 -12.2 450|ER 15.4 38.8 520|ES 39.5 -4.5 1750|ET 8.6 39.6 850|FI 64.5 26.3 620|FJ -17.8 178 300|FK -51.7 -59.5 150|FM 7 153 1300|FO 62 -6.9 70|FR 46.6 2.5 640
        GA -0.6 11.8 360|GB 54.3 -2.5 720|GD 12.1 -61.7 25|GE 42.2 43.5 310|GF 3.9 -53.1 260|GG 49.5 -2.6 40|GH 7.9 -1.2 380|GI 36.1 -5.3 5|GL 70 -42 1500|GM 13.4 -15.4 190|GN 10.4 -10.9 480|GP 16.2 -61.5 60|GQ 1.7 10.3 400|GR 38.9 22.9 560|GT 15.7 -90.4 260|GU 13.4 144.8 30|GW 12 -15 180|GY 4.8 -58.9 430
        HK 22.3 114.2 40|HN 14.8 -86.6 340|HR 45.1 16.4 320|HT 18.9 -72.7 190|HU 47.2 19.4 280|ID -2.2 117.2 2700|IE 53.2 -8.1 270|IL 31.4 35 260|IM 54.2 -4.5 40|IN 22.9 79.6 1750|IQ 33 43.7 580|IR 32.6 54.3 1200|IS 65 -18.6 270|IT 42.8 12.1 760|JE 49.2 -2.1 15|JM 18.1 -77.3 120|JO 31.2 36.8 300|JP 37.5 138 1650|KE 0.6 37.8 620
        KG 41.5 74.6 480|KH 12.7 104.9 300|KI 0.9 -170 3500|KM -11.9 43.7 120|KN 17.3 -62.7 30|KP 40.2 127.2 380|KR 36.4 127.8 320|KW 29.3 47.6 110|KY 19.4 -80.9 130|KZ 48.2 67.3 1500|LA 18.5 103.8 580|LB 33.9 35.9 110|LC 13.9 -61 25|LI 47.1 9.5 15|LK 7.6 80.7 240|LR 6.5 -9.3 280|LS -29.6 28.2 140|LT 55.3 23.9 200|LU 49.8 6.1 45|LV 56.9 24.9 240|LY 27 18 880
        MA 30 -8 1250|MC 43.7 7.4 5|MD 47.2 28.5 190|ME 42.8 19.2 110|MF 18.1 -63.1 10|MG -19.4 46.7 850|MH 7 168 700|MK 41.6 21.7 120|ML 17.3 -3.5 1050|MM 21.2 96.5 1150|MN 46.8 103.1 1250|MO 22.2 113.5 10|MP 15.2 145.7 600|MQ 14.7 -61 40|MR 20.3 -10.3 850|MS 16.7 -62.2 15|MT 35.9 14.4 25|MU -20.3 57.6 600|MV 3.7 73.2 480|MW -13.2 34.3 470|MX 23.9 -102.5 1900|MY 3.8 109.7 1150|MZ -17.3 35.5 1150
        NA -22.1 17.2 900|NC -21.3 165.7 260|NE 17.4 9.4 980|NF -29 168 10|NG 9.6 8.1 750|NI 12.8 -85 300|NL 52.1 5.3 200|NO 64.5 12 1100|NP 28.2 83.9 480|NR -0.5 166.9 10|NU -19 -169.9 15|NZ -41.8 171.5 950|OM 20.6 56.1 600|PA 8.5 -80.1 330|PE -9.2 -74.4 1200|PF -17.7 -149.4 1600|PG -6.5 145.2 1200|PH 11.8 122.9 1050|PK 29.9 69.3 1050|PL 52.1 19.4 420|PM 46.9 -56.3 30|PN -24.4 -128.3 200|PR 18.2 -66.5 110|PS 31.9 35.2 110|PT 39.6 -8.5 1700|PW 7.3 134.4 500|PY -23.2 -58.4 600
        QA 25.3 51.2 100|RE -21.1 55.5 40|RO 45.9 25 390|RS 44.2 20.8 280|RU 60 75 5000|RW -2 29.9 130|SA 24.1 44.5 1250|SB -8.9 159.6 900|SC -4.7 55.5 1200|SD 15.9 30 980|SE 62.8 16.7 820|SG 1.4 103.8 30|SH -15.9 -5.7 2500|SI 46.1 14.8 140|SJ 78.8 18.4 350|SK 48.7 19.5 220|SL 8.6 -11.8 200|SM 43.9 12.5 10|SN 14.4 -14.5 400|SO 4.8 45.7 1050|SR 4.1 -55.9 300|SS 7.3 30.3 680|ST 0.4 6.7 120|SV 13.7 -88.9 150|SX 18 -63.1 10|SY 35 38.5 430|SZ -26.6 31.5 100
        TC 21.8 -71.8 70|TD 15.4 18.6 1000|TG 8.5 1 300|TH 15.1 101 1050|TJ 38.5 71 400|TK -9.2 -171.9 120|TL -8.8 125.9 170|TM 39.1 59.4 620|TN 34.2 9.6 420|TO -20.4 -174.8 450|TR 39.1 35.2 850|TT 10.5 -61.3 90|TV -7.8 178.7 350|TW 23.8 121 220|TZ -6.3 34.8 750|UA 49 31.4 720|UG 1.3 32.4 360|UM 19.3 166.6 3000|US 41 -100 4800|UY -32.8 -56 340|UZ 41.7 63.2 880
        VA 41.9 12.5 2|VC 13.2 -61.2 60|VE 7.1 -66.2 850|VG 18.5 -64.5 50|VI 18 -64.8 60|VN 16.6 106.3 1000|VU -16.2 167.7 500|WF -13.9 -177.3 150|WS -13.8 -172.2 100|YE 15.9 47.5 600|YT -12.8 45.1 30|ZA -29 25.1 950|ZM -13.5 27.8 750|ZW -19 29.9 450|XK 42.6 20.9 90
        """;

    const double EarthKm = 6371;
    static readonly FrozenDictionary<string, Circle> Known = Read().ToFrozenDictionary(StringComparer.Ordinal);

    /// <returns>0 where it is not known.</returns>
    public static double AtLeast(string from, string to) =>
        from == to || !Known.TryGetValue(from, out var a) || !Known.TryGetValue(to, out var b) ? 0 : Math.Max(0, Between(a, b) - a.Km - b.Km);

    static double Between(Circle a, Circle b)
    {
        var (φ1, φ2, δλ) = (double.DegreesToRadians(a.Latitude), double.DegreesToRadians(b.Latitude), double.DegreesToRadians(b.Longitude - a.Longitude));
        return EarthKm * Math.Acos(Math.Clamp((Math.Sin(φ1) * Math.Sin(φ2)) + (Math.Cos(φ1) * Math.Cos(φ2) * Math.Cos(δλ)), -1, 1));
    }

    static Dictionary<string, Circle> Read()
    {
        Dictionary<string, Circle> circles = new(StringComparer.Ordinal);
        foreach (var entry in Circles.Split(['|', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var parts = entry.Split(' ');
            circles[parts[0]] = new(Number(parts[1]), Number(parts[2]), Number(parts[3]));
        }
        return circles;

        static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
    }
}
