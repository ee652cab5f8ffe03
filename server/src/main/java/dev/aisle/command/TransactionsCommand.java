package dev.aisle.command;

import dev.aisle.base.money.Money;
import dev.aisle.base.problem.Problem;
import dev.aisle.market.affiliate.Programme;
import dev.aisle.market.earning.TransactionImport;
import dev.aisle.market.ledger.Account;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `./aisle transactions ...`: sales as affiliate networks report them, and what they come to.
@Command(
        name = "transactions",
        description = "Sales as affiliate networks report them, and what they come to.",
        mixinStandardHelpOptions = true)
final class TransactionsCommand {

    private static final int MOST_BAD_ROWS_SHOWN = 100;

    @Command(
            name = "import",
            description = "Read a network's report: CSV with the columns transaction_id, click_id, order_amount,"
                    + " commission_amount, currency, status, purchased_at. The same report twice changes nothing.",
            mixinStandardHelpOptions = true)
    int read(
            @Mixin Installation installation,
            @Mixin Printer printer,
            @Option(names = "--file", paramLabel = "FILE", required = true, description = "the report") Path file,
            @Option(names = "--network", paramLabel = "NAME", required = true, description = "whose report it is")
                    String network) {
        if (!Programme.isNetwork(network)) {
            throw Problem.of(
                    Problem.Code.INVALID,
                    "--network: a network's name is up to 40 lower-case letters, digits, - and _.");
        }
        List<TransactionImport.BadRow> badRows = new ArrayList<>();
        TransactionImport.Result result = installation.with(wiring -> {
            try (Reader report = Files.newBufferedReader(file)) {
                return wiring.transactionImport().run(report, network, row -> {
                    if (badRows.size() < MOST_BAD_ROWS_SHOWN) {
                        badRows.add(row);
                    }
                });
            } catch (MalformedInputException notText) {
                throw Problem.of(Problem.Code.INVALID, "--file: " + file + " is not text in UTF-8.");
            } catch (IOException | UncheckedIOException unreadable) {
                throw Problem.of(Problem.Code.NOT_FOUND, "--file: no readable file at " + file.toAbsolutePath() + ".");
            }
        });
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("added", result.added());
        fields.put("changed", result.changed());
        fields.put("unchanged", result.unchanged());
        fields.put("bad_rows", result.bad());
        if (printer.isJson()) {
            fields.put("first_bad_rows", badRows);
        }
        printer.print(fields);
        badRows.forEach(row -> printer.say("line " + row.line() + ": " + row.reason()));
        if (result.bad() > badRows.size()) {
            printer.say("and " + (result.bad() - badRows.size()) + " more bad rows");
        }
        return result.bad() == 0 ? 0 : 1;
    }

    @Command(
            name = "balance",
            description = "Show every account of the ledger: what networks owe, and whose it is.",
            mixinStandardHelpOptions = true)
    int balance(@Mixin Installation installation, @Mixin Printer printer) {
        Map<Account, Long> balances =
                installation.with(wiring -> wiring.ledger().balances());
        balances.forEach((account, balance) -> {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("party", word(account.party()));
            fields.put("name", account.name());
            fields.put("stage", word(account.stage()));
            fields.put("balance", BigDecimal.valueOf(balance, Money.exponent(account.currency())));
            fields.put("currency", account.currency());
            printer.print(fields);
        });
        if (balances.isEmpty()) {
            printer.say("Nothing was ever posted. `./aisle transactions import` reads a network's report.");
        }
        return 0;
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
