package dev.aisle.command;

import dev.aisle.Wiring;
import dev.aisle.base.problem.Problem;
import dev.aisle.market.listing.ListingId;
import dev.aisle.market.listing.StoredListing;
import dev.aisle.market.listing.UrlKey;
import dev.aisle.supply.matching.Rulings;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `./aisle ruling ...`: an operator's word on two listings that matching got wrong.
@Command(
        name = "ruling",
        description = "What you say of two listings that matching got wrong; it outranks every score.",
        mixinStandardHelpOptions = true,
        subcommandsRepeatable = false)
final class RulingCommand {

    private static final String HINT = "the listing: a page's URL, or the ULID that `explain` shows";
    private static final int ULID = 26;

    /// The listings that are spoken of.
    static final class Two {

        @Parameters(index = "0", paramLabel = "ONE", description = HINT)
        private String one = "";

        @Parameters(index = "1", paramLabel = "OTHER", description = HINT)
        private String other = "";
    }

    /// Why it was said.
    static final class Reason {

        @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "why, for whoever asks later")
        private String text = "";
    }

    @Command(name = "same", description = "They are one thing.", mixinStandardHelpOptions = true)
    int same(@Mixin Installation installation, @Mixin Printer printer, @Mixin Two two, @Mixin Reason reason) {
        return change(installation, printer, two, rulings -> (a, b) -> rulings.rule(a, b, true, reason.text));
    }

    @Command(name = "apart", description = "They are two things.", mixinStandardHelpOptions = true)
    int apart(@Mixin Installation installation, @Mixin Printer printer, @Mixin Two two, @Mixin Reason reason) {
        return change(installation, printer, two, rulings -> (a, b) -> rulings.rule(a, b, false, reason.text));
    }

    @Command(
            name = "withdraw",
            description = "Take what was said of two listings back: the scores decide again.",
            mixinStandardHelpOptions = true)
    int withdraw(@Mixin Installation installation, @Mixin Printer printer, @Mixin Two two) {
        return change(installation, printer, two, rulings -> rulings::withdraw);
    }

    @Command(name = "list", description = "Show every ruling, the oldest first.", mixinStandardHelpOptions = true)
    int list(@Mixin Installation installation, @Mixin Printer printer) {
        List<Rulings.Ruling> all = installation.with(wiring -> wiring.rulings().list());
        for (Rulings.Ruling ruling : all) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("one", ruling.a().value());
            row.put("other", ruling.b().value());
            row.put("ruling", ruling.same() ? "same" : "apart");
            row.put("reason", ruling.reason());
            printer.print(row);
        }
        if (all.isEmpty()) {
            printer.say("No rulings. `./aisle ruling same` and `apart` make one.");
        }
        return 0;
    }

    private interface Change {
        BiConsumer<ListingId, ListingId> by(Rulings rulings);
    }

    private static int change(Installation installation, Printer printer, Two two, Change change) {
        Map<String, Object> row = installation.with(wiring -> {
            ListingId a = listing(wiring, two.one);
            ListingId b = listing(wiring, two.other);
            if (a.equals(b)) {
                throw Problem.of(Problem.Code.INVALID, "Both are listing " + a + ".");
            }
            change.by(wiring.rulings()).accept(a, b);
            Map<String, Object> told = new LinkedHashMap<>();
            told.put("one", a.value());
            told.put("other", b.value());
            return told;
        });
        printer.print(row);
        printer.say("It takes effect when the server's matching comes to it, in seconds.");
        return 0;
    }

    private static ListingId listing(Wiring wiring, String what) {
        List<StoredListing> found = found(wiring, what);
        if (found.isEmpty()) {
            throw Problem.of(Problem.Code.NOT_FOUND, "No listing is known by '" + what + "'.");
        }
        if (found.size() > 1) {
            throw Problem.of(
                    Problem.Code.INVALID,
                    found.size() + " listings are at that page; `./aisle explain " + what + "` shows their ULIDs.");
        }
        return found.getFirst().id();
    }

    private static List<StoredListing> found(Wiring wiring, String what) {
        if (what.startsWith("http://") || what.startsWith("https://")) {
            try {
                return wiring.listings().byUrl(UrlKey.of(URI.create(what)));
            } catch (IllegalArgumentException broken) {
                throw Problem.of(Problem.Code.INVALID, "'" + what + "' is not a URL.");
            }
        }
        String last = what.substring(what.lastIndexOf(':') + 1);
        return last.length() == ULID ? wiring.listings().byIds(List.of(new ListingId(last))) : List.of();
    }
}
