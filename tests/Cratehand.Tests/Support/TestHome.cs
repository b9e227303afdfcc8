using Cratehand.Checks;
using Cratehand.Cli;
using Cratehand.Wiring.Configuration;
using Microsoft.Extensions.Time.Testing;

namespace Cratehand.Tests.Support;

/// <summary>A home folder of one test, with an environment and outputs of its own.</summary>
public sealed class TestHome : IDisposable
{
    public TestHome()
    {
        Directory.CreateDirectory(Folder);
        Environment["HOME"] = Folder;
    }

    public string Folder { get; } = Path.Combine(Path.GetTempPath(), $"cratehand-test-{Guid.NewGuid():N}");

    public string Data => Path.Combine(Folder, ".local/share/cratehand");

    public string File => Path.Combine(Data, "cratehand.yaml");

    public Dictionary<string, string> Environment { get; } = [];

    public SettingCatalog Catalog { get; set; } = SettingCatalog.Today;

    public Screen Screen { get; set; } = Screen.Piped;

    public FakeTools Tools { get; } = new();

    public string Program { get; set; } = System.Environment.ProcessPath!;

    public TextReader In { get; set; } = TextReader.Null;

    public StringWriter Out { get; init; } = new();

    public StringWriter Error { get; } = new();

    public TestHome WithFile(string yaml)
    {
        Directory.CreateDirectory(Data);
        System.IO.File.WriteAllText(File, yaml);
        return this;
    }

    public EffectiveSettings Read(params GivenValue[] options) =>
        new SettingsReader(Catalog).Read(new(Environment, options, Folder, Processors: 8));

    public Task<int> RunAsync(params string[] args) => RunAsync(CommandList.Today(), CancellationToken.None, args);

    public Task<int> RunAsync(IReadOnlyList<ICommand> commands, CancellationToken cancel, params string[] args) =>
        new CommandRunner(Surroundings(), Catalog, commands).RunAsync(args, cancel);

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    Surroundings Surroundings() => new()
    {
        Environment = Environment,
        WorkingFolder = Folder,
        In = In,
        Out = Out,
        Error = Error,
        Screen = Screen,
        Clock = new FakeTimeProvider(),
        Tools = Tools,
        Program = Program,
    };
}

/// <summary>Tools that answer what the test says; by default all are there.</summary>
public sealed class FakeTools : IToolProbe
{
    public HashSet<string> Missing { get; } = [];

    public string Muxers { get; set; } = "  E chromaprint     Chromaprint";

    public Task<string?> AskAsync(string command, IReadOnlyList<string> arguments, CancellationToken cancel) =>
        Task.FromResult(Missing.Contains(command) ? null : arguments.Contains("-muxers") ? Muxers : $"{command} version 5.1.9");
}
