package dev.aisle.partner.source;

import static dev.aisle.partner.source.PlatformHttp.text;

import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/// Webhooks as platforms list them.
public final class Hooks {

    private Hooks() {}

    /// The ids of those whose address begins so; none where nothing is said to begin with.
    ///
    /// @param field where the platform keeps the address
    public static List<String> at(String prefix, JsonNode listed, String field) {
        return StreamSupport.stream(listed.spliterator(), false)
                .filter(it -> !prefix.isEmpty() && text(it, field).startsWith(prefix))
                .map(Numbered::id)
                .flatMap(Optional::stream)
                .toList();
    }

    /// What the addresses of a merchant's other connections with the platform begin with.
    public static String base(String address) {
        return address.substring(0, address.lastIndexOf('/') + 1);
    }
}
