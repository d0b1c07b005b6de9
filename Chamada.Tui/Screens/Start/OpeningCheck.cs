using Chamada.Core.Rolls;
using Chamada.Tui.Screens.Frames;
using Chamada.Tui.Screens.Networks;
using Chamada.Tui.Screens.RollCalls;

namespace Chamada.Tui.Screens.Start;

/// <summary>Why opening a class may be a mistake.</summary>
/// <param name="Nearby">Who near has it open; null when nobody has, as far as is known.</param>
/// <param name="Since">Since when; null where that is not known.</param>
/// <param name="Used">Where nobody near has it open: some of the classes that this account has used, among which this one is not.</param>
internal sealed record OpeningDoubt(NearbyClass? Nearby, DateTimeOffset? Since, IReadOnlyList<ClassNumber> Used);

/// <summary>
/// Looks before a class is opened whether that may be a mistake: somebody near has it open, or it is a number that was never used.
/// </summary>
/// <param name="model">The teacher's classes.</param>
/// <param name="host">What is known of others on the network; null where nobody looks.</param>
/// <param name="thread">The models' thread.</param>
internal sealed class OpeningCheck(TeacherModel model, HostStatus? host, ModelThread thread)
{
    private const int MostNamed = 6;

    /// <summary>Whether it is being found out since when somebody near has a class open.</summary>
    public ClassNumber? Asking { get; private set; }

    /// <summary>
    /// Looks, and hands over what there is to say, or null. At once, unless somebody near has to be asked; then nothing else may be asked
    /// meanwhile.
    /// </summary>
    public void Look(ClassNumber number, Action<OpeningDoubt?> then)
    {
        if (Asking is not null)
        {
            return;
        }

        if (model.HasOpen(number))
        {
            then(null);
        }
        else if (host?.Nearby?.Classes.FirstOrDefault(open => open.Class == number) is { } nearby)
        {
            Asking = number;
            thread.Run(async () =>
            {
                DateTimeOffset? since = await host.AskSinceAsync(nearby);
                Asking = null;
                thread.Post(() => then(new OpeningDoubt(nearby, since, [])));
            });
        }
        else
        {
            // Where nothing was used before, there is nothing that it could be mistaken for.
            IReadOnlyList<ClassNumber> known = model.Known;
            if (known.Count == 0 || model.Knows(number))
            {
                then(null);
            }
            else
            {
                // Not at once: a dialog that opens inside the handling of a key would get the same key again.
                thread.Post(() => then(new OpeningDoubt(null, null, [.. known.Take(MostNamed)])));
            }
        }
    }
}
