using Chamada.Core.Archive.Rosters;
using Chamada.Core.Rolls;
using Chamada.Tui.Resources.Texts;

namespace Chamada.Tui.Resources.Portuguese;

internal sealed class RosterTextPortuguese : RosterText
{
    protected override FolderText Folder { get; } = new FolderTextPortuguese();

    public override string Content(ColumnContent content) => content switch
    {
        ColumnContent.Empty => "vazia",
        ColumnContent.Numbers => "números ou códigos",
        ColumnContent.Counting => "só numera as linhas",
        ColumnContent.Rounded => "números arredondados por uma planilha",
        ColumnContent.Names => "nomes",
        ColumnContent.NamesWithNumbers => "nomes com um número",
        ColumnContent.Dates => "datas ou horas",
        ColumnContent.Amounts => "notas ou quantidades",
        ColumnContent.Emails => "e-mails",
        ColumnContent.Same => "o mesmo em todas as linhas",
        _ => "outra coisa",
    };

    public override string Head(ClassNumber number, int count) => count == 0
        ? $"Turma {number}: nenhuma lista guardada."
        : $"Turma {number}: {Students(count)} na lista.";

    public override string Kept(ClassNumber number, int count, int leftOut) =>
        $"Turma {number}: {Students(count)} na lista, guardada agora{LeftOut(leftOut)}.";

    public override string Tried(ClassNumber number, int count, int leftOut) =>
        $"Turma {number}: {Students(count)} no arquivo{LeftOut(leftOut)}. Nada foi guardado.";

    public override string NotKept(string path, string cause) =>
        $"não foi possível guardar a lista em {Printable.Line(path)}: {Printable.Line(cause)}";

    public override string NotReadable(string path, string cause) =>
        $"não foi possível ler a lista em {Printable.Line(path)}: {Printable.Line(cause)}";

    public override string BadLines(string path, int count) => count == 1
        ? $"1 linha de {Printable.Line(path)} não é de um aluno e fica lá como está; corrija o arquivo:"
        : $"{N(count)} linhas de {Printable.Line(path)} não são de alunos e ficam lá como estão; corrija o arquivo:";

    public override string ColumnsAre(string? options) => options is null
        ? "nada foi feito. O arquivo tem estas colunas:"
        : $"nada foi feito. Diga as colunas ({options}) pelo cabeçalho ou por 1, 2, …; o arquivo tem estas:";

    public override string EncodingsAre(string? option) =>
        $"nada foi feito. {(option is null ? "" : $"Diga a codificação com {option}. ")}As prováveis são:";

    public override string SheetsAre(string? option) =>
        $"nada foi feito. {(option is null ? "" : $"Diga a planilha com {option}. ")}O arquivo tem estas:";

    public override string CouldBeTyped(string option) =>
        $"{option} guarda as matrículas só com letras e algarismos, como os alunos as digitariam.";

    public override string StandardInput => "stdin";

    protected override string LineWord => "linha";

    protected override string Issue(RosterIssue issue) => issue switch
    {
        RosterIssue.NoNumber => "sem matrícula",
        RosterIssue.NumberTooLong => "matrícula longa demais",
        RosterIssue.BadCharacter => "matrícula com sinal inválido",
        RosterIssue.NoDigit => "matrícula sem algarismo",
        RosterIssue.Rounded => "número arredondado pela planilha",
        RosterIssue.Duplicate => "matrícula repetida",
        RosterIssue.OpenQuote => "aspas sem fim",
        RosterIssue.Footer => "total ou rodapé",
        RosterIssue.HeaderAgain => "cabeçalho repetido",
        RosterIssue.WasDecimal => "era decimal: podem faltar zeros à esquerda",
        RosterIssue.HadSpaces => "tinha espaços entre os algarismos",
        RosterIssue.Punctuated => "os alunos têm de digitar também a pontuação",
        RosterIssue.OtherLength => "matrícula de tamanho diferente das outras",
        RosterIssue.HadMarks => "marcas invisíveis foram tiradas",
        RosterIssue.LostLetters => "letras do nome já estavam perdidas",
        RosterIssue.NameCut => "nome longo demais, cortado",
        _ => "as matrículas são só 1, 2, 3…",
    };

