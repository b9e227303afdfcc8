using System.Text;

namespace Cratehand.Music.Sources.DropFolder;

/// <summary>
/// Reads CSV as spreadsheets write it (RFC 4180), and forgives: a quote counts only where a cell begins, rows may be of any length. The framework's
/// TextFieldParser gives up at such a quote, and takes minutes over a line of megabytes.
/// </summary>
sealed class CsvText(string text, char delimiter)
{
    int _at;
    int _line = 1;

    /// <summary>The rows that say something, once, as far as they can be read.</summary>
    /// <exception cref="InvalidDataException">A quote is not closed, so that nobody knows where the rows after it begin; in words, with its line.</exception>
    public IEnumerable<IReadOnlyList<string>> Rows()
    {
        while (_at < text.Length)
        {
            var row = Row();
            if (row.Exists(cell => !string.IsNullOrWhiteSpace(cell)))
            {
                yield return row;
            }
        }
    }

    List<string> Row()
    {
        List<string> cells = [Cell()];
        while (Skip(delimiter))
        {
            cells.Add(Cell());
        }

        _line += Skip('\r') | Skip('\n') ? 1 : 0;
        return cells;
    }

    string Cell()
    {
        var begin = _at;
        while (Skip(' '))
        {
        }

        var quoted = Skip('"') ? Quoted() : null;
        begin = quoted is null ? begin : _at;
        while (_at < text.Length && text[_at] != delimiter && text[_at] is not ('\r' or '\n'))
        {
            _at++;
        }

        return quoted + text[begin.._at];
    }

    string Quoted()
    {
        var (opened, cell) = (_line, new StringBuilder());
        while (true)
        {
            var end = text.IndexOf('"', _at);
            if (end < 0)
            {
                throw new InvalidDataException($"the quote in line {opened} is not closed");
            }

            var part = text.AsSpan(_at, end - _at);
            _line += part.Count('\n');
            _at = end + 1;
            cell.Append(part);
            if (!Skip('"'))
            {
                return cell.ToString();
            }

            cell.Append('"'); // two within quotes are one that is meant
        }
    }

    bool Skip(char sign)
    {
        var isThere = _at < text.Length && text[_at] == sign;
        _at += isThere ? 1 : 0;
        return isThere;
    }
}
