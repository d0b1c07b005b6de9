using System.Buffers;
using System.Text.Json;
using Chamada.Core.Archive;
using Chamada.Core.Rolls;
using Chamada.Tui.Resources.Texts;
using Chamada.Tui.Widgets;

namespace Chamada.Tui.Screens.Frames;

/// <summary>What a person's screens remember from one start to the next.</summary>
internal sealed record Preferences
{
    /// <summary>The colours.</summary>
    public ThemeName Theme { get; init; }

    /// <summary>The language that was chosen on a screen; null when none was.</summary>
    public Language? Language { get; init; }

    /// <summary>The class that the student registered for last; null when none.</summary>
    public ClassNumber? Class { get; init; }

    /// <summary>The student number that was used last; null when none.</summary>
    public StudentId? Student { get; init; }

    /// <summary>The language and the colours of the first screen.</summary>
    /// <param name="language">The language that the program was started in.</param>
    /// <param name="isNamed">Whether that was named for this start; otherwise the one that was chosen on a screen comes before it.</param>
    /// <param name="environment">Looks up an environment variable: who sets <c>NO_COLOR</c> wants none (no-color.org).</param>
    public Look FirstLook(Language language, bool isNamed, Func<string, string?> environment) =>
        new(isNamed ? language : Language ?? language, Theme, !string.IsNullOrEmpty(environment("NO_COLOR")));
}

/// <summary>Keeps <see cref="Preferences"/> in a file. Nothing depends on it: what cannot be read is as if it were not there.</summary>
internal sealed class PreferencesFile(string folder)
{
    private readonly string _file = Path.Combine(folder, "preferences.json");

    /// <summary>Reads them. Missing or damaged, they are the defaults.</summary>
    public Preferences Read()
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(_file));
            JsonElement root = document.RootElement;
            return new Preferences
            {
                Theme = TextOf(root, "theme") switch
                {
                    "light" => ThemeName.Light,
                    "high-contrast" => ThemeName.HighContrast,
                    _ => ThemeName.Dark,
                },
                Language = LanguageChoice.Parse(TextOf(root, "language")),
                Class = ClassNumber.TryParse(TextOf(root, "class"), out ClassNumber number) ? number : null,
                Student = StudentId.TryParse(TextOf(root, "student"), out StudentId student) ? student : null,
            };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException)
        {
            return new Preferences();
        }
    }

    /// <summary>Writes them.</summary>
    /// <returns>Why not; null when it went well.</returns>
    public FolderError? Write(Preferences preferences) => FolderError.Catch(_file, () =>
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteString("theme", preferences.Theme switch
            {
                ThemeName.Light => "light",
                ThemeName.HighContrast => "high-contrast",
                _ => "dark",
            });
            if (preferences.Language is { } language)
            {
                json.WriteString("language", LanguageChoice.NameOf(language));
            }

            if (preferences.Class is { } number)
            {
                json.WriteString("class", number.ToString());
            }

            if (preferences.Student is { } student)
            {
                json.WriteString("student", student.ToString());
            }

            json.WriteEndObject();
        }

        TeacherFolderFiles.Replace(_file, buffer.WrittenSpan);
    });

    private static string? TextOf(JsonElement root, string name) =>
        root.TryGetProperty(name, out JsonElement value) ? value.GetString() : null;
}
