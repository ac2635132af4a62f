using System.Buffers.Binary;

namespace AgentMonitor.Sqlite.Erasure;

/// <summary>
/// Writes zeros over what the pages of a database file hold and do not use: free pages, and the gaps in those of trees.
/// SQLite's secure_delete zeroes a row that is deleted, but where rows are moved to another page it leaves behind what it
/// copied. Formats are those of https://sqlite.org/fileformat2.html, sections 1.5 and 1.6. For a file that nobody writes
/// and whose write-ahead log is empty; whoever reads it meanwhile does not look there.
/// </summary>
internal static class UnusedBytes
{
    private const int FileHeader = 100;

    // The first bytes of tree pages. Other pages begin with a page number, which is below these in files that have
    // fewer pages than this.
    private const int InteriorIndex = 2;
    private const int InteriorTable = 5;
    private const int LeafIndex = 10;
    private const int LeafTable = 13;
    private const long MostPages = InteriorIndex << 24;

    /// <summary>Clears so many pages from one on; false: there are none after it.</summary>
    public static bool Clear(FileStream file, long firstPage, int pages)
    {
        var header = new byte[FileHeader];
        if (file.Length < FileHeader)
        {
            return false;
        }

        file.Position = 0;
        file.ReadExactly(header);
        var size = BinaryPrimitives.ReadUInt16BigEndian(header.AsSpan(16)) is var stored && stored == 1 ? 1 << 16 : stored;
        var count = file.Length / size;
        if (firstPage >= count || count >= MostPages)
        {
            return false;
        }

        var free = FreePages(file, header, size);
        var some = new byte[size * Math.Min(pages, count - firstPage)];
        file.Position = firstPage * size;
        file.ReadExactly(some);
        for (var start = 0; start < some.Length; start += size)
        {
            var at = (firstPage * size) + start;
            var page = some.AsSpan(start, size);
            if (free.TryGetValue(at / size, out var used)
                ? TryClear(page[used..])
                : TryClear(page, at == 0 ? FileHeader : 0, size - header[20]))
            {
                file.Position = at;
                file.Write(page);
            }
        }

        file.Flush(flushToDisk: true);
        return firstPage + pages < count;
    }

    // The pages of the free list, and how many bytes of each the list itself takes.
    private static Dictionary<long, int> FreePages(FileStream file, byte[] header, int size)
    {
        var free = new Dictionary<long, int>();
        var trunk = new byte[size];
        for (long next = BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(32)); next > 0 && !free.ContainsKey(next - 1);)
        {
            file.Position = (next - 1) * size;
            file.ReadExactly(trunk);
            var leaves = Math.Min((int)BinaryPrimitives.ReadUInt32BigEndian(trunk.AsSpan(4)), (size / 4) - 2);
            free[next - 1] = 8 + (4 * leaves);
            for (var leaf = 0; leaf < leaves; leaf++)
            {
                free[BinaryPrimitives.ReadUInt32BigEndian(trunk.AsSpan(8 + (4 * leaf))) - 1L] = 0;
            }

            next = BinaryPrimitives.ReadUInt32BigEndian(trunk);
        }

        return free;
    }

    /// <summary>False: there was nothing to clear, or it is no page of a tree.</summary>
    internal static bool TryClear(Span<byte> page, int header, int usable)
    {
        var kind = page[header];
        if (kind is not (InteriorIndex or InteriorTable or LeafIndex or LeafTable))
        {
            return false;
        }

        var cells = BinaryPrimitives.ReadUInt16BigEndian(page[(header + 3)..]);
        var content = BinaryPrimitives.ReadUInt16BigEndian(page[(header + 5)..]) is var stored && stored == 0 ? 1 << 16 : stored;
        var pointersEnd = header + (kind is InteriorIndex or InteriorTable ? 12 : 8) + (2 * cells);
        if (pointersEnd > content || content > usable)
        {
            return false;
        }

        var cleared = TryClear(page[pointersEnd..content]);
        for (var free = Next(page, header + 1); free >= content && free + 4 <= usable; free = Next(page, free))
        {
            var end = free + BinaryPrimitives.ReadUInt16BigEndian(page[(free + 2)..]);
            if (end < free + 4 || end > usable)
            {
                break;
            }

            cleared |= TryClear(page[(free + 4)..end]);
        }

        return cleared;
    }

    // Free stretches ascend, so that this ends.
    private static int Next(ReadOnlySpan<byte> page, int at) =>
        BinaryPrimitives.ReadUInt16BigEndian(page[at..]) is var next && next > at ? next : 0;

    private static bool TryClear(Span<byte> unused)
    {
        if (unused.IndexOfAnyExcept((byte)0) < 0)
        {
            return false;
        }

        unused.Clear();
        return true;
    }
}
