namespace Nameplate.Pdf;

/// <summary>Lengths in points, 72 to the inch, the unit of everything here.</summary>
public static class Paper
{
    public const double A4Width = 210 * 72 / 25.4, A4Height = 297 * 72 / 25.4;

    public static double Millimetres(double length) => length * 72 / 25.4;
}
