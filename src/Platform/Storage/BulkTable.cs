using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Nameplate.Platform.EventLog;

namespace Nameplate.Platform.Storage;

/// <summary>Where rows of an entity go when they are written past the change tracker. It is made from the model, so that maps and converters are said once.</summary>
public sealed class BulkTable<T> where T : class
{
    static readonly ConditionalWeakTable<IModel, BulkTable<T>> Known = [];

    BulkTable(IEntityType type)
    {
        Name = type.GetTableName()!;
        Columns = [.. type.GetProperties().Where(p => !IsGenerated(p)).Select(BulkColumn<T>.Of)];
    }

    public string Name { get; }
    public IReadOnlyList<BulkColumn<T>> Columns { get; }

    public static BulkTable<T> In(AppDb db) => Known.GetValue(db.Model, model => new(model.FindEntityType(typeof(T)) ?? throw new InvalidOperationException($"{typeof(T)} is not in the model.")));

    /// <summary>The place in a log is the database's to give.</summary>
    static bool IsGenerated(IProperty p) => typeof(ILogRow).IsAssignableFrom(typeof(T)) && p.Name is nameof(ILogRow.Position) or nameof(ILogRow.Tx);
}

/// <summary>One column, with the values as the database keeps them.</summary>
/// <param name="StoreType">As the database spells it, such as <c>timestamp with time zone</c>.</param>
/// <param name="Value">The value of a row, as an expression that a writer makes part of its own; null where there is none.</param>
/// <param name="Values">Of many rows, as an array of the column's own type.</param>
/// <param name="IsSame">Whether all rows have one value, so that it need be said once.</param>
public sealed record BulkColumn<T>(string Name, string StoreType, LambdaExpression Value, Func<IReadOnlyList<T>, Array> Values, Func<IReadOnlyList<T>, bool> IsSame) where T : class
{
    internal static BulkColumn<T> Of(IProperty property)
    {
        var row = Expression.Parameter(typeof(T));
        var value = Stored(Expression.Property(row, property.PropertyInfo ?? throw new InvalidOperationException($"{property} has no property to read.")), property.GetTypeMapping().Converter);
        return (BulkColumn<T>)typeof(BulkColumn<T>).GetMethod(nameof(Make), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!
            .MakeGenericMethod(value.Type).Invoke(null, [property, row, value])!;
    }

    static BulkColumn<T> Make<TValue>(IProperty property, ParameterExpression row, Expression value)
    {
        var expression = Expression.Lambda<Func<T, TValue>>(value, row);
        var read = expression.Compile();
        return new(property.GetColumnName(), property.GetColumnType(), expression, rows =>
        {
            var values = new TValue[rows.Count];
            for (var i = 0; i < values.Length; i++) values[i] = read(rows[i]);
            return values;
        }, rows =>
        {
            var first = read(rows[0]);
            for (var i = 1; i < rows.Count; i++)
                if (!EqualityComparer<TValue>.Default.Equals(read(rows[i]), first)) return false;
            return true;
        });
    }

    static Expression Stored(Expression value, ValueConverter? converter)
    {
        if (converter is null) return value;
        var convert = converter.ConvertToProviderExpression;
        if (Nullable.GetUnderlyingType(value.Type) is null || convert.Parameters[0].Type == value.Type) return Expression.Invoke(convert, value);
        var stored = convert.ReturnType.IsValueType && Nullable.GetUnderlyingType(convert.ReturnType) is null ? typeof(Nullable<>).MakeGenericType(convert.ReturnType) : convert.ReturnType;
        return Expression.Condition(Expression.Property(value, "HasValue"), Expression.Convert(Expression.Invoke(convert, Expression.Property(value, "Value")), stored), Expression.Default(stored));
    }
}
