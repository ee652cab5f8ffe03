package dev.aisle.edge.restv1;

import dev.aisle.base.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What leads to the next page: the index's cursor, and what was asked, so that the token alone is enough to
/// go on.
///
/// @param asked the members of the body that decide what is found
record PageToken(String cursor, ObjectNode asked) {

    private static final char BETWEEN = '.';
    private static final List<String> DECIDING = List.of("query", "filters", "config");
    private static final String BAD = "page_token: The token is not one that a search gave. Start over without it.";

    static String write(String cursor, JsonNode body) {
        ObjectNode asked = Json.mapper().createObjectNode();
        for (String name : DECIDING) {
            if (body.hasNonNull(name)) {
                asked.set(name, body.path(name));
            }
        }
        return cursor
                + BETWEEN
                + Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(asked.toString().getBytes(StandardCharsets.UTF_8));
    }

    static Optional<PageToken> of(Call call) {
        return call.bodyText("page_token").map(PageToken::read);
    }

    private static PageToken read(String token) {
        int at = token.indexOf(BETWEEN);
        try {
            if (at > 0
                    && Json.tree(Base64.getUrlDecoder().decode(token.substring(at + 1))) instanceof ObjectNode asked) {
                return new PageToken(token.substring(0, at), asked);
            }
        } catch (IllegalArgumentException | JacksonException notOurs) {
            throw Rejected.of(400, BAD);
        }
        throw Rejected.of(400, BAD);
    }

    /// The body with what it leaves out taken from the first page's.
    JsonNode completed(JsonNode body) {
        ObjectNode whole = ((ObjectNode) body).deepCopy();
        for (String name : DECIDING) {
            if (!whole.hasNonNull(name) && asked.has(name)) {
                whole.set(name, asked.path(name));
            }
        }
        return whole;
    }
}
