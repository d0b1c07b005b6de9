using Chamada.Bench;
using Chamada.Bench.Beside;
using Chamada.Bench.Hostile;
using Chamada.Bench.Scale;

switch (args)
{
    case ["journal", .. string[] rest]:
        return await JournalBenchmark.RunAsync(rest);
    case ["screens", .. string[] rest]:
        return await ScreensBenchmark.RunAsync(rest);
    case ["phones", .. string[] rest]:
        return await PhonesBenchmark.RunAsync(rest);
    case ["hostile", .. string[] rest]:
        return await HostileBenchmark.RunAsync(rest);
    case ["beside", .. string[] rest]:
        return await BesideBenchmark.RunAsync(rest);
    case ["micro", .. string[] rest]:
        return MicroBenchmarks.Run(rest);
    case ["schools", .. string[] rest]:
        return ScaleSimulation.Run(rest);
    case ["watch", .. string[] rest]:
        return await WatchBenchmark.RunAsync(rest);
    case ["echo", .. string[] rest]:
        return await EchoServer.RunAsync(rest);
    default:
        Console.Error.WriteLine("""
            Usage: Chamada.Bench journal [--dir DIR] [--seconds N] [--restart ROWS]
                   Chamada.Bench screens EXECUTABLE
                   Chamada.Bench phones EXECUTABLE [PHONES [ROUNDS]]
                   Chamada.Bench schools [--schools N] [--rate N] [--commit MS] [--stays SECONDS] [--connections N] [--at-once] [--seed N]
                   Chamada.Bench hostile EXECUTABLE [VISITS [ATTACK]]
                   Chamada.Bench watch SERVER OTHER [RATE [SECONDS]]
                   Chamada.Bench micro [OPTION OF BENCHMARKDOTNET …]
                   Chamada.Bench beside …, which bench/run starts and explains

              micro     scanning, deciding and writing, in nanoseconds a request.
              journal   what the journal on its own can do: events a second by group size, and with 50 waiters in
                        a closed loop; the time of a restart; bytes on disk for each attendance. DIR is a folder on the
                        disk to be measured (default: the folder for temporary files).
              screens   the full-screen programs of a published executable, in a pseudo-terminal (needs util-linux' script): time to the first
                        frame, from a key to its effect, from a registration to its line, processor time at rest, memory.
              phones    a class that checks in by browser, all in the same moment (default: 300 phones, 5 rounds): each opens a connection,
                        gets the page and sends the form. Then the server is killed, and what it answered is looked for on the disk.
              schools   a day of many schools, simulated, against what a database takes in a second (--rate, --commit) and what a server
                        holds (--connections): how full each gets, and how long students wait. --at-once: one bell for all.
              hostile   how long an honest student waits (default: 500 visits) while somebody attacks the server from another address, with
                        each attack in turn, or one.
              watch     two servers that share a database: from a registration at one to the line that a watcher at the other is told
                        (default: 1,000 a second for 10 seconds).
            """);
        return 2;
}
