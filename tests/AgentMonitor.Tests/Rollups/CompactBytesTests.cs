using System.Text;
using AgentMonitor.Rollups;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace AgentMonitor.Tests.Rollups;

public sealed class CompactBytesTests
{
    [Fact]
    public void Whatever_is_written_is_read_back() =>
        Prop.ForAll(ArbMap.Default.ArbFor<(ulong, long, byte[], NonNull<string>)>(), written =>
        {
            var text = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(written.Item4.Get));
            var writer = new CompactWriter();
            writer.WriteUnsigned(written.Item1);
            writer.WriteSigned(written.Item2);
            writer.WriteBytes(written.Item3);
            writer.WriteString(text);
            writer.WriteRaw(written.Item3);

            var reader = new CompactReader(writer.Written.Span);
            Assert.Equal(written.Item1, reader.ReadUnsigned());
            Assert.Equal(written.Item2, reader.ReadSigned());
            Assert.Equal(written.Item3, reader.ReadBytes().ToArray());
            Assert.Equal(text, reader.ReadString());
            Assert.Equal(written.Item3, reader.ReadRaw(written.Item3.Length).ToArray());
            reader.ReadEnd();
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(0UL, "00")]
    [InlineData(127UL, "7F")]
    [InlineData(128UL, "8001")]
    [InlineData(ulong.MaxValue, "FFFFFFFFFFFFFFFFFF01")]
    public void A_number_takes_as_few_bytes_as_it_needs(ulong value, string hex)
    {
        var writer = new CompactWriter();
        writer.WriteUnsigned(value);

        Assert.Equal(hex, Convert.ToHexString(writer.ToArray()));
        Assert.Equal(value, new CompactReader(writer.Written.Span).ReadUnsigned());
    }

    [Theory]
    [InlineData(0, "00")]
    [InlineData(-1, "01")]
    [InlineData(1, "02")]
    [InlineData(long.MinValue, "FFFFFFFFFFFFFFFFFF01")]
    public void Signed_numbers_zigzag_around_zero(long value, string hex)
    {
        var writer = new CompactWriter();
        writer.WriteSigned(value);

        Assert.Equal(hex, Convert.ToHexString(writer.ToArray()));
        Assert.Equal(value, new CompactReader(writer.Written.Span).ReadSigned());
    }

    [Theory]
    [InlineData("", "at byte 0, they end inside a number")]
    [InlineData("80", "at byte 1, they end inside a number")]
    [InlineData("8000", "at byte 2, a number is padded")]
    [InlineData("FFFFFFFFFFFFFFFFFF02", "at byte 10, a number is larger than 64 bits")]
    [InlineData("FFFFFFFFFFFFFFFFFFFF01", "at byte 10, a number is larger than 64 bits")]
    public void A_number_that_no_writer_wrote_is_refused_with_its_place(string hex, string place)
    {
        var damage = Assert.Throws<InvalidDataException>(() => new CompactReader(Convert.FromHexString(hex)).ReadUnsigned());

        Assert.Contains(place, damage.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_that_is_not_utf8_and_lengths_beyond_the_end_are_refused()
    {
        Assert.Throws<InvalidDataException>(() => new CompactReader([1, 0xFF]).ReadString());
        Assert.Throws<InvalidDataException>(() => new CompactReader([2, 0x41]).ReadString());
        Assert.Throws<InvalidDataException>(() => new CompactReader([3, 1, 2]).ReadCount());
        Assert.Throws<InvalidDataException>(() => new CompactReader([1]).ReadEnd());
        Assert.Throws<InvalidDataException>(() => new CompactReader([1]).ReadRaw(2));
    }

    [Fact]
    public void A_cleared_writer_starts_again()
    {
        var writer = new CompactWriter();
        writer.WriteString("first");
        writer.Clear();
        writer.WriteUnsigned(3);

        Assert.Equal([3], writer.ToArray());
    }
}
