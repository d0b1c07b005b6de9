using Chamada.Core.Rolls;

namespace Chamada.Core.Client;

/// <summary>What is to hold for a roll call that is opened. Nothing of it is sent that is not set.</summary>
public sealed record OpenOptions
{
    /// <summary>Nothing: whoever asks is registered until the teacher closes.</summary>
    public static readonly OpenOptions None = new();

    /// <summary>After how long it closes by itself, in whole seconds, at most a day; null for never.</summary>
    public TimeSpan? Limit { get; init; }

    /// <summary>How long each code stands that students are asked for, in whole seconds from 5 to 60; null for no code.</summary>
    public TimeSpan? CodePeriod { get; init; }

    /// <summary>What becomes of a second student from one device; null for the server's default.</summary>
    public DeviceRule? Device { get; init; }

    /// <summary>From where students may register; null for from anywhere.</summary>
    public NetworkRule? From { get; init; }

    /// <summary>What becomes of students who are not on the class's list; null for the server's default.</summary>
    public ListedRule? Listed { get; init; }
}

/// <summary>What a student brings along besides the number. Nothing of it is sent that is not set.</summary>
public sealed record PresentOptions
{
    /// <summary>Nothing.</summary>
    public static readonly PresentOptions None = new();

    /// <summary>The code that the student has read.</summary>
    public CodeDigits? Code { get; init; }

    /// <summary>The number by which the student's device names itself, 32 hexadecimal digits.</summary>
    public string? Device { get; init; }

    /// <summary>The roll call's own token, with which nothing else is asked: for the machine at the door. It is never sent on to another
    /// server.</summary>
    public string? Token { get; init; }

    /// <summary>Whether the student has looked at the number again and stands by it.</summary>
    public bool IsConfirmed { get; init; }

    /// <summary>Whether the answer is to come with a receipt (<see cref="PresenceReply.Receipt"/>).</summary>
    public bool WantsReceipt { get; init; }

    /// <summary>The token is left out, so that it gets into no log by accident.</summary>
    public override string ToString() => $"{(Token is null ? "student" : "door")}{(Code is null ? "" : " with a code")}";
}

/// <summary>A teacher's key, as it is shown to a server that asks for one.</summary>
/// <param name="User">Whose it is; <c>default</c> where that is not said.</param>
/// <param name="Text">The key. Secret.</param>
public sealed record ClientKey(string User, string Text)
{
    /// <summary>Whose it is, and not more.</summary>
    public override string ToString() => User;
}
