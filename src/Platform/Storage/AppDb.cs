using System.Data.Common;
using System.Linq.Expressions;
using System.Reflection;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Nameplate.Platform.Access;
using Nameplate.Platform.Audit;
using Nameplate.Platform.Brands;
using Nameplate.Platform.EventLog;
using Nameplate.Platform.Idempotency;

namespace Nameplate.Platform.Storage;

/// <summary>An assembly whose (internal) entity maps belong to the one model.</summary>
public sealed record ModelPart(Assembly Assembly);

/// <summary>All tables of all modules. A module reaches its own through <c>Set&lt;T&gt;()</c>; the types are private to it.</summary>
public sealed class AppDb(DbContextOptions<AppDb> options, IEnumerable<ModelPart> parts, IDialect dialect, CurrentBrand brand, EventSignal signal, AuditTrail trail, SentOnce once)
    : IdentityUserContext<StaffMember, Guid>(options)
{
    const int Many = 16, ToldAtOnce = 100;
    Appended? appended;

    public Guid BrandId => brand.Id;
    public IDialect Dialect => dialect;

    public Standing Standing { get; internal set; }

    /// <summary>Nobody waits for what is written here: where one writes at a time, others go first.</summary>
    public bool IsUnhurried { get; set; }

    /// <summary>Crosses brands until the result is disposed. A query needs <c>IgnoreQueryFilters</c> besides: the two locks are opened one by one.</summary>
    public Stand AcrossBrands() => new(this, Standing.AcrossBrands);

    /// <summary>Acts as the owner of the tables until the result is disposed: for changing the schema only.</summary>
    public Stand AsSchemaOwner() => new(this, Standing.SchemaOwner);

    /// <summary>Appends a fact to the event log, in the transaction of the rows it speaks of. It carries ids, never names or addresses.</summary>
    public void Announce<T>(T fact, DateTimeOffset at, Guid? unit = null, Guid? owner = null) where T : notnull => Add(EventOf(fact, at, unit, owner));

    /// <summary>
    /// The same of many things at once, in portions: a subscriber takes a fact whole, and others wait to write meanwhile.
    /// The words are found while the rows are written, so nothing may change what they speak of.
    /// </summary>
    public void AnnounceMany<TItem, T>(IReadOnlyCollection<TItem> items, Func<TItem[], T> fact, DateTimeOffset at) where T : notnull
    {
        if (items.Count > 0) (appended ??= new(this)).Tell(Task.Run(() => EventsOf(items, fact, at).ToArray()));
    }

    /// <summary>The rows of such facts, which may be made ahead.</summary>
    public IEnumerable<PlatformEvent> EventsOf<TItem, T>(IReadOnlyCollection<TItem> items, Func<TItem[], T> fact, DateTimeOffset at) where T : notnull => items.Chunk(ToldAtOnce).Select(some => EventOf(fact(some), at));

    /// <summary>The row of a fact, for those that append many.</summary>
    public PlatformEvent EventOf<T>(T fact, DateTimeOffset at, Guid? unit = null, Guid? owner = null) where T : notnull => new()
    {
        BrandId = brand.Id, Type = EventName.Of(typeof(T)), UnitId = unit, OwnerId = owner, At = at, Payload = EventName.Write(fact),
    };

    /// <summary>
    /// Adds a row past the change tracker, which is what many rows cost most. The next save writes it, before what is tracked.
    /// </summary>
    public void Append<T>(T row) where T : class => (appended ??= new(this)).Add(row);

    /// <summary>Lets go of everything that is tracked or waits to be saved.</summary>
    public void Forget()
    {
        appended?.Clear();
        ChangeTracker.Clear();
    }

    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        once.Mark(this);
        var announces = ChangeTracker.Entries<PlatformEvent>().Any() || appended is { Tells: true };
        trail.Record(ChangeTracker);
        var saved = appended is null || appended.IsEmpty ? await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken)
            : appended.Count < Many ? await SaveTracked(acceptAllChangesOnSuccess, cancellationToken) : await SaveAppended(acceptAllChangesOnSuccess, cancellationToken);
        trail.Saved(ChangeTracker);
        if (announces) signal.Raise();
        return saved;
    }

    async Task<int> SaveTracked(bool acceptAllChangesOnSuccess, CancellationToken ct)
    {
        await appended!.Track();
        return await base.SaveChangesAsync(acceptAllChangesOnSuccess, ct);
    }

    async Task<int> SaveAppended(bool acceptAllChangesOnSuccess, CancellationToken ct)
    {
        await using var own = Database.CurrentTransaction is null ? await Database.BeginTransactionAsync(ct) : null;
        try { await appended!.Write(ct); }
        catch (DbException error) { throw new DbUpdateException("Rows were refused by the database.", error); }
        finally { appended!.Clear(); }
        var saved = await base.SaveChangesAsync(acceptAllChangesOnSuccess, ct);
        if (own is not null) await own.CommitAsync(ct);
        return saved;
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcTime>();
        configurationBuilder.Properties<decimal>().HavePrecision(18, 4);
        dialect.Configure(configurationBuilder);
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        foreach (var part in parts) builder.ApplyConfigurationsFromAssembly(part.Assembly, map => map != typeof(EventLogMap));
        builder.ApplyConfiguration(new EventLogMap(dialect));

        foreach (var type in builder.Model.GetEntityTypes().ToList())
        {
            if (typeof(ILogRow).IsAssignableFrom(type.ClrType)) LogRowMap.Map(builder.Entity(type.ClrType), dialect);
            if (typeof(IBrandOwned).IsAssignableFrom(type.ClrType)) type.SetQueryFilter("brand", BrandFilter(type.ClrType));
            if (type.IsMappedToJson()) continue;      // Identity's passkey data is one JSON column
            if (type.GetTableName() is { } table) type.SetTableName(Snake.Case(table));
            foreach (var property in type.GetProperties())
            {
                property.SetColumnName(Snake.Case(property.GetColumnName()));
                if ((Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType) is { IsEnum: true } e)
                    property.SetValueConverter((ValueConverter)Activator.CreateInstance(typeof(SnakeEnum<>).MakeGenericType(e))!);
            }
        }
    }

    LambdaExpression BrandFilter(Type entity)
    {
        var row = Expression.Parameter(entity);
        return Expression.Lambda(Expression.Equal(Expression.Property(row, nameof(IBrandOwned.BrandId)), Expression.Property(Expression.Constant(this), nameof(BrandId))), row);
    }

    sealed class UtcTime() : ValueConverter<DateTimeOffset, DateTime>(
        v => v.UtcDateTime, v => new DateTimeOffset(DateTime.SpecifyKind(v, DateTimeKind.Utc)));

    sealed class SnakeEnum<T>() : ValueConverter<T, string>(v => Snake.Of(v), s => Snake.Enum<T>(s)) where T : struct, Enum;
}
