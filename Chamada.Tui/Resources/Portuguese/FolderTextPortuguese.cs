using Chamada.Tui.Resources.Texts;

namespace Chamada.Tui.Resources.Portuguese;

/// <inheritdoc/>
internal sealed class FolderTextPortuguese : FolderText
{
    protected override string Denied => "sem permissão";
    protected override string NotFound => "esse arquivo ou pasta não existe";
    protected override string Full => "não há mais espaço no disco";
    protected override string ReadOnly => "o disco só pode ser lido";
    protected override string IsFolder => "é uma pasta";
    protected override string NotAFolder => "há um arquivo onde devia haver uma pasta";
    protected override string Exists => "já existe";
    protected override string InUse => "outro programa está usando";
    protected override string NameTooLong => "o nome é longo demais";
    protected override string TooManyFiles => "há arquivos abertos demais";
    protected override string DiskFails => "o disco está com defeito";
    protected override string NotPem => "não é certificado nem chave em formato PEM";
    protected override string NotTls => "o que responde não é TLS";
    protected override string AddressInUse => "outro programa já usa esse endereço e porta";
    protected override string AddressNotHere => "esta máquina não tem esse endereço";
    protected override string ConnectionRefused => "nada atende nessa porta";
    protected override string TimedOut => "ninguém respondeu a tempo";
    protected override string NoRoute => "não há caminho até essa rede";
    protected override string NoSuchHost => "esse nome não existe na rede";
    protected override string ConnectionReset => "o outro lado cortou a conexão";

    protected override string Damaged(string detail) => "o conteúdo não é o que devia ser";
}
