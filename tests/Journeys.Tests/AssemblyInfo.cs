[assembly: AssemblyFixture(typeof(Nameplate.Tests.RunningProduct))]
