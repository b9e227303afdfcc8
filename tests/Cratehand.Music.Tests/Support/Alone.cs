namespace Cratehand.Music.Tests.Support;

/// <summary>Tests that measure the process itself run when nothing else does.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
