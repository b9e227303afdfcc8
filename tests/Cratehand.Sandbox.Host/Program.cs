using System.Globalization;
using System.Runtime.InteropServices;
using Cratehand.Sandbox;
using Cratehand.Sandbox.Hosting;

// The sandbox alone, as a process, for the conformance run. It ends when its standard input does, or on SIGTERM.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
string Setting(string name) => Environment.GetEnvironmentVariable("SANDBOX_" + name) ?? "";

var options = new SandboxOptions
{
    RulesOff = Setting("RULES_OFF").Split(',', StringSplitOptions.RemoveEmptyEntries),
    FrozenAt = Setting("FROZEN_AT") is { Length: > 0 } at ? DateTimeOffset.Parse(at, CultureInfo.InvariantCulture) : null,
    NotionRequestsPerMinute = int.TryParse(Setting("NOTION_PER_MINUTE"), CultureInfo.InvariantCulture, out var perMinute) ? perMinute : 180,
    StateFile = Setting("STATE") is { Length: > 0 } file ? file : null,
};

await using var host = await SandboxHost.StartAsync(options, StandIns.All);
Console.WriteLine(host.Describe().ToJsonString());

var ended = new TaskCompletionSource();
using var term = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
{
    signal.Cancel = true;
    ended.TrySetResult();
});

// On a thread of its own: reading the console blocks even when asked not to.
await Task.WhenAny(ended.Task, Task.Run(Console.In.ReadToEnd));
