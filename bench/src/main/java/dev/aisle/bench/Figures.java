package dev.aisle.bench;

import java.io.PrintStream;
import java.util.Arrays;

/// Prints figures: `eval NAME --from DIR [--json]` for quality, `bench NAME [--json]` for speed.
public final class Figures {

    private static final int USAGE = 2;
    private static final String USAGE_TEXT = """
            usage: ./aisle eval NAME --from DIR [--json]
              extraction   fields read from product pages, against the truth beside them [--predictions FILE]
              prices       written prices, against their amounts
              search       answers to judged queries
              stores       recorded shops crawled into a server of its own, against their own values
                           [--pages-only] [--per-second N] [--shops a,b] [--data DIR]
              feeds        recorded shops provisioned in a server of its own; the feeds it serves, as outlets inspect them
                           [--per-second N] [--shops a,b] [--data DIR]
              manners      a shop's access log, against its robots.txt and the pace [--robots FILE] [--pace-ms N]
            usage: ./aisle bench NAME [--json]
              import       a generated feed, from parsing to searchable over HTTP [--listings N] [--merchants N] [--seed N]
              generate     a catalog written to the index of a folder --data DIR [--products N] [--merchants N] [--seed N]
              search       questions to such a catalog over HTTP and MCP [--data DIR] [--products N] [--connections N]
                           [--seconds N] [--warm-up N] [--rounds N] [--opensearch]
              overload     ten times too many questions, and a noisy caller [--data DIR] [--products N] [--seconds N]
              feed-stream  a zipped feed of gigabytes read as a merchant's, in a small heap [--gigabytes N]
              sync         first sync and webhook of every platform's simulator [--goods N] [--platforms a,b]
              freshness    from a changed price to a lookup that tells it, under load [--changes N] [--rate N]
              feed         one merchant's feeds in a heap of 512 MB [--offers N] [--to openai,google]
              kill         kill -9 at random moments of a crawl [--seed N] [--kills N] [--per-second N]
              normalize    listings normalised a second""";

    private Figures() {}

    public static void main(String[] arguments) throws Exception {
        int status = run(arguments, System.out, System.err);
        if (status != 0) {
            System.exit(status);
        }
    }

    static int run(String[] arguments, PrintStream out, PrintStream err) throws Exception {
        String command = String.join(" ", Arrays.copyOf(arguments, Math.min(2, arguments.length)));
        Options options = Options.parse(Arrays.copyOfRange(arguments, Math.min(2, arguments.length), arguments.length));
        switch (command) {
            case "eval extraction" -> ExtractionFigures.run(options, out);
            case "eval matching" -> MatchingFigures.run(options, out);
            case "eval matching-fit" -> MatchingFit.run(options, out);
            case "eval pairs" -> PairSample.run(options, out);
            case "eval prices" -> PriceFigures.run(options, out);
            case "bench normalize" -> NormalizeFigures.run(options, out);
            case "bench matching" -> MatchingSpeed.run(options, out);
            case "bench import" -> ImportFigures.run(options, out);
            case "bench generate" -> GenerateFigures.run(options, out);
            case "bench search" -> SearchFigures.run(options, out);
            case "bench feed" -> FeedFigures.run(options, out);
            case "bench feed-stream" -> FeedStreamFigures.run(options, out);
            case "bench sync" -> SyncFigures.run(options, out);
            case "bench freshness" -> FreshnessFigures.run(options, out);
            case "bench overload" -> {
                return OverloadFigures.run(options, out);
            }
            case "bench kill" -> {
                return KillFigures.run(options, out);
            }
            case "eval manners" -> {
                return MannersFigures.run(options, out);
            }
            case "eval search" -> SearchQuality.run(options, out);
            case "eval stores" -> StoreFigures.run(options, out);
            case "eval feeds" -> {
                return OutletFigures.run(options, out);
            }
            default -> {
                err.println(USAGE_TEXT);
                return USAGE;
            }
        }
        return 0;
    }
}
