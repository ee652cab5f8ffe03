package dev.aisle.bench;

import java.io.PrintStream;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Prints figures: `eval NAME --from DIR [--json]` for quality, `bench NAME [--json]` for speed.
public final class Figures {

    private static final int WRONG_USAGE = 2;
    private static final Pattern OPTION = Pattern.compile("--([a-z-]+)");

    /// Takes a figure and prints it; gives the exit code.
    private interface Taker {
        int take(Options options, PrintStream out) throws Exception;
    }

    /// @param options as the usage shows them; no others are taken, but for `--json`
    private record Figure(String name, String what, String options, Taker taker) {

        String usage() {
            return "./aisle " + name + " " + options + (options.isEmpty() ? "" : " ") + "[--json]\n      " + what;
        }

        void check(Options given) {
            var known = OPTION.matcher(options + " --json")
                    .results()
                    .map(it -> it.group(1))
                    .collect(Collectors.toSet());
            var unknown = new TreeSet<>(given.values().keySet());
            unknown.removeAll(known);
            if (!unknown.isEmpty()) {
                throw new Options.Wrong("there is no option --" + unknown.first());
            }
        }
    }

    private static final List<Figure> ALL = List.of(
            new Figure(
                    "eval extraction",
                    "fields read from product pages, against the truth beside them",
                    "--from DIR [--predictions FILE]",
                    always(ExtractionFigures::run)),
            new Figure(
                    "eval prices",
                    "written prices, against their amounts",
                    "--from DIR [--wrong]",
                    always(PriceFigures::run)),
            new Figure(
                    "eval matching",
                    "the matcher's judgement of pairs that people labelled, and of clusters",
                    "--from DIR [--split NAME] [--no-clusters] [--errors]",
                    always(MatchingFigures::run)),
            new Figure(
                    "eval matching-fit",
                    "weights of words, learned from the training pairs",
                    "--from DIR",
                    always(MatchingFit::run)),
            new Figure(
                    "eval pairs",
                    "a sample of what a data folder's matching merged and kept apart, to be read",
                    "--data DIR [--seed N] [--count N]",
                    always(PairSample::run)),
            new Figure(
                    "eval search", "answers to judged queries", "--from DIR [--worst N]", always(SearchQuality::run)),
            new Figure(
                    "eval stores",
                    "recorded shops crawled into a server of its own, against their own values",
                    "--from DIR [--pages-only] [--per-second N] [--shops a,b] [--data DIR]",
                    always(StoreFigures::run)),
            new Figure(
                    "eval feeds",
                    "recorded shops provisioned in a server of its own; its feeds, as outlets inspect them",
                    "--from DIR [--per-second N] [--shops a,b] [--data DIR]",
                    OutletFigures::run),
            new Figure(
                    "eval manners",
                    "a shop's access log, against its robots.txt and the pace",
                    "--from LOG --robots URL_OR_FILE [--pace-ms N] [--tolerance-ms N]",
                    MannersFigures::run),
            new Figure(
                    "bench import",
                    "a generated feed, from parsing to searchable over HTTP",
                    "[--listings N] [--merchants N] [--seed N] [--warm N]",
                    always(ImportFigures::run)),
            new Figure(
                    "bench generate",
                    "a catalog written to the index of a folder",
                    "--data DIR [--products N] [--merchants N] [--seed N]",
                    always(GenerateFigures::run)),
            new Figure(
                    "bench search",
                    "questions to such a catalog over HTTP and MCP",
                    "[--data DIR] [--products N] [--merchants N] [--seed N] [--connections N] [--seconds N] [--warm-up N] [--rounds N] [--filtered SHARE] [--only-cached] [--opensearch]",
                    always(SearchFigures::run)),
            new Figure(
                    "bench overload",
                    "ten times too many questions, and a noisy caller",
                    "[--data DIR] [--products N] [--merchants N] [--seed N] [--seconds N] [--connections N] [--quiet SHARE] [--rounds N]",
                    OverloadFigures::run),
            new Figure(
                    "bench matching",
                    "listings matched a second, without server and index",
                    "[--listings N] [--merchants N] [--seed N]",
                    always(MatchingSpeed::run)),
            new Figure(
                    "bench feed-stream",
                    "a zipped feed of gigabytes read as a merchant's, in a small heap",
                    "[--gigabytes N]",
                    always(FeedStreamFigures::run)),
            new Figure(
                    "bench sync",
                    "every platform's simulator: first products, share of its rate, webhook to searchable, a kill",
                    "[--goods N] [--platforms a,b] [--changes N] [--seed N] [--kill-goods N]",
                    always(SyncFigures::run)),
            new Figure(
                    "bench freshness",
                    "from a changed price to a lookup that tells it, under load",
                    "[--listings N] [--merchants N] [--seed N] [--changes N] [--rate N]",
                    always(FreshnessFigures::run)),
            new Figure(
                    "bench feed",
                    "one merchant's feeds in a heap of 512 MB",
                    "[--offers N] [--to openai,google]",
                    always(FeedFigures::run)),
            new Figure(
                    "bench kill",
                    "kill -9 at random moments of a crawl",
                    "[--seed N] [--kills N] [--per-second N]",
                    KillFigures::run),
            new Figure("bench normalize", "listings normalised a second", "", always(NormalizeFigures::run)));

    private interface Printer {
        void print(Options options, PrintStream out) throws Exception;
    }

    private Figures() {}

    public static void main(String[] arguments) throws Exception {
        int status = run(arguments, System.out, System.err);
        if (status != 0) {
            System.exit(status);
        }
    }

    /// Gives the exit code: 2 for what cannot be asked so, with a line that says what to give instead.
    static int run(String[] arguments, PrintStream out, PrintStream err) throws Exception {
        String kind = arguments.length == 0 ? "" : arguments[0];
        String name = String.join(" ", Arrays.copyOf(arguments, Math.min(2, arguments.length)));
        List<Figure> named = ALL.stream().filter(it -> it.name().equals(name)).toList();
        boolean help =
                List.of(arguments).contains("--help") || List.of(arguments).contains("-h");
        if (named.isEmpty()) {
            List<Figure> alike =
                    ALL.stream().filter(it -> it.name().startsWith(kind + " ")).toList();
            (help ? out : err).println(usage(alike.isEmpty() ? ALL : alike));
            return help ? 0 : WRONG_USAGE;
        }
        Figure figure = named.getFirst();
        if (help) {
            out.println(usage(named));
            return 0;
        }
        try {
            Options options = Options.parse(Arrays.copyOfRange(arguments, 2, arguments.length));
            figure.check(options);
            return figure.taker().take(options, out);
        } catch (Options.Wrong wrong) {
            err.println("aisle: " + wrong.getMessage());
            err.println(usage(named));
            return WRONG_USAGE;
        } catch (NoSuchFileException missing) {
            err.println("aisle: there is no " + missing.getMessage());
            err.println(usage(named));
            return WRONG_USAGE;
        }
    }

    private static String usage(List<Figure> figures) {
        return figures.stream().map(Figure::usage).collect(Collectors.joining("\n  ", "usage:\n  ", ""));
    }

    private static Taker always(Printer printer) {
        return (options, out) -> {
            printer.print(options, out);
            return 0;
        };
    }
}
