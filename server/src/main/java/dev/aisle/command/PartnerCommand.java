package dev.aisle.command;

import dev.aisle.base.ids.ApiKey;
import dev.aisle.base.problem.Problem;
import dev.aisle.market.partner.Partner;
import dev.aisle.market.partner.PartnerId;
import dev.aisle.market.partner.Partners;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `./aisle partner ...`: who may bring merchants.
@Command(
        name = "partner",
        description = "Partners: who may bring merchants through the Partner API.",
        mixinStandardHelpOptions = true,
        subcommands = {BrandCommand.class, RedirectCommand.class, WebhookCommand.class})
final class PartnerCommand {

    private static final String ID_HINT = "the partner's id, as `partner list` shows it";

    @Command(name = "create", description = "Add a partner and print its key, once.", mixinStandardHelpOptions = true)
    int create(
            @Mixin Installation installation,
            @Mixin Printer printer,
            @Option(
                            names = "--name",
                            paramLabel = "NAME",
                            required = true,
                            description = "what people call the partner")
                    String name,
            @Option(names = "--redirect-uri", paramLabel = "URI", description = "where connect sessions may return to")
                    @Nullable
                    List<String> redirectUris,
            @Option(names = "--test", description = "a key for the development allowlist only") boolean test) {
        List<String> uris = redirectUris == null ? List.of() : redirectUris;
        uris.forEach(RedirectCommand::check);
        Partners.Issued issued = installation.with(wiring -> wiring.partners().create(name, uris, !test));
        Keys.printIssued(printer, "partner_id", issued.partner().value(), issued.key());
        return 0;
    }

    @Command(name = "list", description = "Show every partner.", mixinStandardHelpOptions = true)
    int list(@Mixin Installation installation, @Mixin Printer printer) {
        List<Partner> all = installation.with(wiring -> wiring.partners().list());
        all.forEach(partner -> printer.print(row(partner)));
        if (all.isEmpty()) {
            printer.say("No partner yet. Add one with `./aisle partner create --name NAME`.");
        }
        return 0;
    }

    @Command(
            name = "rotate-key",
            aliases = "rotate",
            description = "Issue a further key; the ones before it work on for the grace period.",
            mixinStandardHelpOptions = true)
    int rotateKey(
            @Mixin Installation installation,
            @Mixin Printer printer,
            @Parameters(paramLabel = "PARTNER_ID", description = ID_HINT) String partner,
            @Mixin Grace grace) {
        Duration length = grace.length();
        ApiKey key = installation.with(wiring -> wiring.partners().rotate(known(wiring.partners(), partner), length));
        Keys.printIssued(printer, "partner_id", partner, key);
        return 0;
    }

    @Command(
            name = "revoke-key",
            aliases = "revoke",
            description = "Stop keys at once.",
            mixinStandardHelpOptions = true)
    int revokeKey(
            @Mixin Installation installation,
            @Mixin Printer printer,
            @Parameters(paramLabel = "PARTNER_ID", description = ID_HINT) String partner,
            @Mixin Keys keys) {
        int stopped =
                installation.with(wiring -> wiring.partners().revoke(known(wiring.partners(), partner), keys.last4()));
        return Keys.printRevoked(printer, stopped);
    }

    static PartnerId known(Partners partners, String id) {
        if (id.isBlank() || !partners.exists(new PartnerId(id))) {
            throw Problem.of(
                    Problem.Code.NOT_FOUND, "No partner '" + id + "'. `./aisle partner list` shows every partner.");
        }
        return new PartnerId(id);
    }

    private static Map<String, Object> row(Partner partner) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("partner_id", partner.id().value());
        row.put("name", partner.name());
        row.put("created_at", partner.createdAt());
        row.put("keys", partner.keys().stream().map(PartnerCommand::words).toList());
        row.put("redirect_uris", partner.redirectUris());
        return row;
    }

    private static String words(Partner.Key key) {
        return key.prefix() + "..." + key.last4()
                + key.revokedAt().map(at -> " (stops " + at + ")").orElse("");
    }
}
