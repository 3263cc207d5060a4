namespace Nameplate.Architecture.Tests;

public class BrandsTests
{
    /// <summary>Switching the query filter off opens one lock of two; the other is opened in the same place, so that a reader sees where brands are crossed. The pump stands across while a read model is cleared, and a dialect is asked by who does.</summary>
    [Fact]
    public void Where_the_query_filter_is_switched_off_the_code_says_that_it_crosses_brands()
    {
        var silent = Repository.Files("src", ".cs").Where(f => !f.Contains("Storage.", StringComparison.Ordinal))
            .Where(f => Repository.Read(f) is var text && text.Split('\n').Any(l => l.Contains(".IgnoreQueryFilters()", StringComparison.Ordinal) && !l.Contains("ExecuteDeleteAsync", StringComparison.Ordinal)) && !text.Contains(".AcrossBrands()", StringComparison.Ordinal));
        Assert.Empty(silent);
    }
}
