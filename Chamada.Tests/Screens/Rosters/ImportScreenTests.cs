using System.Text;
using Chamada.Core.Archive;
using Chamada.Core.Archive.Rosters;
using Chamada.Tests.Archive.Rosters;
using Chamada.Tui.Screens.RollCalls;
using Terminal.Gui.Input;

namespace Chamada.Tests.Screens.Rosters;

/// <summary>The import as a teacher uses it: asked what is not certain, shown what was found, with a way back from everywhere.</summary>
public sealed class ImportScreenTests : IDisposable
{
    private readonly ViewBench _bench = new();
    private bool _isShown;

    public void Dispose() => _bench.Dispose();

    private string Kept => Path.Combine(_bench.Models.Folder.Path, "rosters", "3030.csv");

    [Fact]
    public void The_columns_of_numbers_and_names_are_chosen_with_the_arrow_keys()
    {
        Import("RA;Matrícula;Nome do contato;Nome da escola\n1001;20261;Rita;Ana Lima\n1002;20262;Sara;Bia Sá\n");
        _bench.Until("Which column has the student numbers?");
        Assert.Contains("20261 · 20262", _bench.Screen, StringComparison.Ordinal);
        _bench.Press(Key.Home, Key.CursorDown, Key.Enter);
        _bench.Until("Which column has the names?");
        _bench.Press(Key.Home, Key.CursorDown, Key.CursorDown, Key.CursorDown, Key.Enter);
        _bench.Until("Enter keeps the list.");
        Assert.Contains("Ana Lima", _bench.Screen, StringComparison.Ordinal);
        _bench.Press(Key.Enter);
        _bench.Until("List of class 3030: 2 students");
        _bench.Until(() => File.Exists(Kept));
        Assert.Equal("student,name\n20261,Ana Lima\n20262,Bia Sá\n", File.ReadAllText(Kept));
    }

