using Microsoft.EntityFrameworkCore;
using Nameplate.Platform.Exports;
using Nameplate.Platform.Imports;
using Nameplate.Platform.Storage;
using static Nameplate.Platform.Exports.Exported;

namespace Nameplate.Products.Models;

internal sealed class ExportProducts(AppDb db) : IExport
{
    public static string Kind => ImportProducts.Kind;
    public static ImportColumns Columns => ImportProducts.Columns;

    public Task<long> Count(CancellationToken ct) => db.Set<Model>().LongCountAsync(ct);

    public async IAsyncEnumerable<string?[]> Rows([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var piece in InPieces<Model>(last => db.Set<Model>().Where(m => last == null || string.Compare(m.Gtin, last.Gtin) > 0).OrderBy(m => m.Gtin), 1_000, ct))
            foreach (var m in piece)
                yield return
                [
                    m.Gtin, m.Name, m.ModelNumber, m.Category, m.BrandLabel, m.Description, m.ImageUrl, Value(m.ListPrice), m.Currency,
                    Value(m.WarrantyMonths), Value(m.StatutoryMonths), m.ConsumableNote, m.ManualUrl, m.SetupUrl,
                ];
    }
}
