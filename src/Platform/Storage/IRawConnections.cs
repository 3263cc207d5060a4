using System.Data.Common;

namespace Nameplate.Platform.Storage;

/// <summary>Connections outside Entity Framework, for the few statements that are written by hand because they were measured.</summary>
public interface IRawConnections
{
    /// <summary>Opens a connection that the caller keeps. It stands across brands: what is written over it says itself whose it is.</summary>
    DbConnection OpenAcrossBrands();

    /// <summary>A statement of SQLite's that is prepared once and run often; its values are numbered, <c>?1</c>, <c>?2</c> … On PostgreSQL many rows make one statement instead.</summary>
    IPreparedStatement Prepare(DbConnection connection, string sql);

    /// <summary>Waits for the turn to write, where one writes at a time. The turn ends when the result is disposed.</summary>
    IDisposable EnterWrite();
}

/// <summary>Run row by row, without the cost of a command and its reader.</summary>
public interface IPreparedStatement : IDisposable
{
    void Bind(int number, string? value);
    void Bind(int number, Guid value);
    void Bind(int number, DateTime value);

    /// <summary>Runs with what is bound; the values stay for the next run.</summary>
    void Run();
}
