package dev.aisle.command;

import dev.aisle.Serving;
import dev.aisle.Settings;
import dev.aisle.base.problem.Problem;
import dev.aisle.market.merchant.Domain;
import dev.aisle.market.merchant.Merchant;
import dev.aisle.partner.FeedImport;
import dev.aisle.partner.source.Source;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `./aisle import FILE_OR_URL --merchant DOMAIN`: a product feed file into the graph. It parses, normalises and
/// stores; matching and indexing are the server's, the running one's or the next one's.
@Command(
        name = "import",
        description = "Load a product feed file: TSV, CSV, XML or JSON lines, also gzipped.",
        mixinStandardHelpOptions = true)
final class ImportCommand implements Callable<Integer> {

    private static final int MOST_BAD_ROWS_SHOWN = 20;
    private static final double NANOS_A_SECOND = 1e9;

    private record Outcome(Merchant merchant, FeedImport.Result result) {}

    @Parameters(paramLabel = "FILE_OR_URL", description = "a file, or an http(s) URL")
    private String source = "";

    @Option(names = "--merchant", paramLabel = "DOMAIN", required = true, description = "whose products they are")
    private String domain = "";

    @Option(names = "--name", paramLabel = "NAME", description = "the merchant's name, where it is new")
    private @Nullable String name;

    @Mixin
    private final Installation installation = new Installation();

    @Mixin
    private final Printer printer = new Printer();

    private final List<Source.BadRow> badRows = new ArrayList<>();

    @Override
    public Integer call() {
        Settings settings = installation.settings();
        Domain known = domain(settings);
        FeedSource feed = FeedSource.of(source, settings);
        long began = System.nanoTime();
        Progress progress = new Progress(printer.isJson());
        Outcome outcome = installation.with(wiring -> {
            Merchant merchant = wiring.merchants()
                    .findOrAdd(known, Optional.ofNullable(name))
                    .merchant();
            return new Outcome(
                    merchant,
                    wiring.feedImport()
                            .run(
                                    feed.open(),
                                    merchant,
                                    stored -> progress.show(stored + " listings stored"),
                                    this::note));
        });
        FeedImport.Result result = outcome.result();
        progress.end();
        report(outcome.merchant(), result, (System.nanoTime() - began) / NANOS_A_SECOND);
        boolean serving = Serving.addressOf(settings.data()).isPresent();
        printer.say(
                serving
                        ? "The running server matches and indexes them now."
                        : "No server runs on this data folder: the next `./aisle serve` matches and indexes them.");
        return result.complete() && result.stored() > 0 ? 0 : 1;
    }

    private Domain domain(Settings settings) {
        return switch (Domain.parse(domain, settings.fetchAllow())) {
            case Domain.Parsed.Good good -> good.domain();
            case Domain.Parsed.Refused refused ->
                throw Problem.of(Problem.Code.INVALID, "--merchant: " + refused.why());
        };
    }

    private void note(Source.BadRow row) {
        if (badRows.size() < MOST_BAD_ROWS_SHOWN) {
            badRows.add(row);
        }
    }

    private void report(Merchant merchant, FeedImport.Result result, double seconds) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("customer_id", merchant.id().value());
        fields.put("domain", merchant.domain());
        fields.put("rows", result.rows());
        fields.put("stored", result.stored());
        fields.put("set_aside", result.setAside());
        fields.put("bad_rows", result.badRows());
        fields.put("complete", result.complete());
        fields.put("seconds", Double.parseDouble(String.format(Locale.ROOT, "%.2f", seconds)));
        if (printer.isJson()) {
            fields.put("first_bad_rows", badRows);
        }
        printer.print(fields);
        badRows.forEach(row -> printer.say("row " + row.row() + ": " + row.reason()));
        if (result.badRows() > badRows.size()) {
            printer.say("and " + (result.badRows() - badRows.size()) + " more bad rows");
        }
        if (!result.complete()) {
            printer.say("The file broke off; what came before that is kept.");
        }
    }
}
