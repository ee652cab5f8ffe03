package dev.aisle.command;

import dev.aisle.base.problem.Problem;
import dev.aisle.market.partner.RedirectUri;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `./aisle partner redirect ...`: where a partner's connect sessions may return to.
@Command(
        name = "redirect",
        description = "Where connect sessions may return to: a URI and what lies below it.",
        mixinStandardHelpOptions = true)
final class RedirectCommand {

    private static final String ID_HINT = "the partner's id, as `partner list` shows it";

    @Command(name = "add", description = "Allow a URI and what lies below it.", mixinStandardHelpOptions = true)
    int add(
            @Mixin Installation installation,
            @Mixin Printer printer,
            @Parameters(paramLabel = "PARTNER_ID", description = ID_HINT) String partner,
            @Parameters(paramLabel = "URI") String uri) {
        check(uri);
        boolean added = installation.with(
                wiring -> wiring.partners().addRedirectUri(PartnerCommand.known(wiring.partners(), partner), uri));
        printer.print(Map.of("added", added));
        return 0;
    }

    @Command(name = "list", description = "Show the URIs of a partner.", mixinStandardHelpOptions = true)
    int list(
            @Mixin Installation installation,
            @Mixin Printer printer,
            @Parameters(paramLabel = "PARTNER_ID", description = ID_HINT) String partner) {
        List<String> uris = installation.with(
                wiring -> wiring.partners().redirectUris(PartnerCommand.known(wiring.partners(), partner)));
        uris.forEach(uri -> printer.print(Map.of("uri", uri)));
        if (uris.isEmpty()) {
            printer.say("No redirect URI yet. Add one with `./aisle partner redirect add PARTNER_ID URI`.");
        }
        return 0;
    }

    @Command(
            name = "remove",
            description = "Take a URI back; sessions that were to return there end on a page of ours.",
            mixinStandardHelpOptions = true)
    int remove(
            @Mixin Installation installation,
            @Mixin Printer printer,
            @Parameters(paramLabel = "PARTNER_ID", description = ID_HINT) String partner,
            @Parameters(paramLabel = "URI") String uri) {
        boolean removed = installation.with(
                wiring -> wiring.partners().removeRedirectUri(PartnerCommand.known(wiring.partners(), partner), uri));
        if (!removed) {
            throw Problem.of(
                    Problem.Code.NOT_FOUND,
                    "That URI is not registered for the partner; `./aisle partner redirect list` shows those that are.");
        }
        printer.print(Map.of("removed", true));
        return 0;
    }

    static void check(String uri) {
        RedirectUri.mistakeIn(uri).ifPresent(mistake -> {
            throw Problem.of(Problem.Code.INVALID, mistake);
        });
    }
}
