using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Chamada.Tests.Log;

/// <summary>Collects what is logged, and waits for a line.</summary>
internal sealed class LogLines : ILogger, IDisposable
{
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly SemaphoreSlim _added = new(0);

    /// <summary>What was logged so far.</summary>
    public IReadOnlyCollection<string> Lines => _lines;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?,
        string> formatter)
    {
        _lines.Enqueue($"{logLevel}: {formatter(state, exception)}");
        _added.Release();
    }

    public async Task<string> WaitForAsync(string part)
    {
        while (true)
        {
            if (_lines.FirstOrDefault(line => line.Contains(part, StringComparison.Ordinal)) is { } found)
            {
                return found;
            }

            Assert.True(await _added.WaitAsync(JournaledBook.Patience),
                $"nothing was logged with '{part}', only: {string.Join(Environment.NewLine, _lines)}");
        }
    }

    public bool IsEnabled(LogLevel logLevel) => true;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public void Dispose() => _added.Dispose();
}
