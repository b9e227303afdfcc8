using Cratehand.Bench;

IBench[] benches =
[
    new AnalysisBench(),
    new MeasureBench(),
];

// "list" names those that need no files: bench/run.sh runs them all.
if (args is [] or ["list"])
{
    Console.WriteLine(string.Join(' ', benches.Where(bench => bench is not (AnalysisBench or MeasureBench)).Select(bench => bench.Name)));
    return 0;
}

if (benches.FirstOrDefault(bench => bench.Name == args[0]) is not { } wanted)
{
    Console.Error.WriteLine($"There is no bench {args[0]}: {string.Join(", ", benches.Select(bench => bench.Name))}.");
    return 2;
}

wanted.Run(args[1..]);
return 0;
