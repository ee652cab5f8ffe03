package dev.aisle.command;

import dev.aisle.base.ids.ApiKey;
import dev.aisle.base.problem.Problem;
import dev.aisle.market.vendor.KeyTier;
import dev.aisle.market.vendor.VendorId;
import dev.aisle.market.vendor.Vendors;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `./aisle vendor ...`: who asks the catalog with a key and earns from clicks.
@Command(
        name = "vendor",
        description = "Vendors: who asks the catalog with a key and earns from clicks.",
        mixinStandardHelpOptions = true,
        subcommands = WebhookCommand.class)
final class VendorCommand {

    private static final String ID_HINT = "the vendor's id, as `vendor list` shows it";

    @Command(name = "create", description = "Add a vendor and print its key, once.", mixinStandardHelpOptions = true)
    int create(
            @Mixin Installation installation,
            @Mixin Printer printer,
            @Option(names = "--name", paramLabel = "NAME", required = true, description = "what people call the vendor")
                    String name,
            @Option(names = "--test", description = "a test key") boolean test) {
        Vendors.Issued issued = installation.with(wiring -> wiring.vendors().create(name, !test));
        Keys.printIssued(printer, "vendor_id", issued.vendor().value(), issued.key());
        return 0;
    }

    @Command(name = "list", description = "Show every vendor.", mixinStandardHelpOptions = true)
    int list(@Mixin Installation installation, @Mixin Printer printer) {
        List<Vendors.Vendor> all = installation.with(wiring -> wiring.vendors().list());
        all.forEach(vendor -> printer.print(row(vendor)));
        if (all.isEmpty()) {
            printer.say("No vendor yet. Add one with `./aisle vendor create --name NAME`.");
        }
        return 0;
    }

    @Command(
            name = "plan",
            description =
                    "Change how fast a vendor may call REST v1, and whether it pays for more than the free credits"
                            + " of a month (AISLE_METERING).",
            mixinStandardHelpOptions = true)
    int plan(
            @Mixin Installation installation,
            @Mixin Printer printer,
            @Parameters(paramLabel = "VENDOR_ID", description = ID_HINT) String vendor,
            @Option(names = "--tier", paramLabel = "TIER", description = "default, high or no-limit") @Nullable
                    String tier,
            @Option(names = "--paying", description = "true or false", arity = "1") @Nullable Boolean paying) {
        Optional<KeyTier> wanted = Optional.ofNullable(tier)
                .map(word -> KeyTier.of(word)
                        .orElseThrow(() -> Problem.of(
                                Problem.Code.INVALID, "No tier '" + word + "': default, high or no-limit.")));
        if (wanted.isEmpty() && paying == null) {
            throw Problem.of(Problem.Code.INVALID, "Say what to change: --tier, --paying.");
        }
        Vendors.Vendor now = installation.with(wiring -> {
            VendorId id = known(wiring.vendors(), vendor);
            wanted.ifPresent(it -> wiring.vendors().changeTier(id, it));
            Optional.ofNullable(paying).ifPresent(it -> wiring.vendors().changePaying(id, it));
            return wiring.vendors().list().stream()
                    .filter(it -> it.id().equals(id))
                    .findFirst()
                    .orElseThrow();
        });
        printer.print(row(now));
        return 0;
    }

    private static Map<String, Object> row(Vendors.Vendor vendor) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("vendor_id", vendor.id().value());
        row.put("name", vendor.name());
        row.put("created_at", vendor.createdAt());
        row.put("tier", vendor.tier().word());
        row.put("paying", vendor.paying());
        row.put("credits_used", vendor.creditsUsed());
        return row;
    }

    @Command(
            name = "rotate-key",
            aliases = "rotate",
            description = "Issue a further key; the ones before it work on for the grace period.",
            mixinStandardHelpOptions = true)
    int rotateKey(
            @Mixin Installation installation,
            @Mixin Printer printer,
            @Parameters(paramLabel = "VENDOR_ID", description = ID_HINT) String vendor,
            @Mixin Grace grace) {
        Duration length = grace.length();
        ApiKey key = installation.with(wiring -> wiring.vendors().rotate(known(wiring.vendors(), vendor), length));
        Keys.printIssued(printer, "vendor_id", vendor, key);
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
            @Parameters(paramLabel = "VENDOR_ID", description = ID_HINT) String vendor,
            @Mixin Keys keys) {
        int stopped =
                installation.with(wiring -> wiring.vendors().revoke(known(wiring.vendors(), vendor), keys.last4()));
        return Keys.printRevoked(printer, stopped);
    }

    static VendorId known(Vendors vendors, String id) {
        Optional<VendorId> known;
        try {
            known = Optional.of(new VendorId(id)).filter(vendors::exists);
        } catch (IllegalArgumentException noSuchForm) {
            known = Optional.empty();
        }
        return known.orElseThrow(() -> Problem.of(
                Problem.Code.NOT_FOUND, "No vendor '" + id + "'. `./aisle vendor list` shows every vendor."));
    }
}
