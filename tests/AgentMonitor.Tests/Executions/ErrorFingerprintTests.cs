using System.Diagnostics;
using AgentMonitor.Executions;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace AgentMonitor.Tests.Executions;

public sealed class ErrorFingerprintTests
{
    [Theory]
    [InlineData("Request 8d3c1f7e-5a0b-4c5e-9f66-0c8f1f3a2b4d failed", "Request 00000000-1111-2222-3333-444444444444 failed")]
    [InlineData("Timed out after 30s (attempt 2 of 5)", "Timed out after 120s (attempt 3 of 5)")]
    [InlineData("Prompt of 131,072 tokens is over 128k in user7", "Prompt of 9 tokens is over 8k in user12")]
    [InlineData("No tool named \"search_web\"", "No tool named \"read_file\"")]
    [InlineData("Unknown user 'ann'", "Unknown user 'bob'")]
    [InlineData("GET https://api.example.com/v1/runs/77?x=1 refused", "GET https://eu.example.org/v2/runs refused")]
    [InlineData("Mail to ann@example.com bounced", "Mail to b.o+b@mail.example.org bounced")]
    [InlineData("Cannot open /var/lib/app/7/state.json", "Cannot open /srv/x/state.db")]
    [InlineData("Cannot open C:\\data\\one.txt", "Cannot open d:\\other\\two.txt")]
    [InlineData("Lease lost at 2026-01-02T03:04:05.678Z", "Lease lost at 2025-11-30 23:59:59+01:00")]
    [InlineData("Object at 0x7ffe12ab is gone", "Object at 0x10 is gone")]
    [InlineData("Run req_01HV7ZK3QW rejected", "Run req_9fQx72LmPt rejected")]
    [InlineData("Digest 9f86d081884c7d65 differs", "Digest e3b0c44298fc1c14 differs")]
    [InlineData("Rate Limit  exceeded", "rate limit exceeded")]
    [InlineData("Boom\n at line 5", "Boom\r\n at line 9")]
    public void Errors_that_differ_in_ids_numbers_quotes_and_addresses_are_one(string one, string other)
    {
        Assert.Equal(ErrorFingerprint.Of("ToolError", one), ErrorFingerprint.Of("toolerror ", other));
    }

    [Theory]
    [InlineData("Connection refused", "Connection reset")]
    [InlineData("Upstream answered status 429", "Upstream answered status 503")]
    [InlineData("No access to gpt-4o", "No access to gpt-5o")]
    [InlineData("Can't read the user's file", "Can't write the user's file")]
    [InlineData("", "Connection reset")]
    public void Errors_that_say_something_else_are_two(string one, string other) =>
        Assert.NotEqual(ErrorFingerprint.Of("ToolError", one), ErrorFingerprint.Of("ToolError", other));

    [Fact]
    public void Errors_of_another_type_are_two() =>
        Assert.NotEqual(ErrorFingerprint.Of("ToolError", "Boom"), ErrorFingerprint.Of("ModelError", "Boom"));

    /// <summary>Stored fingerprints group errors for ever: a change here splits every group.</summary>
    [Fact]
    public void The_fingerprint_of_an_error_never_changes()
    {
        Assert.Equal("b8ae6ad87657e6b4", ErrorFingerprint.Of("TimeoutError", "Timed out after 30s"));
        Assert.Equal("01ba4719c80b6fe9", ErrorFingerprint.Of(null, null));
    }

    [Theory]
    [InlineData("TimeoutError", "Timed out after 30s\n   at Run()", "TimeoutError: Timed out after <n>s")]
    [InlineData("TimeoutError", "TimeoutError: gave up", "TimeoutError: gave up")]
    [InlineData(null, "No tool named \"x\"", "No tool named <text>")]
    [InlineData("TimeoutError", null, "TimeoutError")]
    [InlineData(" ", "\t\n", "Unknown error")]
    public void A_title_reads_well_and_holds_no_ids(string? type, string? message, string title) =>
        Assert.Equal(title, ErrorFingerprint.Title(type, message));

    [Fact]
    public void A_long_title_is_cut_to_120_characters_without_splitting_one()
    {
        var title = ErrorFingerprint.Title(null, string.Concat(Enumerable.Repeat("é😀 ", 60)));

        Assert.InRange(title.Length, 118, 120);
        Assert.EndsWith("…", title, StringComparison.Ordinal);
        Assert.DoesNotContain('\uFFFD', new string(title.EnumerateRunes().SelectMany(rune => rune.ToString()).ToArray()));
    }

    [Fact]
    public void Any_text_has_a_fingerprint_of_16_hexadecimal_digits_and_a_short_title() =>
        Prop.ForAll(ArbMap.Default.ArbFor<string>(), ArbMap.Default.ArbFor<string>(), (type, message) =>
        {
            var fingerprint = ErrorFingerprint.Of(type, message);
            return fingerprint.Length == 16 && fingerprint.All(char.IsAsciiHexDigitLower)
                && ErrorFingerprint.Title(type, message).Length is > 0 and <= 120;
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("a")]
    [InlineData("\"")]
    [InlineData("/a")]
    [InlineData("a@a.")]
    [InlineData("0")]
    [InlineData("0a-")]
    [InlineData(" ")]
    [InlineData("x://")]
    [InlineData("1:1.")]
    [InlineData("'a ")]
    [InlineData("\uD83D")]
    public void Hostile_text_takes_no_longer_than_its_first_400_characters(string part)
    {
        var hostile = string.Concat(Enumerable.Repeat(part, 1_000_000 / part.Length));
        ErrorFingerprint.Of(hostile, hostile);

        var watch = Stopwatch.StartNew();
        for (var run = 0; run < 10; run++)
        {
            ErrorFingerprint.Of(hostile, hostile);
        }

        // About 1 ms in ten runs where measured; a pattern that backtracks takes minutes.
        Assert.True(watch.ElapsedMilliseconds < 20_000, $"{watch.ElapsedMilliseconds} ms");
    }
}
