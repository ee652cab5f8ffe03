package dev.aisle.bench;

import java.io.PrintStream;
import java.util.Arrays;

/// Prints figures: `eval NAME --from DIR [--json]` for quality, `bench NAME [--json]` for speed.
public final class Figures {

    private static final int USAGE = 2;

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
            case "bench import" -> ImportFigures.run(options, out);
            case "bench search" -> SearchFigures.run(options, out);
            case "bench freshness" -> FreshnessFigures.run(options, out);
            case "bench kill" -> {
                return KillFigures.run(options, out);
            }
            case "eval manners" -> {
                return MannersFigures.run(options, out);
            }
            case "eval search" -> SearchQuality.run(options, out);
            case "eval stores" -> StoreFigures.run(options, out);
            default -> {
                err.println("usage: eval extraction --from DIR [--json] [--predictions FILE]");
                return USAGE;
            }
        }
        return 0;
    }
}
