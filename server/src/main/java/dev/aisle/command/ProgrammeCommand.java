package dev.aisle.command;

import dev.aisle.Wiring;
import dev.aisle.base.problem.Problem;
import dev.aisle.market.affiliate.LinkTemplate;
import dev.aisle.market.affiliate.Programme;
import dev.aisle.market.affiliate.ProgrammeId;
import dev.aisle.market.merchant.Merchant;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `./aisle programme ...`: what affiliate networks pay for sales, and how links lead through them.
@Command(
        name = "programme",
        description = "Affiliate programmes: what networks pay for a merchant's sales, where and when.",
        mixinStandardHelpOptions = true)
final class ProgrammeCommand {

    private static final int PERCENT_DIGITS = 2;
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    /// What is said of a programme that is to be added.
    static final class Terms {

        @Option(names = "--merchant", paramLabel = "DOMAIN", required = true, description = "whose sales are paid for")
        private String domain = "";

        @Option(
                names = "--network",
                paramLabel = "NAME",
                required = true,
                description = "who pays, as its reports are imported")
        private String network = "";

        @Option(
                names = "--link",
                paramLabel = "TEMPLATE",
                required = true,
                description = "the network's address, with {url} for the store's page and {click} for the sub-id")
        private String link = "";

        @Option(
                names = "--rate",
                paramLabel = "PERCENT",
                required = true,
                description = "what the network pays, of the sale")
        private BigDecimal rate = BigDecimal.ZERO;

        @Option(
                names = "--take",
                paramLabel = "PERCENT",
                description = "our part of that (default: the setting AISLE_TAKE_RATE)")
        private @Nullable BigDecimal take;

        @Option(
                names = "--countries",
                paramLabel = "CODES",
                description = "of buyers, such as US,CA (default: everywhere)")
        private String countries = "";

        @Option(names = "--from", paramLabel = "TIME", description = "its first day or moment (default: now)")
        private @Nullable String from;

        @Option(names = "--until", paramLabel = "TIME", description = "the first day or moment it no longer holds")
        private @Nullable String until;
    }

    @Command(name = "add", description = "Add a programme.", mixinStandardHelpOptions = true)
    int add(@Mixin Installation installation, @Mixin Printer printer, @Mixin Terms terms) {
        BigDecimal take = Optional.ofNullable(terms.take)
                .orElseGet(() -> BigDecimal.valueOf(installation.settings().takeRate()));
        Programme added = installation.with(wiring -> {
            Programme programme = programme(wiring, terms, take);
            wiring.programmes().add(programme);
            return programme;
        });
        print(printer, added, terms.domain);
        return 0;
    }

    @Command(
            name = "list",
            description = "Show every programme, those that ended too.",
            mixinStandardHelpOptions = true)
    int list(@Mixin Installation installation, @Mixin Printer printer) {
        record Shown(Programme programme, String domain) {}
        List<Shown> all = installation.with(wiring -> wiring.programmes().all().stream()
                .map(it -> new Shown(
                        it,
                        wiring.merchants()
                                .find(it.merchant())
                                .map(Merchant::domain)
                                .orElse("")))
                .toList());
        all.forEach(it -> print(printer, it.programme(), it.domain()));
        if (all.isEmpty()) {
            printer.say("No programme yet. Add one with `./aisle programme add`.");
        }
        return 0;
    }

    @Command(name = "end", description = "End a programme now.", mixinStandardHelpOptions = true)
    int end(
            @Mixin Installation installation,
            @Mixin Printer printer,
            @Parameters(paramLabel = "PROGRAMME_ID", description = "as `programme list` shows it") String id) {
        boolean ended = installation.with(wiring -> wiring.programmes().end(new ProgrammeId(id), wiring.now()));
        if (!ended) {
            throw Problem.of(
                    Problem.Code.NOT_FOUND,
                    "No programme '" + id + "' that still holds. `./aisle programme list` shows every one.");
        }
        printer.print(Map.of("ended", id));
        return 0;
    }

    private static Programme programme(Wiring wiring, Terms terms, BigDecimal take) {
        Merchant merchant = MerchantChoice.find(wiring, terms.domain);
        Set<String> countries = countries(terms.countries);
        Instant from =
                Optional.ofNullable(terms.from).map(it -> moment("--from", it)).orElseGet(() -> wiring.now());
        Optional<Instant> until = Optional.ofNullable(terms.until).map(it -> moment("--until", it));
        try {
            return new Programme(
                    new ProgrammeId(wiring.ulid().next()),
                    terms.network,
                    merchant.id(),
                    countries,
                    terms.rate.movePointLeft(PERCENT_DIGITS),
                    take.movePointLeft(PERCENT_DIGITS),
                    new LinkTemplate(terms.link),
                    from,
                    until);
        } catch (IllegalArgumentException wrong) {
            throw Problem.of(Problem.Code.INVALID, "This programme cannot be: " + wrong.getMessage() + ".");
        }
    }

    private static Set<String> countries(String said) {
        Set<String> codes = Arrays.stream(said.split(",", -1))
                .map(it -> it.strip().toUpperCase(Locale.ROOT))
                .filter(it -> !it.isEmpty())
                .collect(Collectors.toSet());
        codes.stream().filter(it -> !COUNTRIES.contains(it)).findFirst().ifPresent(unknown -> {
            throw Problem.of(
                    Problem.Code.INVALID, "--countries: '" + unknown + "' is no ISO 3166-1 code such as US or DE.");
        });
        return codes;
    }

    private static Instant moment(String option, String said) {
        try {
            return said.indexOf('T') < 0
                    ? LocalDate.parse(said).atStartOfDay().toInstant(ZoneOffset.UTC)
                    : Instant.parse(said);
        } catch (DateTimeParseException wrong) {
            throw Problem.of(
                    Problem.Code.INVALID,
                    option + ": '" + said + "' is neither a day such as 2026-01-31 nor a moment such as"
                            + " 2026-01-31T12:00:00Z.");
        }
    }

    private static void print(Printer printer, Programme programme, String domain) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("programme_id", programme.id().value());
        fields.put("merchant", domain);
        fields.put("network", programme.network());
        fields.put(
                "countries",
                programme.countries().isEmpty()
                        ? "everywhere"
                        : programme.countries().stream().sorted().collect(Collectors.joining(",")));
        fields.put("rate_percent", percent(programme.rate()));
        fields.put("take_percent", percent(programme.take()));
        fields.put("net_percent", BigDecimal.valueOf(programme.net(), PERCENT_DIGITS));
        fields.put("starts_at", programme.startsAt());
        programme.endsAt().ifPresent(end -> fields.put("ends_at", end));
        fields.put("link", programme.link().text());
        printer.print(fields);
    }

    private static BigDecimal percent(BigDecimal fraction) {
        BigDecimal percent = fraction.movePointRight(PERCENT_DIGITS).stripTrailingZeros();
        return percent.scale() < 0 ? percent.setScale(0) : percent;
    }
}
