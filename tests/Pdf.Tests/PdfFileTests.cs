using System.Collections;
using System.Text;

namespace Nameplate.Pdf.Tests;

public class PdfFileTests
{
    static readonly About Something = new("Garantie „Brühe“ & (Œuvre)", "de", "Brand GmbH", MadeAt: new(2026, 11, 22, 9, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Text_in_four_languages_is_read_back_as_it_was_written()
    {
        const string Four = "Prüfgerät, Straße, Äpfel · « Cœur » à l’œuvre · ¿Cuánto? ¡Sí! · 24,50 € – „gut“ … (a\\b)";
        var page = new Page();
        page.Text(Four, 40, 80, Font.Sans, 11);
        page.Text(Four, 40, 100, Font.SansBold, 11);
        page.Text("7Q4M-Ä", 40, 120, Font.Mono, 11);
        var file = await Reader.Write(Something, page);
        Reader.Holds(file);
        var read = await Reader.Text(file);
        Assert.Equal(2, read.Split(Four).Length - 1);
        Assert.Contains("7Q4M-Ä", read);
    }

    [Fact]
    public async Task The_file_says_its_title_its_language_and_who_made_it()
    {
        var file = await Reader.Write(Something, new Page());
        var facts = await Reader.Run("pdfinfo", file, "-isodates", "FILE");
        Assert.Contains(Something.Title, facts);
        Assert.Contains("Brand GmbH", facts);
        Assert.Contains("2026-11-22T09:00:00Z", facts);
        Assert.Contains("A4", facts);
        Assert.Contains("/Lang(de)", Encoding.Latin1.GetString(file));
    }

    [Fact]
    public async Task The_same_pages_make_the_same_bytes()
    {
        static Page One()
        {
            var page = new Page();
            page.Fill(VectorPath.Rounded(10, 10, 100, 50, 8), Colour.Parse("#0b6e4f"));
            page.Link(10, 10, 100, 50, new("https://id.example.com/01/09510000000017/21/A(1)%2F2"));
            return page;
        }
        var file = await Reader.Write(Something, One());
        Reader.Holds(file);
        Assert.Equal(file, await Reader.Write(Something, One()));
        Assert.Contains("https://id.example.com/01/09510000000017/21/A\\(1\\)%2F2", Encoding.Latin1.GetString(file));
        await Reader.Text(file);
    }

    [Fact]
    public async Task A_picture_stands_in_the_file_once_however_often_it_is_shown()
    {
        var photo = Picture.TryJpeg(FourPixels)!;
        Assert.Equal((2, 2), (photo.Width, photo.Height));
        var pages = Enumerable.Range(0, 3).Select(_ => { var page = new Page(); page.Show(photo, 10, 10, 40, 40); return page; }).ToArray();
        var file = await Reader.Write(Something, pages);
        Reader.Holds(file);
        Assert.Single((await Reader.Run("pdfimages", file, "-list", "FILE")).Split('\n').Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Where(c => c.Contains("jpeg", StringComparer.Ordinal)).Select(c => c[Array.IndexOf(c, "jpeg") + 2]).Distinct(StringComparer.Ordinal));
    }

    [Theory, InlineData("not a picture"), InlineData("\u00ff\u00d8"), InlineData("\u00ff\u00d8\u00ff\u00c0\0\u0011\u0008")]
    public void What_is_no_jpeg_is_no_picture(string bytes) => Assert.Null(Picture.TryJpeg(Encoding.Latin1.GetBytes(bytes)));

    [Fact]
    public async Task Ten_thousand_pages_need_no_more_memory_than_a_few()
    {
        var rows = Enumerable.Range(0, 45).Select(y => new BitArray(Enumerable.Range(0, 45).Select(x => (x * y) % 3 == 0).ToArray())).ToList();
        var counting = new CountingStream();
        var file = new PdfFile(counting, Something);
        long early = 0;
        for (var n = 1; n <= 10_000; n++)
        {
            var page = new Page();
            for (var i = 0; i < 3; i++) page.Symbol(rows, 20 + (i * 180), 20, 68);
            page.Text($"Page {n}", 20, 830, Font.Sans, 8);
            await file.Add(page);
            if (n == 500) early = GC.GetTotalMemory(forceFullCollection: true);
        }
        await file.End();
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - early, long.MinValue, 4 << 20);
        Assert.InRange(counting.Length, 5 << 20, long.MaxValue);      // it did write
    }

    static readonly byte[] FourPixels = Convert.FromBase64String(
        "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABALDA4MChAODQ4SERATGCgaGBYWGDEjJR0oOjM9PDkzODdASFxOQERXRTc4UG1RV19iZ2hnPk1xeXBkeFxlZ2P/2wBDARESEhgVGC8aGi9jQjhCY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2P/wAARCAACAAIDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAX/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/8QAFQEBAQAAAAAAAAAAAAAAAAAAAAX/xAAUEQEAAAAAAAAAAAAAAAAAAAAA/9oADAMBAAIRAxEAPwCKAJL/2Q==");

    sealed class CountingStream : Stream
    {
        long length;
        public override bool CanRead => false;
        public override bool CanSeek => false;
        public override bool CanWrite => true;
        public override long Length => length;
        public override long Position { get => length; set => throw new NotSupportedException(); }
        public override void Flush() { }
        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => length += count;
        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            length += buffer.Length;
            return ValueTask.CompletedTask;
        }
    }
}
