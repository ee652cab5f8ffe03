package dev.aisle.command;

import dev.aisle.market.merchant.MerchantId;
import dev.aisle.market.merchant.Platform;
import dev.aisle.partner.source.Source.BadRow;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `./aisle source ...`: what came of reading merchants' sources.
@Command(
        name = "source",
        description = "Sources: what could not be read of them.",
        mixinStandardHelpOptions = true,
        subcommandsRepeatable = false)
final class SourceCommand {

    @Command(
            name = "rows",
            description = "Show the rows of a merchant's product feed that the last sync could not read.",
            mixinStandardHelpOptions = true)
    int rows(
            @Mixin Installation installation,
            @Mixin Printer printer,
            @Mixin MerchantChoice choice,
            @Mixin Limit limit) {
        installation.with(wiring -> {
            MerchantId merchant = choice.in(wiring).id();
            List<BadRow> rows = wiring.badRows().list(merchant, Platform.PRODUCT_FEED, limit.rows());
            rows.forEach(it -> printer.print(row(it)));
            printer.say("%d rows in all could not be read."
                    .formatted(wiring.badRows().count(merchant, Platform.PRODUCT_FEED)));
            return merchant;
        });
        return 0;
    }

    private static Map<String, Object> row(BadRow bad) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("row", bad.row());
        row.put("reason", bad.reason());
        return row;
    }
}
