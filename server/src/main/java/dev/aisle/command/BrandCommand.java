package dev.aisle.command;

import dev.aisle.base.problem.Problem;
import dev.aisle.market.partner.Branding;
import dev.aisle.market.partner.Brandings;
import dev.aisle.market.partner.Color;
import dev.aisle.market.partner.PartnerId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `./aisle partner brand`: how a partner shows itself on the hosted connect page, and how well that can be read.
@Command(
        name = "brand",
        description = "Name, color and logo on the hosted connect page; without options it shows them.",
        mixinStandardHelpOptions = true)
final class BrandCommand implements Callable<Integer> {

    @Parameters(paramLabel = "PARTNER_ID", description = "the partner's id, as `partner list` shows it")
    private String partner = "";

    @Option(names = "--name", paramLabel = "NAME", description = "what merchants read")
    private @Nullable String name;

    @Option(names = "--color", paramLabel = "HEX", description = "such as #1f4fbf")
    private @Nullable String color;

    @Option(names = "--logo", paramLabel = "FILE", description = "PNG, JPEG, WebP or GIF of at most 30 kB")
    private @Nullable Path logo;

    @Mixin
    private final Installation installation = new Installation();

    @Mixin
    private final Printer printer = new Printer();

    @Override
    public Integer call() {
        Optional<Color> newColor = Optional.ofNullable(color).map(BrandCommand::color);
        Optional<Branding.Logo> newLogo = Optional.ofNullable(logo).map(BrandCommand::logo);
        Branding now = installation.with(wiring -> {
            PartnerId id = PartnerCommand.known(wiring.partners(), partner);
            wiring.brandings().put(id, Optional.ofNullable(name).filter(it -> !it.isBlank()), newColor, newLogo);
            return wiring.brandings().of(id);
        });
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", now.name());
        fields.put("color", "#" + now.color().hex());
        fields.put(
                "text_on_it",
                "#" + now.color().textOn().hex()
                        + contrast(now.color(), now.color().textOn()));
        fields.put(
                "links_on_white",
                "#" + now.color().readableOnWhite().hex() + contrast(now.color().readableOnWhite(), Color.WHITE));
        fields.put(
                "logo",
                now.logo()
                        .map(it -> it.type() + ", " + it.bytes().length + " bytes")
                        .orElse("none"));
        printer.print(fields);
        return 0;
    }

    private static String contrast(Color one, Color other) {
        return String.format(Locale.ROOT, " (contrast %.1f)", one.contrast(other));
    }

    private static Color color(String said) {
        return Color.parse(said)
                .orElseThrow(() ->
                        Problem.of(Problem.Code.INVALID, "--color: '" + said + "' is not a color such as #1f4fbf."));
    }

    private static Branding.Logo logo(Path file) {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (IOException broken) {
            throw Problem.of(Problem.Code.NOT_FOUND, "--logo: no readable file at " + file.toAbsolutePath() + ".");
        }
        if (bytes.length > Branding.Logo.LARGEST) {
            throw Problem.of(
                    Problem.Code.INVALID,
                    "--logo: " + bytes.length + " bytes, more than " + Branding.Logo.LARGEST + ". Make it smaller.");
        }
        String type = Brandings.pictureType(bytes)
                .orElseThrow(() -> Problem.of(Problem.Code.INVALID, "--logo: not a PNG, JPEG, WebP or GIF."));
        return new Branding.Logo(type, bytes);
    }
}
