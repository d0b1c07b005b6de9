using System.Text;
using Chamada.Core.Archive.Text;

namespace Chamada.Core.Archive.Rosters;

/// <summary>What a column's heading says that the column holds.</summary>
internal enum HeaderMeaning
{
    /// <summary>Nothing that is known.</summary>
    Unknown,

    /// <summary>The student number, without doubt: "Matrícula", "RA", "SIS User ID".</summary>
    Number,

    /// <summary>A number or code of something, perhaps the student's: "ID", "Código".</summary>
    Code,

    /// <summary>A student, by number or by name: "Aluno", "Student".</summary>
    Student,

    /// <summary>The place in the list: "Nº", "Ordem", "#".</summary>
    Running,

    /// <summary>The full name.</summary>
    Name,

    /// <summary>The first name, where the rest has a column of its own.</summary>
    FirstName,

    /// <summary>The surname.</summary>
    LastName,

    /// <summary>Something else that is known: a grade, a date, an address.</summary>
    Other,
}

/// <summary>
/// The words of headings in exports of school systems, in the languages that they come in here. Compared without case, accents and
/// punctuation.
/// </summary>
internal static class HeaderWords
{
    // A heading that holds one of these words is about something else, whatever else it says: "Data de matrícula", "Nome da mãe".
    private static readonly HashSet<string> Elsewhere = Set(
        "data date hora time carimbo timestamp nascimento birth cpf rg cep telefone celular fone phone email mail endereco address mae pai "
        + "responsavel mother father parent guardian curso course disciplina subject professor docente teacher turma section class serie "
        + "grade nota notas score "
        + "pontos points total media duracao duration minutos minutes situacao status faltas falta frequencia presenca presencas "
        + "attendance periodo "
        + "ano year semestre semester idade age sexo genero gender grupo grupos group groups department departamento institution "
        + "instituicao polo "
        + "campus turno login username usuario user upn social vencimento valor observacao observacoes obs role funcao guest convidado "
        + "entrada saida assinatura signature");

    private static readonly HashSet<string> Numbers = Set(
        "matricula matriculas matr prontuario ra rm rga rgm dre orgdefinedid nusp matrikelnummer legajo expediente mecanografico carnet "
        + "boleta idnumber");

    private static readonly HashSet<string> Persons = Set(
        "aluno aluna alunos estudante discente student academico alumno estudiante etudiant pupil learner usp");

    private static readonly HashSet<string> Codes = Set(
        "id codigo cod code numero number num no n identificacao identificador identifier registro registration enrollment enrolment "
        + "cadastro inscricao");

    private static readonly HashSet<string> Running =
        Set("n no nr num numero number ordem ord seq sequencia item order row chamada linha #");

    private static readonly HashSet<string> Names = Set("nome name nombre nom nomes names");

    private static readonly string[] Exact =
    [
        "sis user id", "id number", "numero de identificacao", "numero de identificacion", "student id", "student number", "student no",
        "student id number", "registro academico", "numero usp", "n usp", "no usp", "cartao ufrgs", "registration number",
        "registration no",
        "enrollment number", "enrolment number",
        "candidate number", "admission number", "roll number", "roll no", "student code", "learner id",
    ];

    private static readonly string[] First =
    [
        "first name", "given name", "given names", "firstname", "primeiro nome", "prenome", "nome proprio", "forename", "vorname", "prenom",
        "nombres",
    ];

    private static readonly string[] Last =
    [
        "last name", "surname", "family name", "lastname", "sobrenome", "sobrenomes", "ultimo nome", "apelido", "apelidos", "apellido",
        "apellidos", "nachname",
    ];

    /// <summary>A heading as it is compared: lower case, no accents, words with single spaces.</summary>
    public static string Folded(string header)
    {
        StringBuilder folded = new(header.Length);
        foreach (char c in FoldedText.Of(header))
        {
            if (char.IsLetterOrDigit(c) || c == '#')
            {
                folded.Append(c switch
                {
                    'º' => 'o',
                    'ª' => 'a',
                    _ => c,
                });
            }
            else if (folded is { Length: > 0 } && folded[^1] != ' ')
            {
                folded.Append(' ');
            }
        }

        return folded.ToString().Trim();
    }

    /// <summary>What a heading says.</summary>
    public static HeaderMeaning Of(string header)
    {
        string folded = Folded(header);
        if (folded.Length is 0 or > 60)
        {
            return HeaderMeaning.Unknown;
        }

        if (Exact.Contains(folded))
        {
            return HeaderMeaning.Number;
        }

        if (First.Contains(folded) || Last.Contains(folded))
        {
            return First.Contains(folded) ? HeaderMeaning.FirstName : HeaderMeaning.LastName;
        }

        // "Nº" folds to "no" (and "N°" to "n"), as "No." does.
        string[] words = folded.Split(' ');
        return words.Any(Elsewhere.Contains) ? HeaderMeaning.Other
            : words.Any(Numbers.Contains) ? HeaderMeaning.Number
            : words.Any(Names.Contains) ? HeaderMeaning.Name
            : words.Any(Persons.Contains) ? words.Any(Codes.Contains) ? HeaderMeaning.Number : HeaderMeaning.Student
            : words.Any(static word => word is "participante" or "participant" or "participantes") ? HeaderMeaning.Name
            : words.All(Running.Contains) ? HeaderMeaning.Running
            : words.Any(Codes.Contains) ? HeaderMeaning.Code
            : HeaderMeaning.Unknown;
    }

    private static HashSet<string> Set(string words) => [.. words.Split(' ')];
}
