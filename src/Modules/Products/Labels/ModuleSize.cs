using Nameplate.Products.Codes;

namespace Nameplate.Products.Labels;

/// <summary>The printed edge of a symbol's smallest square, in millimetres, and what scanners need (GS1 General Specifications, 5.12: 0.396; on things that are to last, 0.495).</summary>
internal static class ModuleSize
{
    public const decimal Least = 0.396m, Lasting = 0.495m;

    public static decimal Of(LabelDesign design, string link) => design.CodeSize / Code.Modules(link, design.Level).Count;

    /// <summary>How large the symbol must be so that scanners read it.</summary>
    public static decimal LeastCode(LabelDesign design, string link) => Math.Ceiling(Code.Modules(link, design.Level).Count * Least * 10) / 10;
}
