[assembly: AssemblyFixture(typeof(Nameplate.Tests.Servers))]
