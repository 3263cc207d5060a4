using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Nameplate.Platform.Storage;

namespace Nameplate.Platform.EventLog;

/// <summary>A row whose <c>Position</c> is the place of a row of the log <typeparamref name="T"/>; where restored logs are numbered anew, it moves with them.</summary>
public interface IPlaceIn<T> where T : class, ILogRow
{
    long Position { get; }
}

/// <summary>A log's table, the tables that hold places of its rows, the cursors that follow it, and tables that keep cursors of their own (<c>tx</c>, <c>position</c>).</summary>
public sealed record LogTable(string Name, IReadOnlyList<string> Places, IReadOnlyList<string> Subscribers, IReadOnlyList<string> Cursors);

/// <summary>Knows from the model where places of logs are kept.</summary>
public sealed class LogPlaces(IServiceScopeFactory scopes, IEnumerable<Subscribed> subscribers)
{
    public IReadOnlyList<LogTable> Tables()
    {
        using var scope = scopes.CreateScope();
        var entities = scope.ServiceProvider.GetRequiredService<AppDb>().Model.GetEntityTypes().Where(e => e.GetTableName() is not null).ToList();
        return [.. entities.Where(e => e.ClrType.IsAssignableTo(typeof(ILogRow))).Select(log => new LogTable(
            log.GetTableName()!,
            [.. entities.Where(e => e.ClrType.IsAssignableTo(typeof(IPlaceIn<>).MakeGenericType(log.ClrType))).Select(e => e.GetTableName()!)],
            [.. subscribers.Where(s => s.Log == log.ClrType).Select(s => s.Name)],
            log.ClrType != typeof(PlatformEvent) ? [] : [.. entities.Where(e => e.ClrType != typeof(EventCursor) && !e.ClrType.IsAssignableTo(typeof(ILogRow)) && e.FindProperty(nameof(ILogRow.Tx))?.ClrType == typeof(ulong) && e.FindProperty(nameof(ILogRow.Position))?.ClrType == typeof(long)).Select(e => e.GetTableName()!)]))];
    }
}
