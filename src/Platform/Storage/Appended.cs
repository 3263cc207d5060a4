using Microsoft.EntityFrameworkCore.Metadata;
using Nameplate.Platform.EventLog;

namespace Nameplate.Platform.Storage;

/// <summary>Rows that wait to be written past the change tracker, by type.</summary>
internal sealed class Appended(AppDb db)
{
    interface ILot
    {
        int Count { get; }
        int Depth { get; }
        void Track();
        Task Write(IBulkInsert insert, CancellationToken ct);
    }

    sealed class Lot<T>(AppDb db) : ILot where T : class
    {
        public List<T> Rows { get; } = [];
        public int Count => Rows.Count;
        public int Depth { get; } = DepthOf(db.Model.FindEntityType(typeof(T))!);
        public void Track() => db.AddRange(Rows);
        public Task Write(IBulkInsert insert, CancellationToken ct) => insert.Add(Rows, ct);
    }

    readonly Dictionary<Type, ILot> lots = [];
    readonly List<Task<PlatformEvent[]>> told = [];

    public int Count => lots.Values.Sum(l => l.Count);
    public bool IsEmpty => lots.Count == 0 && told.Count == 0;

    /// <summary>Facts are among them.</summary>
    public bool Tells => told.Count > 0 || lots.ContainsKey(typeof(PlatformEvent));

    /// <summary>Facts that are being put into words.</summary>
    public void Tell(Task<PlatformEvent[]> facts) => told.Add(facts);

    public void Add<T>(T row) where T : class
    {
        if (!lots.TryGetValue(typeof(T), out var lot)) lots[typeof(T)] = lot = new Lot<T>(db);
        ((Lot<T>)lot).Rows.Add(row);
    }

    public void Clear()
    {
        lots.Clear();
        told.Clear();
    }

    /// <summary>Few rows share the one round trip that Entity Framework makes of a save.</summary>
    public async Task Track()
    {
        foreach (var facts in told) db.AddRange(await facts);
        foreach (var lot in lots.Values) lot.Track();
        Clear();
    }

    /// <summary>Rows that others refer to go first, facts last.</summary>
    public async Task Write(CancellationToken ct)
    {
        var insert = db.Dialect.Insert(db);
        foreach (var lot in lots.Values.OrderBy(l => l.Depth)) await lot.Write(insert, ct);
        foreach (var facts in told) await insert.Add(await facts, ct);
        await insert.End(ct);
    }

    static int DepthOf(IEntityType type) => type.GetForeignKeys().Where(k => k.PrincipalEntityType != type).Select(k => DepthOf(k.PrincipalEntityType) + 1).DefaultIfEmpty().Max();
}
