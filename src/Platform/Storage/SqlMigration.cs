using System.Reflection;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Nameplate.Platform.Storage;

/// <summary>A migration whose statements are the embedded file <c>Migrations/ID.sql</c> beside it.</summary>
public abstract class SqlMigration : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        var id = GetType().GetCustomAttribute<MigrationAttribute>()!.Id;
        using var stream = GetType().Assembly.GetManifestResourceStream($"{id}.sql") ?? throw new InvalidOperationException($"{id}.sql is not embedded");
        using var reader = new StreamReader(stream);
        migrationBuilder.Sql(reader.ReadToEnd());
    }
}