    protected override string Suggestion(string number) => $"alunos digitam {number}";

    protected override string NotFound(string file) => $"não há um arquivo {file}.";

    protected override string IsFolder(string file) => $"{file} é uma pasta; diga o arquivo.";

    protected override string TooLarge(string file, int megabytes) =>
        $"{file} não tem fim ou é maior que {N(megabytes)} MB: não é uma lista de turma.";

    protected override string Silent(string file) => $"{file} não entrega nada: é mesmo um arquivo?";

    protected override string Denied(string file) => $"esta conta não pode ler {file}.";

    protected override string Failed(string file, string cause) => $"não foi possível ler {file}: {cause}";

    protected override string Damaged(string file) =>
        $"{file} é uma pasta de trabalho do Excel, mas está danificada. Abra no Excel ou no LibreOffice e salve de novo.";

    protected override string Empty(string file) => $"não há nada escrito em {file}.";

    protected override string Nobody(string file) => $"nenhuma linha de {file} tem uma matrícula que se possa guardar.";

    protected override string DamagedHere => "Esta pasta de trabalho do Excel está danificada.";

    protected override string EmptyHere => "Não há nada escrito neste arquivo.";

    protected override string NobodyHere => "Nenhuma linha tem uma matrícula que se possa guardar.";

    protected override string ThisIs(string kind) => $"Este arquivo é {kind}.";

    protected override string OtherKind(string file, string kind, string advice) => $"{file} é {kind}. {advice}";

    protected override string Kind(FileKind kind) => kind switch
    {
        FileKind.OldWorkbook => "uma planilha antiga (.xls) ou protegida por senha",
        FileKind.BinaryWorkbook => "uma pasta de trabalho binária do Excel (.xlsb)",
        FileKind.XmlWorkbook => "uma planilha XML do Excel 2003",
        FileKind.OpenDocument => "uma planilha OpenDocument (.ods)",
        FileKind.Numbers => "uma planilha do Numbers",
        FileKind.Html => "uma página HTML, seja qual for o nome",
        FileKind.Pdf => "um PDF",
        FileKind.Document => "um documento de texto formatado",
        FileKind.Image => "uma imagem",
        FileKind.Archive => "um arquivo compactado",
        FileKind.Workbook => "uma pasta de trabalho do Excel",
        FileKind.Text => "texto",
        _ => "um arquivo binário",
    };

    protected override string Advice(FileKind kind) => kind switch
    {
        FileKind.Pdf or FileKind.Image => "Peça ao sistema a lista em CSV ou em planilha (.xlsx).",
        FileKind.Archive => "Extraia o arquivo que está dentro.",
        FileKind.Document => "Copie a tabela para uma planilha e salve como .xlsx ou CSV.",
        FileKind.Binary => "Esperava-se um CSV ou um .xlsx.",
        _ => "Abra no Excel ou no LibreOffice e salve como .xlsx ou CSV.",
    };

    protected override string EncodingDoubt(string file) => $"a codificação de {file} não é certa, e os acentos dependem dela.";

    protected override string NumberDoubt(string file) => $"em {file}, mais de uma coluna pode ser a das matrículas.";

    protected override string NoNumber(string file) => $"em {file}, nenhuma coluna parece ter matrículas.";

    protected override string NameDoubt(string file) => $"em {file}, mais de uma coluna pode ser a dos nomes.";

    protected override string NoSuchColumn(string file, string wanted) => $"em {file} não há uma coluna {wanted}, ou há várias.";

    protected override string NoSuchSheet(string file, string wanted) => $"em {file} não há uma planilha {wanted}.";

    private static string Students(int count) => count == 1 ? "1 aluno" : $"{N(count)} alunos";

    private static string LeftOut(int count) => count switch
    {
        0 => "",
        1 => "; 1 linha ficou de fora",
        _ => $"; {N(count)} linhas ficaram de fora",
    };
}
