using Chamada.Fuzz;
using SharpFuzz;

// Chamada.Fuzz TARGET            under afl-fuzz: runs a target again and again
// Chamada.Fuzz TARGET FILE …     runs a target once with each file, and lets what it finds end the program
// Chamada.Fuzz --instrument DLL  puts the counting of branches into an assembly, in its place
// Chamada.Fuzz --list            the names of the targets
switch (args)
{
    case ["--list"]:
        Console.WriteLine(string.Join('\n', Targets.All.Keys));
        return 0;
    case ["--instrument", string assembly]:
        Fuzzer.Instrument(assembly, static _ => true, Options.Value);
        return 0;
    case [string name, .. string[] files] when Targets.All.TryGetValue(name, out Target? target):
        foreach (string file in files)
        {
            target(File.ReadAllBytes(file));
        }

        if (files.Length == 0)
        {
            byte[] buffer = new byte[1 << 20];
            Fuzzer.Run(input =>
            {
                int length = input.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
                target(buffer.AsSpan(0, length));
            });
        }

        return 0;
    default:
        Console.Error.WriteLine("usage: Chamada.Fuzz TARGET [FILE …] | --instrument DLL | --list");
        return 2;
}
