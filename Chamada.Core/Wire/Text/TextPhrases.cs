using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Unicode;
using Chamada.Core.Wire.Resp;

namespace Chamada.Core.Wire.Text;

/// <summary>The sentences of the text protocol, in Portuguese. Those for what goes well are the original Python server's, to the
/// letter.</summary>
public static class TextPhrases
{
    private static readonly byte[] TooFastBytes =
        "Pedidos demais vindos do seu endereço de rede. Espere um instante e tente de novo."u8.ToArray();

    /// <summary>Bytes that are enough for any sentence that is written into a destination.</summary>
    public const int MaxBytes = 256;

    /// <summary>What stands between two students of a list.</summary>
    public static ReadOnlySpan<byte> ListSeparator => ", "u8;

    /// <summary>What ends the list of a closed roll call.</summary>
    public static ReadOnlySpan<byte> ListEnd => "]"u8;

    /// <summary>The class was opened.</summary>
    public static int Opened(Span<byte> destination, long classNumber, DateTimeOffset at) =>
        Write(destination, $"A chamada da turma {classNumber} foi ativada em {at:dd'/'MM'/'yyyy} às {at:HH':'mm}!");

    /// <summary>The class was closed; the quoted students follow, then <see cref="ListEnd"/>.</summary>
    public static int Closed(Span<byte> destination, long classNumber, DateTimeOffset at) =>
        Write(
            destination,
            $"A chamada da turma {classNumber} foi encerrada em {at:dd'/'MM'/'yyyy} às {at:HH':'mm}! "
            + $"Os seguintes alunos registraram presença: [");

    /// <summary>The student is registered.</summary>
    public static int Registered(Span<byte> destination, long classNumber, DateTimeOffset at) =>
        Write(destination, $"Presença registrada com sucesso na turma {classNumber} em {at:dd'/'MM'/'yyyy} às {at:HH':'mm}!");

    /// <summary>The student was registered before.</summary>
    public static int Already(Span<byte> destination) => Write(destination, $"Você já registrou sua presença nesta turma!");

    /// <summary>The class is not open.</summary>
    public static int NotOpen(Span<byte> destination, DateTimeOffset at) =>
        Write(destination, $"Esta turma não está com presença ativa. Solicitação rejeitada em {at:dd'/'MM'/'yyyy} às {at:HH':'mm}");

    /// <summary>The teacher has taken the student off the list.</summary>
    public static int Removed(Span<byte> destination) =>
        Write(destination, $"O professor retirou sua presença nesta turma. Solicitação rejeitada; fale com o professor.");

    /// <summary>The class asks for a code, which this protocol cannot send.</summary>
    public static int BadCode(Span<byte> destination, long classNumber) => Write(
        destination,
        $"A turma {classNumber} pede um código, que este programa não envia. Use a página ou o programa novo, ou fale com o professor.");

    /// <summary>Too many wrong codes of the student came from there.</summary>
    public static int Wait(Span<byte> destination, int seconds) =>
        Write(destination, $"Muitos códigos errados. Aguarde {seconds} segundos e tente de novo, ou fale com o professor.");

    /// <summary>Another student has registered from the device.</summary>
    public static int DeviceUsed(Span<byte> destination) => Write(
        destination, $"Deste aparelho outra matrícula já registrou presença nesta turma. Solicitação rejeitada; fale com o professor.");

    /// <summary>The class is for other networks.</summary>
    public static int OtherNetwork(Span<byte> destination) => Write(
        destination, $"Esta turma só aceita presença pela rede da sala. Solicitação rejeitada; entre nessa rede ou fale com o professor.");

    /// <summary>The number is not on the class's list.</summary>
    public static int Unlisted(Span<byte> destination, long classNumber) => Write(
        destination, $"Esta matrícula não está na lista da turma {classNumber}. Confira o número, ou fale com o professor.");

    /// <summary>The roll call belongs to the holder of a token, which this protocol does not have.</summary>
    public static int Owned(Span<byte> destination, long classNumber) =>
        Write(destination, $"A chamada da turma {classNumber} foi aberta por outro programa e só ele pode encerrá-la.");

    /// <summary>The journal cannot write.</summary>
    public static int Unavailable(Span<byte> destination) =>
        Write(destination, $"O servidor não está conseguindo gravar e nada foi alterado. Avise o responsável e tente de novo mais tarde.");

    /// <summary>Refused to a teacher: the server asks for a key, which this protocol has no place for.</summary>
    public static int KeyNeeded(Span<byte> destination) => Write(
        destination, $"Este servidor só abre e encerra chamadas com a chave de um professor, que este programa não sabe enviar!");

    /// <summary>The server takes teachers on its own machine only.</summary>
    public static int OnlyHere(Span<byte> destination) => Write(
        destination, $"Neste servidor só o computador do professor abre e encerra chamadas. Solicitação rejeitada; fale com o professor.");

    /// <summary>As many students are on the list as may be.</summary>
    public static int Full(Span<byte> destination) => Write(
        destination, $"A lista desta turma está cheia. Solicitação rejeitada; fale com o professor.");

    /// <summary>As many roll calls are open as may be.</summary>
    public static int TooManyOpen(Span<byte> destination) => Write(
        destination, $"Há chamadas abertas demais neste servidor. Encerre uma delas, ou fale com o responsável.");

    /// <summary>The peer's address asks too much.</summary>
    public static byte[] TooFast() => TooFastBytes;

    /// <summary>What stands where a class should be is none.</summary>
    public static byte[] BadClass(ReadOnlySpan<byte> input, long largest) => Encoding.UTF8.GetBytes(
        $"Turma inválida: {RespWriter.Quote(input)}. A turma é um número de 1 a {largest}, por exemplo 3030.");

    /// <summary>What a student sent has no slash.</summary>
    public static byte[] BadInput(ReadOnlySpan<byte> input) => Encoding.UTF8.GetBytes(
        $"Pedido inválido: {RespWriter.Quote(input)}. Envie a matrícula, uma barra e a turma, por exemplo 042191010/3030.");

    /// <summary>What stands where a student should be is none.</summary>
    public static byte[] BadStudent(ReadOnlySpan<byte> input) => Encoding.UTF8.GetBytes(
        $"Matrícula inválida: {RespWriter.Quote(input)}. Use de 1 a 32 letras sem acento, algarismos, pontos, hífens ou sublinhados, por "
            + "exemplo 042191010.");

    /// <summary>The request has no role.</summary>
    public static byte[] NoRole(ReadOnlySpan<byte> input) => Encoding.UTF8.GetBytes(
        $"Pedido inválido: {RespWriter.Quote(input)}. Termine com ,teacher (por exemplo 3030,teacher) ou ,student (por exemplo "
            + "042191010/3030,student).");

    private static int Write(
        Span<byte> destination, [InterpolatedStringHandlerArgument(nameof(destination))] Utf8.TryWriteInterpolatedStringHandler sentence) =>
        Utf8.TryWrite(destination, ref sentence, out int written)
            ? written
            : throw new ArgumentException("The destination is too short for the sentence.", nameof(destination));
}