    [Fact]
    public void Where_no_line_can_be_kept_the_lines_stay_in_sight()
    {
        Import("Matrícula;Nome\n15/0012345;Érica\n15/0012346;Caio\n");
        _bench.Until("No line has a student number that could be kept.");
        _bench.Press(Key.F6);
        _bench.Until("! No line of this file has a student number that could be kept.");
        Assert.Contains("students type 150012345", _bench.Screen, StringComparison.Ordinal);
        Assert.DoesNotContain("LibreOffice", _bench.Screen, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_certain_can_be_chosen_otherwise_and_Esc_goes_back_step_by_step()
    {
        Import("Matrícula;Nome;RG\n20261;Ana;5\nxx;Bia;6\n20263;Caio;7\n20264;Duda;8\n");
        _bench.Until("1 line is left out; F6 shows it.");
        _bench.Press(Key.F6);
        _bench.Until("number without a digit");
        _bench.Press(Key.Esc);
        _bench.Until("3 students");
        Assert.DoesNotContain("number without a digit", _bench.Screen, StringComparison.Ordinal);
        _bench.Press(Key.K.WithCtrl);
        _bench.Until("Which column has the student numbers?");
        _bench.Press(Key.Esc);
        _bench.Until("1 line is left out; F6 shows it.");
        _bench.Press(Key.K.WithCtrl, Key.End, Key.Enter);
        _bench.Until("Which column has the names?");
        _bench.Press(Key.End, Key.Enter);
        _bench.Until("4 students");
        Assert.DoesNotContain("Ana", _bench.Screen, StringComparison.Ordinal);
        _bench.Press(Key.Esc);
        _bench.Until("List of class 3030: 0 students");
    }

    [Fact]
    public void An_encoding_that_is_not_certain_is_chosen_by_how_a_name_reads()
    {
        Import([.. "Matricula;Nome\n1001;Ant"u8, 0x93, .. "nio\n"u8]);
        _bench.Until("In which line are the accents right?");
        Assert.Contains("1001;Antônio", _bench.Screen, StringComparison.Ordinal);
        _bench.Press(Key.Home);
        while (!Array.Exists(_bench.Lines, static line => line.Contains('▸', StringComparison.Ordinal)
            && line.Contains("Antônio", StringComparison.Ordinal)))
        {
            _bench.Press(Key.CursorDown);
        }

        _bench.Press(Key.Enter);
        _bench.Until("Enter keeps the list.");
        Assert.Contains("Antônio", _bench.Screen, StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_that_nobody_can_type_are_mapped_on_one_key()
    {
        ImportFile(RosterCase.Path("10-slash-matricula/in.csv"));
        _bench.Until("No line has a student number that could be kept.");
        Assert.Contains("students type 150012345", _bench.Screen, StringComparison.Ordinal);
        _bench.Press(Key.D.WithCtrl);
        _bench.Until("Enter keeps the list.");
        Assert.Contains("150012346", _bench.Screen, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_another_kind_is_named_with_what_to_do()
    {
        ImportFile(RosterCase.Path("12-html-xls/lista.xls"));
        _bench.Until("This file is an HTML page, whatever its name.");
        Assert.Contains("save it as .xlsx or CSV", _bench.Screen, StringComparison.Ordinal);
        ImportFile("/dev/zero");
        _bench.Until("has no end or is larger than 8 MB");
    }

    [Fact]
    public void Tab_completes_the_path_and_then_goes_on()
    {
        string folder = Path.Combine(_bench.Models.Folder.Path, "listas");
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "turma 3030 manhã.csv"), "10;Ana\n20;Bia\n");
        File.WriteAllText(Path.Combine(folder, "turma 3030 noite.csv"), "30;Caio\n40;Duda\n");
        ShowImport();
        _bench.Type(folder[..^2]);
        _bench.Press(Key.Tab);
        _bench.Until("listas/");
        _bench.Press(Key.Tab);
        _bench.Until("turma 3030 manhã.csv  turma 3030 noite.csv");
        _bench.Type("m");
        _bench.Press(Key.Tab);
        _bench.Until("turma 3030 manhã.csv");
        _bench.Press(Key.Enter);
        _bench.Until("Enter keeps the list.");
        Assert.Contains("Bia", _bench.Screen, StringComparison.Ordinal);
    }

    [Fact]
    public void Who_was_added_by_another_program_meanwhile_stays()
    {
        ShowImport();
        Assert.Null(new RosterFolder(Path.GetDirectoryName(Kept)!).Change(ModelBench.Class(3030),
            static list => list.With(ModelBench.Student("99"), "Eva")).Error);
        _bench.Press(Key.Esc);
        _bench.Until("List of class 3030: 0 students");
        _bench.Type("10");
        _bench.Press(Key.Enter);
        _bench.Type("Ana");
        _bench.Press(Key.Enter);
        _bench.Until("List of class 3030: 2 students");
        Assert.Equal("student,name\n99,Eva\n10,Ana\n", File.ReadAllText(Kept));
    }

    [Fact]
    public void Bad_lines_of_the_lists_own_file_are_told()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Kept)!);
        File.WriteAllText(Kept, "student,name\n10,Ana\nJoão,20\n");
        _bench.ShowTeacher();
        _bench.Type("3030");
        _bench.Press(Key.F4);
        _bench.Until("3030.csv: line 3 is bad; mend the file.");
    }

    [Theory]
    [InlineData("42191015", "042191015")]
    [InlineData("042191015", "42191015")]
    public void In_class_a_number_that_looks_like_one_of_the_list_is_settled_by_one_key(string listed, string typed)
    {
        TeacherModel model = _bench.ShowTeacher();
        Roster roster = new([new(ModelBench.Student(listed), "Ana Lima"), new(ModelBench.Student("20"), "Bia")]);
        _bench.Models.Thread.Run(() => model.ChangeAsync(ModelBench.Class(3030), _ => roster));
        _bench.Type("3030");
        _bench.Press(Key.Enter);
        _bench.Until("open since");
        _bench.Models.Server.Arrive(3030, typed);
        _bench.Until($"{typed} looks like {listed} Ana Lima: j joins the two.");
        Assert.Contains("2 absent", _bench.Screen, StringComparison.Ordinal);
        _bench.Press(new Key('j'));
        _bench.Until("1 absent");
        Assert.DoesNotContain("looks like", _bench.Screen, StringComparison.Ordinal);
        Assert.Contains("Ana Lima", _bench.Screen, StringComparison.Ordinal);
        _bench.Until(() => File.Exists(Kept) && File.ReadAllText(Kept).Contains("also", StringComparison.Ordinal));
        Assert.Equal("student,name,also\n042191015,Ana Lima,42191015\n20,Bia,\n", File.ReadAllText(Kept));
    }

    private void Import(string text) => Import(Encoding.UTF8.GetBytes(text));

    private void Import(byte[] content)
    {
        string file = Path.Combine(_bench.Models.Folder.Path, "in.csv");
        Directory.CreateDirectory(_bench.Models.Folder.Path);
        File.WriteAllBytes(file, content);
        ImportFile(file);
    }

    private void ImportFile(string file)
    {
        if (!_isShown)
        {
            ShowImport();
        }
        else
        {
            _bench.Press(Key.Esc, Key.O.WithCtrl);
        }

        _bench.Type(file);
        _bench.Press(Key.Enter);
    }

    private void ShowImport()
    {
        _isShown = true;
        _bench.ShowTeacher();
        _bench.Type("3030");
        _bench.Press(Key.F4, Key.O.WithCtrl);
        _bench.Until("Import the list of class 3030");
    }
}
