using System.Globalization;
using Chamada.Tui.Resources.Texts;
using Microsoft.Extensions.Logging;

namespace Chamada.Tui.Cli;

/// <summary>A server's log in the language of the program.</summary>
/// <param name="log">Where lines go.</param>
/// <param name="text">The language.</param>
internal sealed class TranslatedLog(ILogger log, LogText text) : ILogger
{
    /// <inheritdoc/>
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => log.BeginScope(state);

    /// <inheritdoc/>
    public bool IsEnabled(LogLevel logLevel) => log.IsEnabled(logLevel);

    /// <inheritdoc/>
    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?,
        string> formatter)
    {
        if (eventId.Name is { } name && state is IReadOnlyList<KeyValuePair<string, object?>> values && text.Line(name, Value) is { } line)
        {
            log.Log(logLevel, eventId, state, exception, (_, _) => line);
        }
        else
        {
            log.Log(logLevel, eventId, state, exception, formatter);
        }

        string Value(string wanted) => Convert.ToString(
            values.FirstOrDefault(value => value.Key.Equals(wanted, StringComparison.OrdinalIgnoreCase))
                .Value, CultureInfo.InvariantCulture) ?? "";
    }
}
