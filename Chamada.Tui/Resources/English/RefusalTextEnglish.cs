using Chamada.Tui.Resources.Texts;

namespace Chamada.Tui.Resources.English;

internal sealed class RefusalTextEnglish : RefusalText
{
    protected override string Closed => "the class has no open roll call";

    protected override string Removed => "the teacher took this number off the list";

    protected override string BadCode => "the code is missing or wrong";

    protected override string Wait => "too many wrong codes: wait a few minutes";

    protected override string Device => "another student has registered from this device";

    protected override string Network => "not from a network that this roll call allows";

    protected override string Full => "the list is full";

    protected override string TooManyOpen => "as many roll calls are open as may be; close one first";

    protected override string TooFast => "too many requests from this network address; try again in a moment";

    protected override string Unlisted => "the number is not on the class list; look again";

    protected override string Unavailable => "the server cannot record anything now";

    protected override string Exists => "the class has an open roll call already";

    protected override string Denied => "only who opened the roll call may do that";

    protected override string NoLimit => "it has no time limit, or more than a day would be left";

    protected override string Busy => "the server has too much to do; try again";

    protected override string NoKey => "the server asks for the teacher key";

    protected override string WrongKey => "the teacher key is wrong";

    protected override string Other(string word) => word;
}
