using System.Data.Common;

namespace Nameplate.Platform.Storage;

/// <summary>Connections outside Entity Framework, for the few statements that are written by hand because they were measured.</summary>
public interface IRawConnections
{
    /// <summary>Opens a connection that the caller keeps. It stands across brands: what is written over it says itself whose it is.</summary>
    DbConnection OpenAcrossBrands();

    /// <summary>Waits for the turn to write, where one writes at a time. The turn ends when the result is disposed.</summary>
    IDisposable EnterWrite();
}
