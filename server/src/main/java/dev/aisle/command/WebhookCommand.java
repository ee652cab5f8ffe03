package dev.aisle.command;

import dev.aisle.Wiring;
import dev.aisle.base.http.FetchAllow;
import dev.aisle.base.problem.Problem;
import dev.aisle.partner.webhook.Listener;
import dev.aisle.partner.webhook.Notices;
import dev.aisle.partner.webhook.Webhook;
import dev.aisle.partner.webhook.Webhooks;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `./aisle partner webhook ...` and `./aisle vendor webhook ...`: the addresses where a partner or vendor
/// is told what happened.
@Command(
        name = "webhook",
        description = "Addresses that are called with signed notices of what happened (Standard Webhooks).",
        mixinStandardHelpOptions = true)
final class WebhookCommand {

    private static final String WHO = "whose it is; may be left out where there is only one";
    private static final String WHICH = "the webhook's id, as `webhook list` shows it";

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before a command runs
    private CommandSpec command;

    @Command(name = "add", description = "Add an address and print its secret, once.", mixinStandardHelpOptions = true)
    int add(
            @Mixin Installation installation,
            @Mixin Printer printer,
            @Parameters(paramLabel = "ID", arity = "0..1", description = WHO) @Nullable String who,
            @Option(
                            names = "--url",
                            paramLabel = "URL",
                            required = true,
                            description = "https address that answers POST with 2xx")
                    String url) {
        FetchAllow allow = FetchAllow.of(installation.settings().fetchAllow());
        Webhooks.mistakeIn(url, allow).ifPresent(mistake -> {
            throw Problem.of(Problem.Code.INVALID, mistake);
        });
        Webhooks.Added added = installation.with(wiring -> wiring.webhooks()
                .add(listener(wiring, who), URI.create(url))
                .orElseThrow(() -> Problem.of(
                        Problem.Code.INVALID,
                        "That address is registered already, or there are " + Webhooks.MOST + " webhooks; see `webhook"
                                + " list`, and remove one.")));
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("webhook_id", added.webhook().id());
        fields.put("url", added.webhook().url());
        fields.put("secret", added.secret());
        printer.print(fields);
        printer.say("The secret is shown this once; the receiver checks `webhook-signature` with it.");
        return 0;
    }

    @Command(name = "list", description = "Show the addresses and how they do.", mixinStandardHelpOptions = true)
    int list(
            @Mixin Installation installation,
            @Mixin Printer printer,
            @Parameters(paramLabel = "ID", arity = "0..1", description = WHO) @Nullable String who) {
        List<Map<String, Object>> rows =
                installation.with(wiring -> wiring.webhooks().list(listener(wiring, who)).stream()
                        .map(webhook -> row(webhook, wiring.notices().backlog(webhook)))
                        .toList());
        rows.forEach(printer::print);
        if (rows.isEmpty()) {
            printer.say("No webhook yet. Add one with `webhook add --url URL`.");
        }
        return 0;
    }

    @Command(name = "remove", description = "Remove an address.", mixinStandardHelpOptions = true)
    int remove(
            @Mixin Installation installation,
            @Mixin Printer printer,
            @Parameters(paramLabel = "WEBHOOK_ID", description = WHICH) String id) {
        installation.with(wiring -> {
            Webhook webhook = known(wiring, id);
            return wiring.webhooks().remove(webhook.listener(), webhook.id());
        });
        printer.print(Map.of("removed", true));
        return 0;
    }

    @Command(
            name = "replay",
            description = "Send again what did not arrive, and with --since all that was told since then; a disabled"
                    + " address is taken up again.",
            mixinStandardHelpOptions = true)
    int replay(
            @Mixin Installation installation,
            @Mixin Printer printer,
            @Parameters(paramLabel = "WEBHOOK_ID", description = WHICH) String id,
            @Option(
                            names = "--since",
                            paramLabel = "TIME",
                            description = "a moment such as 2026-11-21T12:00:00Z, or a span back from now such as PT6H")
                    @Nullable
                    String since) {
        int due = installation.with(wiring -> wiring.notices()
                .replay(
                        known(wiring, id),
                        Optional.ofNullable(since).map(it -> moment(it, wiring.now())),
                        wiring.webhooks()));
        printer.print(Map.of("due", due));
        return 0;
    }

    private static Instant moment(String said, Instant now) {
        try {
            return said.startsWith("P") ? now.minus(Duration.parse(said)) : Instant.parse(said);
        } catch (DateTimeParseException neither) {
            throw Problem.of(
                    Problem.Code.INVALID, "--since is a moment such as 2026-11-21T12:00:00Z, or a span such as PT6H.");
        }
    }

    /// Whose webhooks these are, by the command this one stands below.
    private Listener listener(Wiring wiring, @Nullable String said) {
        boolean ofPartners = isOfPartners();
        if (said != null) {
            return ofPartners
                    ? Listener.of(PartnerCommand.known(wiring.partners(), said))
                    : Listener.of(VendorCommand.known(wiring.vendors(), said));
        }
        List<Listener> all = ofPartners
                ? wiring.partners().list().stream()
                        .map(it -> Listener.of(it.id()))
                        .toList()
                : wiring.vendors().list().stream()
                        .map(it -> Listener.of(it.id()))
                        .toList();
        if (all.size() != 1) {
            String kind = ofPartners ? "partner" : "vendor";
            throw Problem.of(
                    Problem.Code.INVALID,
                    "There are " + all.size() + " " + kind + "s; say whose webhook it is by its id, as `./aisle " + kind
                            + " list` shows it.");
        }
        return all.getFirst();
    }

    private Webhook known(Wiring wiring, String id) {
        String prefix = isOfPartners() ? "partner/" : "vendor/";
        return wiring.webhooks()
                .find(id)
                .filter(it -> it.listener().value().startsWith(prefix))
                .orElseThrow(() -> Problem.of(
                        Problem.Code.NOT_FOUND, "No webhook '" + id + "'; `webhook list` shows those there are."));
    }

    private boolean isOfPartners() {
        CommandSpec parent = command.parent();
        return parent != null && parent.name().equals("partner");
    }

    private static Map<String, Object> row(Webhook webhook, Notices.Backlog backlog) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("webhook_id", webhook.id());
        row.put("url", webhook.url());
        row.put("state", webhook.state().name().toLowerCase(Locale.ROOT));
        row.put("waiting", backlog.waiting());
        row.put("given_up", backlog.givenUp());
        webhook.deliveredAt().ifPresent(at -> row.put("delivered_at", at));
        webhook.failingSince().ifPresent(at -> row.put("failing_since", at));
        webhook.disabledAt().ifPresent(at -> row.put("disabled_at", at));
        webhook.trouble().ifPresent(why -> row.put("trouble", why));
        if (webhook.state() == Webhook.State.DISABLED) {
            row.put("to_do", "Mend the receiver, then `webhook replay " + webhook.id() + "`.");
        }
        return row;
    }
}
