namespace Nameplate.Pdf;

/// <summary>An outline to be filled or drawn. Measured as the page is: from the upper left corner, downwards.</summary>
public sealed class VectorPath
{
    internal readonly List<(char Verb, double[] At)> Steps = [];

    public VectorPath MoveTo(double x, double y) => Add('m', x, y);
    public VectorPath LineTo(double x, double y) => Add('l', x, y);
    /// <summary>A cubic Bézier curve.</summary>
    public VectorPath CurveTo(double x1, double y1, double x2, double y2, double x, double y) => Add('c', x1, y1, x2, y2, x, y);
    public VectorPath Close() => Add('h');

    /// <summary>A rectangle with round corners.</summary>
    public static VectorPath Rounded(double x, double y, double width, double height, double radius)
    {
        var k = radius * .5523;      // how far a curve's handles reach to draw a quarter circle
        var (right, bottom) = (x + width, y + height);
        return new VectorPath().MoveTo(x + radius, y)
            .LineTo(right - radius, y).CurveTo(right - radius + k, y, right, y + radius - k, right, y + radius)
            .LineTo(right, bottom - radius).CurveTo(right, bottom - radius + k, right - radius + k, bottom, right - radius, bottom)
            .LineTo(x + radius, bottom).CurveTo(x + radius - k, bottom, x, bottom - radius + k, x, bottom - radius)
            .LineTo(x, y + radius).CurveTo(x, y + radius - k, x + radius - k, y, x + radius, y).Close();
    }

    VectorPath Add(char verb, params double[] at)
    {
        Steps.Add((verb, at));
        return this;
    }
}
