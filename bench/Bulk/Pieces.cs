using System.Data.Common;

namespace Nameplate.Bench;

static class Pieces
{
    /// <summary>The rows of a reader, many at a time, so that they can be written without being read meanwhile.</summary>
    public static IEnumerable<List<object[]>> InPieces(this DbDataReader rows, int size)
    {
        List<object[]> piece = new(size);
        while (rows.Read())
        {
            var row = new object[rows.FieldCount];
            rows.GetValues(row);
            piece.Add(row);
            if (piece.Count < size) continue;
            yield return piece;
            piece.Clear();
        }
        if (piece.Count > 0) yield return piece;
    }
}
