using Microsoft.AspNetCore.Http;
using Nameplate.Platform.Web;

namespace Nameplate.Platform.Imports;

/// <summary>An empty file of a kind: its header row, to be filled in.</summary>
internal static class ImportTemplate
{
    internal static IResult Csv(string kind, OpenKinds kinds) => kinds.All.FirstOrDefault(k => k.Kind == kind) is { } known
        ? TypedResults.File(System.Text.Encoding.UTF8.GetBytes(string.Join(',', known.Columns.All) + "\r\n"), "text/csv; charset=utf-8", kind + ".csv")
        : Problems.NotFound($"“{kind}” cannot be imported.");
}
