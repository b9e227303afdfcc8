using System.Globalization;
using System.Runtime.InteropServices;
using Cratehand.Cli;
using Cratehand.Wiring.Configuration;

// Numbers and dates are the same on every machine: files, logs and JSON depend on it.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;

using var interrupted = new CancellationTokenSource();
using var onInterrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var onTerminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);

var runner = new CommandRunner(Surroundings.OfThisProcess(), SettingCatalog.Today, CommandList.Today());
return await runner.RunAsync(args, interrupted.Token);

// The first signal asks for an orderly end; a second one ends the process as if nobody listened.
void Stop(PosixSignalContext signal)
{
    if (!interrupted.IsCancellationRequested)
    {
        signal.Cancel = true;
        interrupted.Cancel();
    }
}
