using Chamada.Bench;

switch (args)
{
    case ["journal", .. string[] rest]:
        return await JournalBenchmark.RunAsync(rest);
    default:
        Console.Error.WriteLine("""
            Usage: Chamada.Bench journal [--dir DIR] [--seconds N] [--restart ROWS]

              journal   what the journal on its own can do: events a second by group size, and with 50 waiters in
                        a closed loop; the time of a restart; bytes on disk for each attendance. DIR is a folder on the
                        disk to be measured (default: the folder for temporary files).
            """);
        return 2;
}
