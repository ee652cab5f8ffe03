package dev.aisle.journeys.browser;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/// What axe-core finds on a page: every rule of WCAG 2.0 to 2.2, levels A and AA, and its best practices.
public final class Axe {

    private static final String PROGRAM = read();
    private static final String RUN = """
            axe.run(document, {resultTypes: ['violations'], runOnly: {type: 'tag', values:
                ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']}})
            .then(it => it.violations.map(v => v.id + ': ' + v.nodes.map(n => n.html).join(' | ')))""";

    private Axe() {}

    /// Each finding with the elements it is about; none on a page without mistakes.
    public static List<String> findings(Tab tab) {
        if (!tab.ask("typeof axe === 'object'").asBoolean(false)) {
            tab.ask(PROGRAM + ";0");
        }
        return tab.ask(RUN).valueStream().map(JsonNode::asString).toList();
    }

    private static String read() {
        try (InputStream in = Objects.requireNonNull(Axe.class.getResourceAsStream("/axe.min.js"), "axe.min.js")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
