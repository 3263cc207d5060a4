using System.Collections;

namespace Nameplate.Products;

/// <summary>The symbol a unit carries, for paper that other modules print.</summary>
public interface ICodes
{
    /// <summary>The unit's GS1 Digital Link, under the brand's own address where it has one.</summary>
    string LinkOf(UnitKey unit);

    /// <summary>The QR code of a link, row by row with its quiet zone; true is dark.</summary>
    IReadOnlyList<BitArray> ModulesOf(string link);
}
